import { describe, expect, test } from 'vitest'
import { buildReport } from '../../src/report/build.ts'
import type { TlsEnd } from '../../src/transcript/transcript.ts'
import { caseOf, diagnosed, kubectls, pathTo, targetOf } from '../scenarios/case.ts'
import { authority, clusterCa, der, leafOf, serverLeaf } from '../scenarios/certificates.ts'
import { healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { brokenHandshake, dialed, emptyWalk } from '../scenarios/walks.ts'

const PROXIED = 'http-proxy@proxy:8080>192.0.2.10:10443'
const IP_SANS =
  "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs"
const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
const BLAMES_THE_SERVER = [
  'server-ip-not-in-certificate',
  'server-name-not-in-certificate',
  'certificate-without-sans',
  'self-signed-server',
  'cluster-ca-mismatch',
  'cluster-ca-rotated',
]

describe.each(['minted', 'self-signed'] as const)('the golden case with a %s certificate', (variant) => {
  const diagnosis = diagnosed(goldenCase(variant))

  test('is predicted in the words that kubectl 1.34 prints', () => {
    expect(diagnosis.judged.predicted).toEqual({ message: IP_SANS, fidelity: 'exact', why: null })
  })

  test('shows the three stacked blockers, each behind the other', () => {
    const verdict = diagnosis.judged.kubectlPath?.judgement.verdict
    const codes = [verdict?.code, ...(verdict?.next ?? []).map(({ code }) => code)]
    expect(codes).toEqual(['x509.HostnameError', 'x509.UnknownAuthorityError', 'http.Status.503'])
  })

  test("does not say that the API server's certificate lacks the address: that certificate was never seen", () => {
    expect(diagnosis.ids.filter((id) => BLAMES_THE_SERVER.includes(id))).toEqual([])
    const quiet = diagnosis.quiet.find(({ id }) => id === 'server-ip-not-in-certificate')
    expect(quiet?.state).toBe('blocked')
  })

  test('names the proxy as the one root cause on the path that kubectl takes', () => {
    const roots = diagnosis.findings.filter(({ explainedBy, severity }) => explainedBy === null && severity === 'error')
    expect(roots.map(({ id, paths, confidence }) => ({ id, paths, confidence }))).toEqual([
      { id: 'tls-intercepted-by-proxy', paths: [PROXIED], confidence: 'certain' },
    ])
  })

  test("does not offer the proxy's authority in SSL_CERT_FILE as a way out: trust is pinned, the text stays the same", () => {
    expect(diagnosis.remedy('ca-bundle-variable')?.proof).toEqual({
      status: 'refuted',
      by: 'model',
      reason: `kubectl would then print: ${IP_SANS}`,
    })
  })

  test('does not promise that a DNS name would validate: the unknown authority comes next', () => {
    const refuted = {
      status: 'refuted',
      by: 'model',
      reason: `kubectl would then still stop, at best at: ${UNKNOWN_AUTHORITY}`,
    }
    expect(diagnosis.remedy('tls-server-name')?.proof).toEqual(refuted)
    expect(diagnosis.remedy('server-name-instead-of-ip')?.proof).toEqual(refuted)
  })

  test('does not count it as progress that the error is gone without the proxy: there is no way out', () => {
    expect(diagnosis.remedy('no-proxy-entry')?.proof).toEqual({
      status: 'refuted',
      by: 'probe',
      reason:
        'kubectl would then print: Unable to connect to the server: dial tcp 192.0.2.10:10443: connect: network is unreachable',
    })
    expect(diagnosis.ids).toContain('no-direct-route')
    expect(diagnosis.ids).not.toContain('proxy-not-needed')
  })

  test('shows the body that kubectl drops instead of guessing that the proxy wants mutual TLS', () => {
    const upstream = diagnosis.findings.find(({ id }) => id === 'proxy-cannot-reach-upstream')
    expect(upstream?.explainedBy).toBe('tls-intercepted-by-proxy')
    expect(String(upstream?.facts.said)).toContain('delayed connect error: Connection refused')
    expect(diagnosis.ids).not.toContain('client-certificate-required')
  })

  test('leaves what can help and cannot be tried here: a tunnel, and a request to the network team', () => {
    const open = diagnosis.remedies.filter(({ proof }) => proof.status === 'unproved')
    expect(open.map(({ id, actor }) => ({ id, actor }))).toEqual([
      { id: 'tunnel', actor: 'you' },
      { id: 'exempt-from-inspection', actor: 'network-admin' },
    ])
    expect(diagnosis.remedies.filter(({ proof }) => proof.status === 'proved')).toEqual([])
  })

  test('never offers to switch verification off', () => {
    const report = buildReport(diagnosis.judged, diagnosis, diagnosis.remedies)
    expect(JSON.stringify(report.remedies)).not.toMatch(/insecure-skip-tls-verify/)
  })
})

test("a trust anchor's own names are never evaluated: an authority with DNS names alone suits a server with an address", () => {
  const named = authority('kubernetes', { sans: [{ type: 'dns', value: 'kubernetes' }] })
  const leaf = leafOf(named, { sans: [{ type: 'ip', value: '192.0.2.10' }] })
  const { target, transcripts } = healthy
  if (target === null) throw new Error('the healthy case has a target')
  const trust = { ...target.trust, certificates: der(named) }
  const changed = JSON.parse(JSON.stringify(transcripts).replaceAll(der(serverLeaf)[0] ?? '', der(leaf)[0] ?? ''))
  const diagnosis = diagnosed({ ...healthy, target: { ...target, trust }, transcripts: changed })
  expect(diagnosis.ids).toEqual([])
})

test('the subject and the issuer of what was presented stand apart', () => {
  const [root] = diagnosed(goldenCase()).findings
  expect(root?.facts).toMatchObject({ subject: 'CN=192.0.2.10', issuer: 'CN=egress-proxy,O=Example Egress' })
})

test('an interception through the lower-case variable is the proxy’s all the same and not a transparent one', () => {
  const golden = goldenCase()
  if (golden.target === null) throw new Error('the golden case has a target')
  const proxy = { ...golden.target.proxy, decidedBy: { kind: 'variable', variable: 'https_proxy' } } as const
  const diagnosis = diagnosed({ ...golden, target: { ...golden.target, proxy } })
  expect(diagnosis.ids).toContain('tls-intercepted-by-proxy')
  expect(diagnosis.ids).not.toContain('tls-intercepted-transparently')
  const report = buildReport(diagnosis.judged, diagnosis, diagnosis.remedies)
  expect(report.remedies.find(({ id }) => id === 'no-proxy-entry')?.title).toBe(
    'go around the proxy of https_proxy for 192.0.2.10 (NO_PROXY)',
  )
})

test('the Go version is the one that kubectl itself names', () => {
  const diagnosis = diagnosed(goldenCase())
  const report = buildReport(diagnosis.judged, diagnosis, diagnosis.remedies)
  expect(report.kubectl).toMatchObject({ version: 'v1.34.5', goVersion: 'go1.24.13' })
})

test('no step uses what kubectl no longer has, or curl with an authority that cannot help', () => {
  const diagnosis = diagnosed(goldenCase())
  const { remedies } = buildReport(diagnosis.judged, diagnosis, diagnosis.remedies)
  const steps = remedies.flatMap((remedy) => remedy.steps.map(({ text }) => text)).join('\n')
  expect(steps).not.toMatch(/version --short|curl --cacert/)
})

test('without a proof the same chain is unexplained and not called interception', () => {
  const diagnosis = diagnosed(goldenCase('minted', { canaries: [] }))
  expect(diagnosis.ids).toContain('foreign-chain-unexplained')
  expect(diagnosis.ids.filter((id) => id.startsWith('tls-intercepted'))).toEqual([])
  expect(diagnosis.ids.filter((id) => BLAMES_THE_SERVER.includes(id))).toEqual([])
})

test('an interceptor whose authority was put into the kubeconfig is still one, and the missing address still its own', () => {
  const golden = goldenCase()
  if (golden.target === null) throw new Error('the golden case has a target')
  const [store] = golden.trustElsewhere
  const certificates = [...der(clusterCa), ...(store?.matching ?? [])]
  const target = { ...golden.target, trust: { ...golden.target.trust, certificates } }
  const diagnosis = diagnosed({ ...golden, target })
  expect(diagnosis.ids).toContain('tls-intercepted-by-proxy')
  expect(diagnosis.ids).toContain('interceptor-cannot-name-server')
  expect(diagnosis.ids.filter((id) => BLAMES_THE_SERVER.includes(id))).toEqual([])
})

/** RFC 5246 section 7.4.1.1. OpenSSL goes on after it, and Go does not. */
const HELLO_REQUEST = { type: 0, bytes: 'AAAAAA==' }

test.each<[string, TlsEnd]>([
  ['waits for', { kind: 'timeout', afterMs: 10_000 }],
  ['sees closed', { kind: 'closed', midRecord: false }],
  ['sees reset', { kind: 'reset', syscall: 'read' }],
])('what only the doctor %s, since kubectl had given up before, explains no failure of kubectl', (_, end) => {
  const tls = brokenHandshake(end, { messages: [HELLO_REQUEST], firstBytes: '160303000400000000', bytesReceived: 9 })
  const walk = { ...emptyWalk, ...dialed('192.0.2.10:10443'), tls }
  const diagnosis = diagnosed(caseOf(targetOf(), [kubectls(pathTo('direct', walk))]))
  expect(diagnosis.judged.predicted.message).toContain('unexpected handshake message of type *tls.helloRequestMsg')
  expect(diagnosis.ids.filter((id) => /^(?:connection|handshake)-/.test(id))).toEqual([])
})
