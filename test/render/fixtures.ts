import type { Report, ReportPath, ReportStage } from '../../src/report/report.ts'

type Certificate = NonNullable<ReportPath['presented']>[number]

const X509_IP =
  "tls: failed to verify certificate: x509: cannot validate certificate for 203.0.113.10 because it doesn't contain any IP SANs"
const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
const UNAVAILABLE = 'Error from server (ServiceUnavailable): the server is currently unable to handle the request'
const NO_ROUTE = 'dial tcp 203.0.113.10:10443: connect: network is unreachable'

export const clusterCa = certificate({
  subject: 'CN=kubernetes',
  issuer: 'CN=kubernetes',
  serial: '00',
  sha256: 'ca'.repeat(32),
  isCa: true,
  keyUsage: ['digital signature', 'key encipherment', 'certificate sign'],
  selfSigned: true,
})

export const mintedLeaf = certificate({
  subject: 'CN=203.0.113.10',
  issuer: 'CN=egress-proxy,O=Proxy Example',
  serial: '5f',
  sha256: '1e'.repeat(32),
  sans: { dns: ['203.0.113.10'], ip: [], email: [], uri: [] },
  extKeyUsage: ['server authentication'],
})

const apiServer = certificate({
  subject: 'CN=kube-apiserver',
  issuer: 'CN=kubernetes',
  serial: '2a',
  sha256: 'a5'.repeat(32),
  sans: { dns: ['kubernetes', 'api.cluster.example'], ip: ['203.0.113.10'], email: [], uri: [] },
  extKeyUsage: ['server authentication'],
})

const proxyPath: ReportPath = {
  id: 'http-proxy@proxy.example:8080>203.0.113.10:10443',
  transport: 'http-proxy',
  origins: [
    { source: 'kubectl', name: 'kubectl takes this path' },
    { source: 'environment', name: 'HTTPS_PROXY' },
  ],
  label: 'through http://proxy.example:8080',
  usedByKubectl: true,
  hops: [
    { kind: 'http-proxy', address: 'proxy.example:8080', url: 'http://proxy.example:8080' },
    { kind: 'server', address: '203.0.113.10:10443' },
  ],
  stages: [
    stage('dns', 'ok', 0, 2, 'proxy.example is 192.0.2.8 (198.51.100.53:53)'),
    stage('tcp', 'ok', 2, 1, 'connected to 192.0.2.8:8080'),
    stage('proxy', 'ok', 3, 4, 'CONNECT answered HTTP/1.1 200 OK'),
    stage('tls', 'ok', 7, 9, 'TLSv1.3, TLS_AES_128_GCM_SHA256, h2'),
    { name: 'certificate', status: 'failed', startMs: null, durationMs: null, detail: X509_IP },
    stage('http', 'failed', 16, 12, 'GET /version answered 503'),
  ],
  presented: [mintedLeaf],
  verdict: {
    outcome: 'rejected',
    stage: 'certificate',
    code: 'x509.HostnameError.NoIpSans',
    text: X509_IP,
    chains: [],
    trace: [
      {
        child: mintedLeaf.sha256,
        candidate: clusterCa.sha256,
        from: 'roots',
        result: 'rejected',
        reason: 'the issuer has another name',
      },
    ],
    next: [
      { stage: 'certificate', code: 'x509.UnknownAuthorityError', text: UNKNOWN_AUTHORITY },
      { stage: 'http', code: 'http.status.503', text: UNAVAILABLE },
    ],
  },
  kubectlMessage: `Unable to connect to the server: ${X509_IP}`,
  observed: null,
  response: {
    status: 503,
    headers: { server: 'envoy', 'content-type': 'text/plain' },
    contentType: 'text/plain',
    bodyBytes: 145,
    body: 'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: Connection refused',
  },
}

const directPath: ReportPath = {
  id: 'direct>203.0.113.10:10443',
  transport: 'direct',
  origins: [{ source: 'system', name: 'without a proxy' }],
  label: 'direct',
  usedByKubectl: false,
  hops: [{ kind: 'server', address: '203.0.113.10:10443' }],
  stages: [
    stage('dns', 'skipped', 0, 0, 'an address'),
    stage('tcp', 'failed', 0, 1, 'ENETUNREACH'),
    stage('proxy', 'skipped', 1, 0, ''),
    unmeasured('tls'),
    unmeasured('certificate'),
    unmeasured('http'),
  ],
  presented: null,
  verdict: {
    outcome: 'unreached',
    stage: 'tcp',
    code: 'net.OpError.dial.ENETUNREACH',
    text: NO_ROUTE,
    chains: [],
    trace: [],
    next: [],
  },
  kubectlMessage: `Unable to connect to the server: ${NO_ROUTE}`,
  observed: {
    message: `Unable to connect to the server: ${NO_ROUTE}`,
    exitCode: 1,
    argv: ['get', '--raw', '/version'],
  },
  response: null,
}

