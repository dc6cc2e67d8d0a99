import type { Case } from '../../src/case.ts'
import { toHex } from '../../src/lib/bytes.ts'
import type { RuleId } from '../../src/rules/index.ts'
import type { Target } from '../../src/target/target.ts'
import type { Tunnel, Walk } from '../../src/transcript/transcript.ts'
import { type IssuedCertificate, issueCertificate } from '../../src/x509/issue.ts'
import { caseOf, kubectls, noProxy, pathTo, proxiedByVariable, proxyEndpoint, targetOf } from './case.ts'
import {
  AT,
  apiServerSans,
  authority,
  clusterCa,
  der,
  leafOf,
  life,
  mintedLeaf,
  otherCa,
  proxyCa,
  SERVER_IP,
  serverLeaf,
} from './certificates.ts'
import { goldenCase } from './golden.ts'
import {
  answer,
  apiServerHeaders,
  brokenHandshake,
  connectAnswer,
  dialed,
  dialFailed,
  emptyWalk,
  handshake,
  healthyAnswer,
  lookupFailed,
  socksEnd,
  statusBody,
} from './walks.ts'

const REMOTE = `${SERVER_IP}:10443`
const DAY_MS = 24 * 60 * 60 * 1000
const date = (days: number) => new Date(Date.parse(AT) + days * DAY_MS)

/** Straight to a healthy API server, with one thing changed. */
function direct(walk: Partial<Walk>, target: Partial<Target> = {}, more: Partial<Case> = {}): Case {
  const base = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
  return caseOf(targetOf(target), [kubectls(pathTo('direct', { ...base, ...walk }))], more)
}

function presenting(certificates: readonly string[], target: Partial<Target> = {}, more: Partial<Case> = {}): Case {
  return direct({ tls: handshake(certificates, true) }, target, more)
}

function answering(status: number, body: string | null, more: Parameters<typeof answer>[1] = {}): Case {
  return direct({ http: [answer(status, { headers: [...apiServerHeaders], body, ...more })] })
}

/** Through the proxy of HTTPS_PROXY; the direct path is there too and works. */
function proxied(walk: Partial<Walk>, target: Partial<Target> = {}, more: Partial<Case> = {}): Case {
  const through = { ...emptyWalk, ...dialed('198.51.100.1:8080'), ...walk }
  const clean = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
  const paths = [kubectls(pathTo('http-proxy', through)), pathTo('direct', clean)]
  return caseOf(targetOf({ proxy: proxiedByVariable, ...target }), paths, more)
}

function tunnelled(tunnel: Tunnel): Case {
  return proxied({ tunnel })
}

function socks(end: Parameters<typeof socksEnd>[0]): Case {
  const walk = { ...emptyWalk, ...dialed('198.51.100.1:1080'), tunnel: socksEnd(end) }
  return caseOf(targetOf({ proxy: { ...proxiedByVariable, proxy: proxyEndpoint('socks5') } }), [
    kubectls(pathTo('socks5', walk)),
  ])
}

/** The second walk, which carries a token. */
function withToken(status: number, reason: string): Case {
  const carried = ['token'] as const
  const body = statusBody(status, reason, reason)
  const http = [answer(status, { headers: [...apiServerHeaders], body, carried })]
  return direct({ carried, http }, { authentication: ['token'] })
}

function refused(code: RuleId): Case {
  const message = `error: ${code}`
  return caseOf(null, [], { configError: { code, message, at: null, facts: {} } })
}

function odd(code: RuleId): Case {
  return direct({}, { oddities: [{ code, at: null, facts: {} }] })
}

export const healthy: Case = direct({})

const intermediate = issueCertificate({
  subject: { commonName: 'lab intermediate' },
  issuer: clusterCa,
  isCa: true,
  ...life,
})
const expiredIntermediate = issueCertificate({
  subject: { commonName: 'old intermediate' },
  issuer: clusterCa,
  isCa: true,
  notBefore: date(-300),
  notAfter: date(-1),
})
const expiredCa = authority('old-authority', { notBefore: date(-4000), notAfter: date(-10) })
const notAnAuthority = authority('no-authority', { isCa: false })
const sans = apiServerSans
const clientCa = authority('client-ca')
const expiredClient = leafOf(clientCa, { notBefore: date(-400), notAfter: date(-1), extKeyUsage: ['clientAuth'] })
const trusting = (...authorities: readonly IssuedCertificate[]): Partial<Target> => ({
  trust: { source: 'kubeconfig-data', certificates: der(...authorities), files: [] },
})

