import { describe, expect, it } from 'vitest'
import { judgePath } from '../../src/go/judge.ts'
import { anonymous, input, leaf, minted, target } from './judge-fixtures.ts'
import {
  answerOf,
  establishedWith,
  exchangeOf,
  inputOf,
  pathOf,
  releaseOf,
  targetOf,
  walkOf,
} from './judge-input-builder.ts'

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

  it.each([
    ['v1.25.0', 'go1.19', ['events'], 'error: unknown command "events" for "kubectl"'],
    [
      'v1.26.4',
      'go1.19.8',
      ['auth', 'whoami'],
      `error: unknown command "whoami"\nSee 'kubectl auth -h' for help and examples`,
    ],
  ] as const)('is a command that %s does not have', (kubectl, go, argv, text) => {
    const { message, verdict } = judgePath(input(sound, { argv, release: releaseOf(kubectl, go) }))
    expect(message).toBe(text)
    expect(verdict).toMatchObject({ outcome: 'unreached', code: 'kubectl.UnknownCommand' })
    expect(judgePath(input(sound, { argv })).verdict.code).not.toBe('kubectl.UnknownCommand')
  })

  it('is a port that does not exist', () => {
    const judged = judgePath(
      input(sound, { path: { ...pathOf(target()), server: { host: '192.0.2.10', port: 99_999 } } }),
    )
    expect(judged.message).toBe('Unable to connect to the server: dial tcp: address 99999: invalid port')
  })
})