/** field-notes, "The golden case". */
export const golden: Report = {
  schemaVersion: '1',
  kind: 'Report',
  tool: { name: 'kubectl-tlsdoctor', version: '0.1.0' },
  at: '2026-11-23T21:10:16.000Z',
  outcome: 'failing',
  summary:
    'The proxy http://proxy.example:8080 ends TLS and shows a certificate of its own instead of the API server. Nothing that kubectl is given changes that. The network team can exempt 203.0.113.10:10443 from inspection.',
  target: {
    kubeconfig: ['/home/user/.kube/config'],
    context: 'prod',
    cluster: 'prod',
    user: 'admin',
    server: 'https://203.0.113.10:10443',
    serverName: '203.0.113.10',
    sni: null,
    trust: { source: 'kubeconfig-data', certificates: [clusterCa] },
  },
  requests: [{ method: 'GET', url: 'https://203.0.113.10:10443/version', purpose: 'the raw request' }],
  argv: ['get', '--raw', '/version'],
  discoveryCache: 'unused',
  kubectl: {
    binary: '/usr/local/bin/kubectl',
    version: 'v1.34.5',
    goVersion: 'go1.24.13',
    path: proxyPath.id,
    predicted: { message: `Unable to connect to the server: ${X509_IP}`, fidelity: 'exact' },
    observed: {
      message: `Unable to connect to the server: ${X509_IP}`,
      exitCode: 1,
      argv: ['get', '--raw', '/version'],
    },
  },
  paths: [proxyPath, directPath],
  findings: [
    {
      id: 'tls-intercepted-by-proxy',
      severity: 'error',
      title: 'the proxy intercepts TLS',
      explanation:
        'The certificate that came through the proxy is not the API server’s: the proxy made it for this connection.',
      facts: { proxy: 'http://proxy.example:8080', issuer: mintedLeaf.issuer },
      evidence: [
        {
          path: proxyPath.id,
          pointer: '/transcripts/0/walks/0/tls/certificates/0',
          text: 'leaf CN=203.0.113.10, issued by CN=egress-proxy,O=Proxy Example',
          weight: 'supports',
        },
        {
          path: proxyPath.id,
          pointer: '/canaries/0',
          text: 'CONNECT to a name that cannot exist was answered 200, with a certificate for it',
          weight: 'proof',
        },
      ],
      paths: [proxyPath.id],
      explainedBy: null,
      confidence: 'certain',
      url: 'https://github.com/kubectl-tlsdoctor/findings.md#tls-intercepted-by-proxy',
    },
    {
      id: 'server-ip-not-in-certificate',
      severity: 'error',
      title: 'the certificate does not name 203.0.113.10 as an IP address',
      explanation: 'It holds the address as a DNS name, which Go does not compare with an IP address.',
      facts: { ip: '203.0.113.10' },
      evidence: [
        {
          path: proxyPath.id,
          pointer: '/transcripts/0/walks/0/tls/certificates/0',
          text: 'names: DNS:203.0.113.10',
          weight: 'proof',
        },
      ],
      paths: [proxyPath.id],
      explainedBy: 'tls-intercepted-by-proxy',
      confidence: 'certain',
      url: 'https://github.com/kubectl-tlsdoctor/findings.md#server-ip-not-in-certificate',
    },
    {
      id: 'no-direct-route',
      severity: 'warning',
      title: 'there is no way around the proxy',
      explanation: 'Without the proxy the network is unreachable.',
      facts: {},
      evidence: [
        {
          path: directPath.id,
          pointer: '/transcripts/1/walks/0/dial/attempts/0',
          text: '203.0.113.10:10443: ENETUNREACH',
          weight: 'proof',
        },
      ],
      paths: [directPath.id],
      explainedBy: null,
      confidence: 'certain',
      url: 'https://github.com/kubectl-tlsdoctor/findings.md#no-direct-route',
    },
  ],
  quiet: [
    { id: 'certificate-expired', state: 'clear', reason: '' },
    { id: 'socks-refused', state: 'not-applicable', reason: 'no path has a SOCKS proxy' },
    { id: 'unauthorized', state: 'blocked', reason: 'no credential was sent' },
  ],
  remedies: [
    {
      id: 'exempt-from-inspection',
      fixes: ['tls-intercepted-by-proxy'],
      title: 'have 203.0.113.10:10443 exempted from TLS inspection',
      actor: 'network-admin',
      risk: 'none',
      applicability: 'likely',
      steps: [
        {
          kind: 'request',
          text: 'Please pass CONNECT 203.0.113.10:10443 on proxy.example:8080 through without TLS inspection.\nkubectl verifies the API server itself and cannot trust the proxy.',
        },
      ],
      proof: { status: 'unproved', by: null, reason: 'only the network team can try it' },
    },
    {
      id: 'tunnel',
      fixes: ['tls-intercepted-by-proxy', 'no-direct-route'],
      title: 'go through a tunnel',
      actor: 'you',
      risk: 'none',
      applicability: 'needs-input',
      steps: [
        { kind: 'command', text: 'ssh -N -D 127.0.0.1:1080 user@jump.example' },
        { kind: 'command', text: 'kubectl config set-cluster prod --proxy-url=socks5://127.0.0.1:1080' },
      ],
      proof: { status: 'unproved', by: null, reason: 'no jump host is known' },
    },
    {
      id: 'ssl-cert-file',
      fixes: ['tls-intercepted-by-proxy'],
      title: 'point SSL_CERT_FILE at the proxy’s CA',
      actor: 'you',
      risk: 'widens-trust',
      applicability: 'exact',
      steps: [{ kind: 'command', text: 'export SSL_CERT_FILE=/usr/local/share/ca-certificates/proxy.crt' }],
      proof: {
        status: 'refuted',
        by: 'model',
        reason: 'the kubeconfig pins a CA, so SSL_CERT_FILE is never read: the same error',
      },
    },
  ],
  environment: {
    platform: 'linux',
    variables: {
      HTTPS_PROXY: 'http://proxy.example:8080',
      NO_PROXY: 'localhost,127.0.0.1,203.0.113.',
      https_proxy: 'http://proxy.example:8080',
    },
  },
  proxy: {
    proxy: {
      kind: 'http-proxy',
      host: 'proxy.example',
      port: 8080,
      credentials: null,
      url: 'http://proxy.example:8080',
    },
    decidedBy: { kind: 'variable', variable: 'HTTPS_PROXY' },
    variables: [
      {
        name: 'HTTPS_PROXY',
        value: 'http://proxy.example:8080',
        status: 'won',
        reason: 'read first for an https server',
        endpoint: null,
      },
      {
        name: 'https_proxy',
        value: 'http://proxy.example:8080',
        status: 'shadowed',
        reason: 'HTTPS_PROXY is set and read first',
        endpoint: null,
      },
    ],
    noProxy: {
      variable: 'NO_PROXY',
      value: 'localhost,127.0.0.1,203.0.113.',
      entries: [
        { text: 'localhost', matches: false, reason: 'other-host', looksMeant: false, wouldMatch: null },
        { text: '127.0.0.1', matches: false, reason: 'other-host', looksMeant: false, wouldMatch: null },
        {
          text: '203.0.113.',
          matches: false,
          reason: 'ip-prefix',
          looksMeant: true,
          wouldMatch: '203.0.113.0/24',
        },
      ],
    },
  },
  canaries: [
    {
      kind: 'connect-to-impossible-name',
      path: proxyPath.id,
      text: 'CONNECT x7f3.invalid:443 through proxy.example:8080: answered 200, certificate CN=x7f3.invalid',
    },
  ],
}

