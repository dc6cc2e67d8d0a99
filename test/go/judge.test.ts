import { describe, expect, it } from 'vitest'
import { isKnownCode } from '../../src/go/codes.ts'
import { judgePath } from '../../src/go/judge.ts'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { Target } from '../../src/target/target.ts'
import type { HttpExchange, TlsExchange, Walk } from '../../src/transcript/transcript.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import {
  answerOf,
  connected,
  establishedWith,
  exchangeOf,
  inputOf,
  LOCAL,
  PROXY,
  pathOf,
  targetOf,
  walkOf,
} from './judge-input-builder.ts'

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const AT = new Date('2026-06-01T12:00:00Z')
const ca = issueCertificate({ subject: { commonName: 'kubernetes' }, issuer: 'self', isCa: true, ...validity })
const proxyCa = issueCertificate({ subject: { commonName: 'egress-proxy' }, issuer: 'self', isCa: true, ...validity })
const leaf = issueCertificate({
  subject: { commonName: 'kube-apiserver' },
  issuer: ca,
  sans: [
    { type: 'dns', value: 'api.example' },
    { type: 'ip', value: '192.0.2.10' },
  ],
  ...validity,
})
const minted = issueCertificate({
  subject: { commonName: '192.0.2.10' },
  issuer: proxyCa,
  sans: [{ type: 'dns', value: '192.0.2.10' }],
  sanCritical: true,
  ...validity,
})

const NO_IP_SANS =
  "tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs"
const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
const UNAVAILABLE = 'Error from server (ServiceUnavailable): the server is currently unable to handle the request'

describe('the golden case: an intercepting proxy before a server named by its address', () => {
  const intercepted = walkOf({
    carried: [],
    dial: connected(PROXY),
    tunnel: tunnel(200),
    tls: establishedWith([minted.der, proxyCa.der]),
    http: [anonymous({ status: 503, contentType: 'text/plain', body: 'upstream connect error: Connection refused' })],
  })
  const judged = judgePath(input(intercepted, { path: pathOf(target(), 'http-proxy') }))

  it("prints the name's error", () => {
    expect(judged.message).toBe(`Unable to connect to the server: ${NO_IP_SANS}`)
    expect(judged.fidelity).toBe('exact')
  })

  it('knows what stands behind it: first the authority, then the proxy’s own 503', () => {
    expect(judged.verdict).toMatchObject({
      outcome: 'rejected',
      stage: 'certificate',
      code: 'x509.HostnameError',
      text: NO_IP_SANS,
    })
    expect(judged.verdict.next).toEqual([
      { stage: 'certificate', code: 'x509.UnknownAuthorityError', text: UNKNOWN_AUTHORITY },
      { stage: 'http', code: 'http.Status.503', text: UNAVAILABLE },
    ])
  })

  it('prints the 503 once verification is switched off', () => {
    const insecure = target({ trust: { source: 'insecure', certificates: [], files: [] } })
    expect(judgePath(input(intercepted, { target: insecure })).message).toBe(UNAVAILABLE)
  })

  it('prints that there is no route when the proxy variables are cleared', () => {
    const direct = walkOf({
      carried: [],
      dial: {
        attempts: [{ remote: '192.0.2.10:6443', result: { kind: 'failed', errno: 'ENETUNREACH' }, durationMs: 0 }],
        connected: null,
      },
    })
    const { message, verdict } = judgePath(input(direct))
    expect(message).toBe('Unable to connect to the server: dial tcp 192.0.2.10:6443: connect: network is unreachable')
    expect(verdict).toMatchObject({
      outcome: 'unreached',
      stage: 'tcp',
      code: 'net.OpError.dial.ENETUNREACH',
      next: [],
    })
  })
})

