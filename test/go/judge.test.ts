import { describe, expect, it } from 'vitest'
import { judgePath } from '../../src/go/judge.ts'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { TlsExchange, Walk } from '../../src/transcript/transcript.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import {
  anonymous,
  ca,
  input,
  leaf,
  minted,
  NO_IP_SANS,
  proxyCa,
  target,
  tunnel,
  UNAVAILABLE,
  UNKNOWN_AUTHORITY,
  validity,
} from './judge-fixtures.ts'
import { answerOf, connected, establishedWith, exchangeOf, PROXY, pathOf, walkOf } from './judge-input-builder.ts'

describe('the golden case: an intercepting proxy before a server named by its address', () => {
  const intercepted = walkOf({
    carried: [],
    dial: connected(PROXY),
    tunnel: tunnel(200),
    tls: establishedWith([minted.der, proxyCa.der]),
    http: [anonymous({ status: 503, contentType: 'text/plain', body: 'upstream connect error: Connection refused' })],
  })
  const judged = () => judgePath(input(intercepted, { path: pathOf(target(), 'http-proxy') }))

  it("prints the name's error", () => {
    expect(judged().message).toBe(`Unable to connect to the server: ${NO_IP_SANS}`)
    expect(judged().fidelity).toBe('exact')
  })

  it('knows what stands behind it: first the authority, then the proxy’s own 503', () => {
    expect(judged().verdict).toMatchObject({
      outcome: 'rejected',
      stage: 'certificate',
      code: 'x509.HostnameError',
      text: NO_IP_SANS,
    })
    expect(judged().verdict.next).toEqual([
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

  it('is the whole of a path that was not walked', () => {
    expect(judgePath(input([]))).toEqual({
      verdict: {
        outcome: 'unreached',
        stage: 'dns',
        code: 'not-measured',
        text: 'this path was not walked',
        chains: [],
        trace: [],
        next: [],
      },
      message: null,
      fidelity: 'approximate',
      why: 'this path was not walked',
    })
  })

  it('is not listed behind what stopped kubectl before it, nor behind an answer', () => {
    const walk = walkOf({ tls: establishedWith([leaf.der]) })
    const codes = (changes: Parameters<typeof input>[1], from: Walk = walk) => {
      const { code, next } = judgePath(input(from, changes)).verdict
      return [code, ...next.map((one) => one.code)]
    }
    expect(codes({ execFailure: 'exec: timeout' })).toEqual(['exec.timeout'])
    expect(codes({ execFailure: 'exec: timeout' }, walkOf({ tls: establishedWith([minted.der]) }))).toEqual([
      'exec.timeout',
      'x509.HostnameError',
      'x509.UnknownAuthorityError',
      'http.not-measured',
    ])
    expect(codes({ execFailure: 'exec: timeout' }, walkOf({ tls: exchangeOf({ end: { kind: 'cut-off' } }) }))).toEqual([
      'exec.timeout',
    ])
    const denied = walkOf({ carried: [], tls: establishedWith([minted.der]), http: [anonymous({ status: 404 })] })
    expect(codes({}, denied)).toEqual(['x509.HostnameError', 'x509.UnknownAuthorityError', 'http.Status.404'])
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

describe('of a command that goes on', () => {
  const sound = walkOf({ tls: establishedWith([leaf.der]), http: [answerOf({ body: '{}' })] })
  const said = (command: string) => {
    const { message, fidelity, why } = judgePath(input(sound, { argv: command.split(' ').filter(Boolean) }))
    return [message, fidelity, why]
  }

  it.each([
    ...['', 'get pods', 'version', 'api-resources', 'api-versions', 'cluster-info', 'describe pods', 'events'],
    ...['logs a', 'top nodes', 'auth can-i get pods', 'auth whoami'],
  ])('all requests of %j were asked', (command) => {
    expect(said(command)).toEqual([null, 'exact', null])
  })

  it.each(['delete', 'apply', 'oauth'])('of %s only the first', (verb) => {
    const why = `of kubectl ${verb} only the first requests were asked; what it does then is not predicted`
    expect(said(verb)).toEqual([null, 'approximate', why])
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
    const why = (changes: Parameters<typeof input>[1], from: Walk = walk) => judgePath(input(from, changes)).why
    expect(why({ target: platform })).toBe("the platform's own verifier judges certificates against the system's roots")
    expect(why({ target: target({ oddities: [{ code: 'context-missing', at: null, facts: {} }] }) })).toBeNull()
    expect(why({ target: platform }, walkOf({ dial: { attempts: [], connected: null } }))).toBe(
      'no address was dialled',
    )
    const refused = {
      remote: '192.0.2.10:6443',
      result: { kind: 'failed', errno: 'ENETUNREACH' },
      durationMs: 1,
    } as const
    expect(why({ target: platform }, walkOf({ dial: { attempts: [refused], connected: null } }))).toBeNull()
  })

  it.each<[string, Partial<Walk>]>([
    ['a silent handshake', { tls: exchangeOf({ end: { kind: 'timeout', afterMs: 10_000 } }) }],
    [
      'a silent proxy',
      {
        tunnel: { ...tunnel(200), kind: 'connect', end: { kind: 'timeout', afterMs: 60_000 } } as NonNullable<
          Walk['tunnel']
        >,
      },
    ],
  ])('is a race of timers with --request-timeout, for %s', (_, parts) => {
    const why = (requestTimeoutMs: number | null) =>
      judgePath(input(walkOf(parts), { target: target({ requestTimeoutMs }) })).why
    expect([why(2000), why(null)]).toEqual(['--request-timeout ends a request in one of several wordings', null])
  })
})