const healthyPath: ReportPath = {
  ...directPath,
  usedByKubectl: true,
  origins: [{ source: 'kubectl', name: 'kubectl takes this path' }],
  stages: [
    stage('dns', 'skipped', 0, 0, 'an address'),
    stage('tcp', 'ok', 0, 1, 'connected to 203.0.113.10:10443'),
    stage('proxy', 'skipped', 1, 0, ''),
    stage('tls', 'ok', 1, 6, 'TLSv1.3, TLS_AES_128_GCM_SHA256, h2'),
    { name: 'certificate', status: 'ok', startMs: null, durationMs: null, detail: 'verifies against CN=kubernetes' },
    stage('http', 'ok', 7, 3, 'GET /version answered 200'),
  ],
  presented: [apiServer],
  verdict: {
    outcome: 'accepted',
    stage: 'http',
    code: null,
    text: null,
    chains: [[apiServer.sha256, clusterCa.sha256]],
    trace: [],
    next: [],
  },
  kubectlMessage: null,
  observed: null,
  response: { status: 200, headers: {}, contentType: 'application/json', bodyBytes: 263, body: null },
}

export const healthy: Report = {
  ...golden,
  outcome: 'healthy',
  summary: 'kubectl reaches the API server and trusts what it shows.',
  kubectl: {
    ...golden.kubectl,
    path: healthyPath.id,
    predicted: { message: null, fidelity: 'exact' },
    observed: { message: null, exitCode: 0, argv: ['get', '--raw', '/version'] },
  },
  paths: [healthyPath],
  findings: [],
  quiet: [],
  remedies: [],
  environment: { platform: 'linux', variables: {} },
  proxy: {
    proxy: null,
    decidedBy: { kind: 'no-variable' },
    variables: [],
    noProxy: { variable: null, value: null, entries: [] },
  },
  canaries: [],
}