describe('which walk counts', () => {
  const sound = walkOf({ carried: ['token'], tls: establishedWith([leaf.der]), http: [answerOf({ body: '{}' })] })
  const denied = walkOf({
    carried: [],
    tls: establishedWith([leaf.der]),
    http: [anonymous({ status: 401, body: '{}' })],
  })

  it('is the one that carried credentials', () => {
    const { verdict, message, fidelity } = judgePath(input([denied, sound]))
    expect(verdict).toMatchObject({ outcome: 'accepted', stage: 'http', code: null, text: null, next: [] })
    expect(verdict.chains).toHaveLength(1)
    expect([message, fidelity]).toEqual([null, 'exact'])
  })

  it('is the anonymous one where the other was cut off', () => {
    const cut = walkOf({ carried: ['token'], tls: exchangeOf({ end: { kind: 'cut-off' } }) })
    const { verdict, why } = judgePath(input([denied, cut]))
    expect(verdict.next.at(-1)?.code).toBe('http.not-measured')
    expect(why).toContain('credentials')
  })

  it('takes an anonymous 200 for success', () => {
    const open = walkOf({ carried: [], tls: establishedWith([leaf.der]), http: [anonymous({ body: '{}' })] })
    expect(judgePath(input(open))).toMatchObject({ message: null, fidelity: 'exact', verdict: { outcome: 'accepted' } })
  })

  it('leaves the end open where only an anonymous request was denied', () => {
    const { verdict, message, fidelity } = judgePath(input(denied))
    expect(verdict.outcome).toBe('accepted')
    expect(verdict.next).toMatchObject([{ stage: 'http', code: 'http.not-measured' }])
    expect([message, fidelity]).toEqual([null, 'approximate'])
  })

  it('prints the denial of a request that did carry credentials', () => {
    const expired = walkOf({ carried: ['token'], tls: establishedWith([leaf.der]), http: [answerOf({ status: 401 })] })
    const { verdict, message } = judgePath(input(expired))
    expect(message).toBe(
      'error: You must be logged in to the server (the server has asked for the client to provide credentials)',
    )
    expect(verdict).toMatchObject({ outcome: 'rejected', stage: 'http', code: 'http.Status.401' })
  })

  it('prints an http:// server’s denial, since kubectl sends it no credentials either', () => {
    const plain = targetOf('http://192.0.2.10:8080')
    const walk = walkOf({ carried: [], http: [anonymous({ status: 403, contentType: 'text/plain', body: 'no' })] })
    expect(judgePath(inputOf(plain, [walk]))).toMatchObject({
      message: 'Error from server (Forbidden): no',
      fidelity: 'approximate',
    })
  })
})

describe('a server that wants a client certificate', () => {
  const refusedIn12 = walkOf({
    carried: [],
    tls: establishedWith([leaf.der], {
      certificateRequest: { authorities: [] },
      alerts: [{ level: 'fatal', description: 40, phase: 'handshake' }],
      negotiated: null,
      end: { kind: 'alert' },
    }),
  })
  const refusedIn13 = walkOf({
    carried: [],
    tls: establishedWith([leaf.der], {
      certificateRequest: { authorities: [] },
      alerts: [{ level: 'fatal', description: 116, phase: 'after' }],
    }),
  })

  it.each([
    ['TLS 1.2', refusedIn12],
    ['TLS 1.3', refusedIn13],
  ])('leaves the end open when one is at hand that was not sent (%s)', (_version, walk) => {
    const judged = judgePath(input(walk, { target: target({ authentication: ['client-certificate'] }) }))
    expect(judged).toMatchObject({ message: null, fidelity: 'approximate', verdict: { outcome: 'accepted' } })
    expect(judged.verdict.next.at(-1)?.code).toBe('http.not-measured')
  })

  it.each([
    ['TLS 1.2', refusedIn12, 'remote error: tls: handshake failure', 'tls.AlertError.40'],
    ['TLS 1.3', refusedIn13, 'remote error: tls: certificate required', 'tls.AlertError.116'],
  ])('ends kubectl when there is none (%s)', (_version, walk, text, code) => {
    const judged = judgePath(input(walk))
    expect(judged.message).toBe(`Unable to connect to the server: ${text}`)
    expect(judged.verdict).toMatchObject({ outcome: 'rejected', stage: 'tls', code })
  })
})