/** One Case a finding in which it fires. The type checker names the finding without one. */
export const firing = {
  'tls-intercepted-by-proxy': () => goldenCase(),
  'tls-intercepted-transparently': () =>
    direct(
      { tls: handshake(der(mintedLeaf), false), http: [] },
      {},
      {
        canaries: [{ kind: 'reserved-address', address: '240.0.0.1:443', connected: true }],
      },
    ),
  'foreign-chain-unexplained': () => goldenCase('minted', { canaries: [] }),
  'interceptor-trusted-elsewhere': () => goldenCase(),
  'interceptor-cannot-name-server': () => goldenCase(),
  'proxy-cannot-reach-upstream': () => tunnelled(connectAnswer(503, 'Service Unavailable')),
  'no-direct-route': () => goldenCase(),
  'proxy-not-needed': () => tunnelled(connectAnswer(403, 'Forbidden')),
  'proxy-unreachable': () =>
    caseOf(targetOf({ proxy: proxiedByVariable }), [
      kubectls(pathTo('http-proxy', dialFailed('198.51.100.1:8080', 'ECONNREFUSED'))),
    ]),
  'proxy-name-unresolved': () =>
    caseOf(targetOf({ proxy: proxiedByVariable }), [
      kubectls(pathTo('http-proxy', lookupFailed('proxy', { kind: 'no-such-host' }))),
    ]),
  'proxy-refuses-connect': () => tunnelled(connectAnswer(403, 'Forbidden')),
  'proxy-auth-required': () =>
    tunnelled(
      connectAnswer(407, 'Proxy Authentication Required', { headers: [['proxy-authenticate', 'Basic realm="x"']] }),
    ),
  'proxy-speaks-no-http': () =>
    tunnelled(connectAnswer(0, '', { end: { kind: 'malformed', firstLine: 'hello' }, status: null, statusLine: null })),
  'proxy-tls-untrusted': () => {
    const proxyTls = handshake(der(leafOf(proxyCa, { sans: [{ type: 'dns', value: 'proxy' }] })), false)
    const walk = { ...emptyWalk, ...dialed('198.51.100.1:8080'), proxyTls }
    return caseOf(targetOf({ proxy: { ...proxiedByVariable, proxy: proxyEndpoint('https-proxy') } }), [
      kubectls(pathTo('https-proxy', walk)),
    ])
  },
  'proxy-url-invalid': () =>
    direct({}, { proxy: { ...noProxy, decidedBy: { kind: 'unparsable', variable: 'HTTPS_PROXY' } } }),
  'proxy-closes-tunnel': () =>
    tunnelled(connectAnswer(0, '', { end: { kind: 'closed', bytesBefore: 0 }, status: null, statusLine: null })),
  'no-proxy-mismatch': () =>
    proxied(
      { tunnel: connectAnswer(403, 'Forbidden') },
      {
        proxy: {
          ...proxiedByVariable,
          noProxy: {
            variable: 'NO_PROXY',
            value: '192.0.2.*',
            entries: [
              {
                text: '192.0.2.*',
                matches: false,
                reason: 'wildcard-inside',
                looksMeant: true,
                wouldMatch: '192.0.2.0/24',
              },
            ],
          },
        },
      },
    ),
  'proxy-variable-ignored': () =>
    direct(
      {},
      {
        proxy: {
          ...noProxy,
          variables: [
            {
              name: 'ALL_PROXY',
              value: 'socks5://proxy:1080',
              status: 'ignored',
              reason: 'Go does not read ALL_PROXY',
              endpoint: null,
            },
          ],
        },
      },
    ),
  'proxy-url-overrides-environment': () =>
    proxied(
      { tunnel: connectAnswer(200, 'OK'), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] },
      {
        proxy: {
          ...proxiedByVariable,
          decidedBy: {
            kind: 'proxy-url',
            at: { kind: 'file', file: '/home/u/.kube/config', pointer: '/clusters/0/cluster/proxy-url', line: 7 },
          },
          variables: [
            {
              name: 'HTTPS_PROXY',
              value: 'http://other:3128',
              status: 'overridden',
              reason: 'proxy-url is set',
              endpoint: null,
            },
          ],
        },
      },
    ),
  'socks-refused': () => socks({ kind: 'refused', reply: 2 }),
  'socks-auth-required': () => socks({ kind: 'no-acceptable-method' }),
  'socks-speaks-no-socks': () => socks({ kind: 'unexpected-version', version: 72 }),
  'server-ip-not-in-certificate': () =>
    presenting(
      der(
        leafOf(clusterCa, {
          sans: [
            { type: 'dns', value: SERVER_IP },
            { type: 'dns', value: 'kubernetes' },
          ],
        }),
      ),
    ),
  'server-name-not-in-certificate': () =>
    presenting(der(leafOf(clusterCa, { sans })), {
      serverName: 'else.lab.example',
      sni: 'else.lab.example',
      host: 'else.lab.example',
    }),
  'certificate-without-sans': () => presenting(der(leafOf(clusterCa))),
  'certificate-expired': () => presenting(der(leafOf(clusterCa, { sans, notBefore: date(-300), notAfter: date(-1) }))),
  'certificate-not-yet-valid': () =>
    presenting(der(leafOf(clusterCa, { sans, notBefore: date(1), notAfter: date(30) }))),
  'clock-skew': () =>
    direct({ http: [answer(200, { headers: [['date', date(-1).toUTCString()], ...apiServerHeaders] })] }),
  'certificate-expires-soon': () =>
    presenting(der(leafOf(clusterCa, { sans, notBefore: date(-360), notAfter: date(5) }))),
  'intermediate-missing': () => presenting(der(leafOf(intermediate, { sans }))),
  'intermediate-expired': () => presenting(der(leafOf(expiredIntermediate, { sans }), expiredIntermediate)),
  'cluster-ca-mismatch': () => presenting(der(leafOf(otherCa, { sans }))),
  'cluster-ca-rotated': () => presenting(der(leafOf(authority('kubernetes'), { sans }))),
  'cluster-ca-expired': () => presenting(der(leafOf(expiredCa, { sans })), trusting(expiredCa)),
  'authority-may-not-sign': () => presenting(der(leafOf(notAnAuthority, { sans })), trusting(notAnAuthority)),
  'wrong-key-usage': () => presenting(der(leafOf(clusterCa, { sans, extKeyUsage: ['clientAuth'] }))),
  'weak-signature': () => presenting(der(leafOf(clusterCa, { sans, signatureHash: 'sha1' }))),
  'certificate-malformed': () => presenting(der(leafOf(clusterCa, { sans, serial: -5n }))),
  'unhandled-critical-extension': () =>
    presenting(
      der(
        leafOf(clusterCa, {
          sans,
          extensions: [{ oid: '1.3.6.1.4.1.32473.1', critical: true, der: Uint8Array.of(5, 0) }],
        }),
      ),
    ),
  'self-signed-server': () => presenting(der(leafOf('self', { sans }))),
  'system-roots-do-not-know-server': () =>
    presenting(der(leafOf(otherCa, { sans })), { trust: { source: 'system', certificates: der(clientCa), files: [] } }),
  'port-closed': () => direct(stopped(dialFailed(REMOTE, 'ECONNREFUSED'))),
  'connect-timeout': () => direct(stopped(dialFailed(REMOTE, 'timeout'))),
  'no-route': () => direct(stopped(dialFailed(REMOTE, 'EHOSTUNREACH'))),
  'name-not-found': () => direct(stopped(lookupFailed('api.lab.example', { kind: 'no-such-host' }))),
  'dns-server-failure': () =>
    direct(stopped(lookupFailed('api.lab.example', { kind: 'server-misbehaving', rcode: 2 }))),
  'connection-reset': () => broken(brokenHandshake({ kind: 'reset', syscall: 'read' })),
  'connection-closed': () => broken(brokenHandshake({ kind: 'closed', midRecord: false })),
  'handshake-timeout': () => broken(brokenHandshake({ kind: 'timeout', afterMs: 10_000 })),
  'not-tls': () =>
    broken(
      brokenHandshake({ kind: 'stack-gave-up', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' }, first('SSH-2.0-OpenSSH_9.6')),
    ),
  'plain-http-port': () =>
    broken(
      brokenHandshake(
        { kind: 'stack-gave-up', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' },
        first('HTTP/1.1 400 Bad Request\r\n'),
      ),
    ),
  'https-port-spoken-http': () =>
    direct(
      {
        tls: null,
        http: [answer(400, { protocol: 'http/1.1', body: 'Client sent an HTTP request to an HTTPS server.\n' })],
      },
      { scheme: 'http', server: `http://${REMOTE}` },
    ),
  'tls-version-too-old': () => broken(alerted(70)),
  'no-common-tls-parameters': () => broken(alerted(40)),
  'server-sent-alert': () => broken(alerted(80)),
  'http2-broken': () =>
    direct({
      http: [
        answer(200, {
          status: null,
          end: { kind: 'http2-error', code: 'ERR_HTTP2_ERROR', message: 'frame too large' },
        }),
      ],
    }),
  'client-certificate-required': () => broken(alerted(116)),
  'client-certificate-rejected': () => {
    const carried = ['client-certificate'] as const
    return direct(
      {
        carried,
        http: [],
        tls: { ...handshake(der(serverLeaf), true), ...alerted(42), certificates: der(serverLeaf) },
      },
      { authentication: ['client-certificate'] },
    )
  },
  'client-certificate-expired': () =>
    direct(
      {
        carried: ['client-certificate'],
        http: [answer(401, { headers: [...apiServerHeaders], carried: ['client-certificate'] })],
      },
      {
        authentication: ['client-certificate'],
        clientCertificate: { certificates: der(expiredClient), at: { kind: 'flag', flag: '--client-certificate' } },
      },
    ),
  'exec-plugin-missing': () =>
    direct(
      {},
      { authentication: ['exec'] },
      { exec: { kind: 'failed', code: 'missing', text: 'exec: executable aws not found' } },
    ),
  'exec-plugin-failed': () =>
    direct(
      {},
      { authentication: ['exec'] },
      { exec: { kind: 'failed', code: 'exit-code', text: 'exec: executable aws failed with exit code 255' } },
    ),
  unauthorized: () => withToken(401, 'Unauthorized'),
  forbidden: () => withToken(403, 'Forbidden'),
  'api-server-error': () => answering(500, statusBody(500, 'InternalError', 'etcd')),
  'redirected-to-login': () => answering(302, null, { headers: [['location', 'https://login.example/']] }),
  'captive-portal': () => answering(200, '<html>', { contentType: 'text/html', headers: [] }),
  'request-throttled': () => answering(429, statusBody(429, 'TooManyRequests', 'later')),
  'upstream-hop-certificate': () =>
    answering(500, statusBody(500, 'InternalError', 'Get "https://node:10250/": x509: certificate has expired')),
  'kubeconfig-missing': () => refused('kubeconfig-missing'),
  'kubeconfig-invalid': () => refused('kubeconfig-invalid'),
  'context-missing': () => refused('context-missing'),
  'cluster-missing': () => refused('cluster-missing'),
  'user-missing': () => refused('user-missing'),
  'server-url-invalid': () => refused('server-url-invalid'),
  'server-scheme-missing': () => odd('server-scheme-missing'),
  'server-scheme-http': () => odd('server-scheme-http'),
  'ca-data-invalid': () => refused('ca-data-invalid'),
  'ca-file-missing': () => refused('ca-file-missing'),
  'ca-data-and-file': () => refused('ca-data-and-file'),
  'insecure-with-ca': () => refused('insecure-with-ca'),
  'ca-file-empty': () => odd('ca-file-empty'),
  'client-key-mismatch': () => refused('client-key-mismatch'),
  'client-credential-unreadable': () => refused('client-credential-unreadable'),
  'authentication-methods-conflict': () => refused('authentication-methods-conflict'),
  'credentials-missing': () => odd('credentials-missing'),
  'verification-disabled': () => direct({}, { trust: { source: 'insecure', certificates: [], files: [] } }),
  'verifier-is-platform': () =>
    direct(
      {},
      { trust: { source: 'system', certificates: der(clusterCa), files: [] } },
      {
        environment: { platform: 'darwin', zoneOffsetMinutes: 0, variables: {} },
      },
    ),
  'prediction-differs': () =>
    direct({}, {}, { observed: [{ which: 'as-is', message: 'error: something else', exitCode: 1, argv: ['get'] }] }),
  'paths-disagree': () => {
    const one = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
    const two = { ...one, tls: handshake(der(leafOf(clusterCa, { sans })), true) }
    return caseOf(targetOf(), [
      kubectls(pathTo('direct', one)),
      pathTo('direct', two, { id: `direct>${REMOTE}#192.0.2.11`, address: '192.0.2.11' }),
    ])
  },
} satisfies Record<RuleId, () => Case>

function stopped(walk: Walk): Partial<Walk> {
  return { ...walk, tls: null, http: [] }
}

function broken(tls: ReturnType<typeof brokenHandshake>): Case {
  return direct({ tls, http: [] })
}

function alerted(description: number): ReturnType<typeof brokenHandshake> {
  return brokenHandshake(
    { kind: 'alert' },
    { firstBytes: '15030300020228', bytesReceived: 7, alerts: [{ level: 'fatal', description, phase: 'handshake' }] },
  )
}

function first(text: string): { firstBytes: string; bytesReceived: number } {
  const bytes = new TextEncoder().encode(text)
  return { firstBytes: toHex(bytes), bytesReceived: bytes.length }
}