/** client-go refused the kubeconfig: no target, no path. */
export const refused: Report = {
  ...healthy,
  outcome: 'failing',
  summary: 'The context "zz" does not exist.',
  target: null,
  requests: [],
  kubectl: {
    ...healthy.kubectl,
    path: null,
    predicted: { message: 'error: context "zz" does not exist', fidelity: 'exact' },
    observed: null,
  },
  paths: [],
  proxy: null,
}

/** Everything that a peer could send to fool a reader, in every place that a peer can reach. */
export const HOSTILE = [
  '\u001b[2J\u001b[31mALL IS WELL\u001b[0m',
  '\u009b31m',
  '\r\n# Forged heading\n\n- forged item\n```\nout of the fence\n</pre><script>alert(1)</script>',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>',
  '| a | b |',
  '\u202Egnp.exe\u2066',
  'tail" onmouseover="x',
].join(' ')

export const hostile: Report = {
  ...golden,
  summary: HOSTILE,
  findings: golden.findings.map((finding) => ({
    ...finding,
    title: HOSTILE,
    explanation: HOSTILE,
    evidence: finding.evidence.map((evidence) => ({ ...evidence, text: HOSTILE })),
  })),
  remedies: golden.remedies.map((remedy) => ({
    ...remedy,
    title: HOSTILE,
    steps: remedy.steps.map((step) => ({ ...step, text: HOSTILE })),
    proof: { ...remedy.proof, reason: HOSTILE },
  })),
  kubectl: {
    ...golden.kubectl,
    predicted: { message: HOSTILE, fidelity: 'approximate', why: HOSTILE },
    observed: { message: `${HOSTILE}!`, exitCode: 1, argv: [] },
  },
  paths: golden.paths.map((path) => ({
    ...path,
    label: HOSTILE,
    stages: path.stages.map((one) => ({ ...one, detail: HOSTILE })),
    presented: [
      certificate({ subject: HOSTILE, issuer: HOSTILE, sans: { dns: [HOSTILE], ip: [], email: [], uri: [] } }),
    ],
    verdict: {
      ...path.verdict,
      text: HOSTILE,
      next: [{ stage: 'http', code: 'http.status.503', text: HOSTILE }],
    },
    kubectlMessage: HOSTILE,
    response: {
      status: 503,
      headers: { server: HOSTILE },
      contentType: HOSTILE,
      bodyBytes: 9,
      body: HOSTILE,
    },
  })),
  canaries: [{ kind: 'random-sni', path: null, text: HOSTILE }],
}

export function certificate(given: Partial<Certificate>): Certificate {
  return {
    subject: 'CN=leaf',
    issuer: 'CN=ca',
    serial: '01',
    sans: { dns: [], ip: [], email: [], uri: [] },
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    sha256: '00'.repeat(32),
    publicKey: { algorithm: 'RSA', bits: 2048, sha256: '99'.repeat(32) },
    signatureAlgorithm: 'SHA256-RSA',
    isCa: false,
    keyUsage: ['digital signature'],
    extKeyUsage: [],
    nameConstraints: null,
    selfSigned: false,
    parseError: null,
    pem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    ...given,
  }
}

function stage(
  name: ReportStage['name'],
  status: ReportStage['status'],
  startMs: number,
  durationMs: number,
  detail: string,
): ReportStage {
  return { name, status, startMs, durationMs, detail }
}

function unmeasured(name: ReportStage['name']): ReportStage {
  return { name, status: 'not-measured', startMs: null, durationMs: null, detail: '' }
}