describe('what ends kubectl before it dials', () => {
  const sound = walkOf({ carried: [], tls: establishedWith([leaf.der]), http: [anonymous({ status: 403 })] })
  const execFailure = 'exec: executable aws failed with exit code 255'

  it('is the exec plugin, and the path behind it stays judged', () => {
    const wrong = walkOf({ carried: [], tls: establishedWith([minted.der]), http: [anonymous({ status: 503 })] })
    const { message, verdict } = judgePath(input(wrong, { execFailure }))
    expect(message).toBe(`Unable to connect to the server: getting credentials: ${execFailure}`)
    expect(verdict).toMatchObject({ outcome: 'unreached', stage: 'dns', code: 'exec.exit-code' })
    expect(verdict.next.map(({ code }) => code)).toEqual([
      'x509.HostnameError',
      'x509.UnknownAuthorityError',
      'http.Status.503',
    ])
  })

  it('keeps every line of a missing plugin’s text but the last line feed', () => {
    const text =
      'exec: executable nope not found\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.\n'
    const { message, verdict } = judgePath(input(sound, { execFailure: text }))
    expect(message).toBe(`Unable to connect to the server: getting credentials: ${text.slice(0, -1)}`)
    expect(verdict.code).toBe('exec.missing')
  })

  it('is the prompt that meets a closed stdin when there are no credentials', () => {
    const oddities = [{ code: 'credentials-missing', at: null, facts: {} }]
    const { message, verdict } = judgePath(input(sound, { target: target({ oddities, authentication: [] }) }))
    expect(message).toBe('error: EOF')
    expect(verdict).toMatchObject({ outcome: 'unreached', code: 'clientcmd.PromptEOF' })
  })

  it('is neither over http://, where no credential is read', () => {
    const plain = walkOf({ carried: [], http: [anonymous({ body: '{}' })] })
    expect(judgePath(inputOf(targetOf('http://192.0.2.10:8080'), [plain], { execFailure })).message).toBeNull()
  })

  it('is a port that does not exist', () => {
    const judged = judgePath(
      input(sound, { path: { ...pathOf(target()), server: { host: '192.0.2.10', port: 99_999 } } }),
    )
    expect(judged.message).toBe('Unable to connect to the server: dial tcp: address 99999: invalid port')
  })
})

describe('what was not looked at', () => {
  it.each<[string, readonly Walk[]]>([
    ['no walk', []],
    [
      'a name cut off',
      [
        walkOf({
          resolution: { kind: 'failed', name: 'api.example', server: null, reason: { kind: 'cut-off' } },
          dial: null,
        }),
      ],
    ],
    [
      'a connect cut off',
      [
        walkOf({
          dial: {
            attempts: [{ remote: '192.0.2.10:6443', result: { kind: 'cut-off' }, durationMs: 5 }],
            connected: null,
          },
        }),
      ],
    ],
    ['a handshake cut off', [walkOf({ tls: exchangeOf({ end: { kind: 'cut-off' } }) })]],
  ])('is said of %s, and no message is predicted', (_what, walks) => {
    const { verdict, message, fidelity } = judgePath(input(walks))
    expect(verdict).toMatchObject({ outcome: 'unreached', code: 'not-measured', next: [] })
    expect([message, fidelity]).toEqual([null, 'approximate'])
  })

  it('is the answer, where none was waited for', () => {
    const walk = walkOf({
      tls: establishedWith([leaf.der]),
      http: [answerOf({ status: null, end: { kind: 'cut-off' } })],
    })
    expect(judgePath(input(walk)).verdict).toMatchObject({ outcome: 'accepted', next: [{ code: 'http.not-measured' }] })
  })

  it('is the request behind a refused certificate, where none was sent', () => {
    const { next } = judgePath(input(walkOf({ tls: establishedWith([minted.der, proxyCa.der]) }))).verdict
    expect(next.map(({ code }) => code)).toEqual(['x509.UnknownAuthorityError', 'http.not-measured'])
  })

  it('is what Go would do where only our own TLS stack gave up', () => {
    const walk = walkOf({
      tls: establishedWith([leaf.der], { end: { kind: 'stack-gave-up', reason: 'ERR_SSL_UNKNOWN_PKEY_TYPE' } }),
    })
    const judged = judgePath(input(walk))
    expect(judged).toMatchObject({ message: null, fidelity: 'approximate', verdict: { outcome: 'accepted' } })
    expect(judged.why).toContain('ERR_SSL_UNKNOWN_PKEY_TYPE')
  })
})

describe('an https:// proxy', () => {
  const proxyLeaf = issueCertificate({
    subject: { commonName: 'proxy' },
    issuer: proxyCa,
    sans: [{ type: 'dns', value: 'proxy.example.test' }],
    ...validity,
  })

  it("is verified with the cluster's authorities, and hides what the server presents", () => {
    const walk = walkOf({
      carried: [],
      dial: connected(PROXY),
      proxyTls: establishedWith([proxyLeaf.der, proxyCa.der]),
      tunnel: tunnel(200),
      tls: establishedWith([minted.der]),
      http: [anonymous({ status: 503 })],
    })
    const { message, verdict } = judgePath(input(walk, { path: pathOf(target(), 'https-proxy') }))
    expect(message).toBe(`Unable to connect to the server: proxyconnect tcp: ${UNKNOWN_AUTHORITY}`)
    expect(verdict).toMatchObject({ outcome: 'unreached', stage: 'proxy', code: 'x509.UnknownAuthorityError' })
    expect(verdict.next.map(({ code }) => code)).toEqual([
      'x509.HostnameError',
      'x509.UnknownAuthorityError',
      'http.Status.503',
    ])
  })

  it('is accepted where the cluster’s authorities know it', () => {
    const known = target({
      trust: { source: 'kubeconfig-data', certificates: [ca.der, proxyCa.der].map(toBase64), files: [] },
    })
    const walk = walkOf({
      dial: connected(PROXY),
      proxyTls: establishedWith([proxyLeaf.der]),
      tunnel: tunnel(200),
      tls: establishedWith([leaf.der]),
      http: [answerOf({ body: '{}' })],
    })
    expect(judgePath(input(walk, { target: known, path: pathOf(known, 'https-proxy') })).message).toBeNull()
  })
})

describe('fidelity', () => {
  it('is the release’s own where the wire leaves no doubt', () => {
    const walk = walkOf({ tls: establishedWith([leaf.der]), http: [answerOf({ body: '{}' })] })
    const base = input(walk)
    const judged = judgePath({ ...base, release: { ...base.release, approximate: 'no kubectl was found' } })
    expect(judged).toMatchObject({ fidelity: 'approximate', why: 'no kubectl was found' })
  })

  it.each<[string, Partial<TlsExchange>]>([
    ['a reset', { end: { kind: 'reset', syscall: 'read' } }],
    ['a handshake given up early', { end: { kind: 'timeout', afterMs: 2000 } }],
  ])('is approximate after %s', (_what, parts) => {
    expect(judgePath(input(walkOf({ tls: exchangeOf(parts) }))).fidelity).toBe('approximate')
  })

  it('is approximate for a certificate that the platform judges', () => {
    const platform = target({ oddities: [{ code: 'verifier-is-platform', at: null, facts: {} }] })
    const walk = walkOf({ tls: establishedWith([minted.der]), http: [] })
    expect(judgePath(input(walk, { target: platform })).why).toContain('platform')
  })
})

describe('codes', () => {
  it.each([
    'net.OpError.dial.ECONNREFUSED',
    'http.Status.503',
    'tls.AlertError.40',
    'x509.HostnameError',
    'http.not-measured',
  ])('knows %s', (code) => expect(isKnownCode(code)).toBe(true))

  it.each(['http.Status.', 'x509', 'tls.AlertError.forty', 'net.OpError.dial.econnrefused'])(
    'does not know %s',
    (code) => expect(isKnownCode(code)).toBe(false),
  )
})

function target(changes: Partial<Target> = {}): Target {
  return targetOf('https://192.0.2.10:6443', {
    trust: { source: 'kubeconfig-data', certificates: [toBase64(ca.der)], files: [] },
    ...changes,
  })
}

function input(walks: Walk | readonly Walk[], changes: Partial<Parameters<typeof judgePath>[0]> = {}) {
  return inputOf(changes.target ?? target(), [walks].flat(), { at: AT, ...changes })
}

function anonymous(parts: Partial<HttpExchange>): HttpExchange {
  return answerOf({ carried: [], ...parts })
}

function tunnel(status: number): NonNullable<Walk['tunnel']> {
  return {
    kind: 'connect',
    authority: '192.0.2.10:6443',
    end: { kind: 'answered' },
    statusLine: `HTTP/1.1 ${status} OK`,
    status,
    headers: [],
    body: null,
    firstBytes: '',
    local: LOCAL,
  }
}
