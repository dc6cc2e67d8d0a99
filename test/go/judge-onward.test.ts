import { describe, expect, it } from 'vitest'
import { judgePath } from '../../src/go/judge.ts'
import type { JudgeInput } from '../../src/go/judge-input.ts'
import { redirectedServer, redirectedTarget } from '../../src/target/redirected.ts'
import type { Onward, Walk } from '../../src/transcript/transcript.ts'
import { input, leaf, minted, NO_IP_SANS, proxyCa, target, UNKNOWN_AUTHORITY } from './judge-fixtures.ts'
import { answerOf, connected, establishedWith, pathOf, walkOf } from './judge-input-builder.ts'

const URL_THERE = 'https://192.0.2.99:9/login'
const REFUSED = { remote: '192.0.2.99:9', result: { kind: 'failed', errno: 'ECONNREFUSED' }, durationMs: 0 } as const

describe('a redirect that was followed to another server', () => {
  it('is stopped by what stops kubectl there, named as the redirect names it', () => {
    const judged = judge({ dial: { attempts: [REFUSED], connected: null }, tls: null, http: [] })
    expect(judged.message).toBe(
      'The connection to the server 192.0.2.99:9 was refused - did you specify the right host or port?',
    )
    expect(judged.verdict).toMatchObject({
      outcome: 'rejected',
      stage: 'http',
      code: 'http.redirect.net.OpError.dial.ECONNREFUSED',
      text: 'dial tcp 192.0.2.99:9: connect: connection refused',
      next: [],
    })
    expect(judged.verdict.chains).toHaveLength(1)
    expect(judged.fidelity).toBe('exact')
  })

  it('is verified there with the authorities of the cluster', () => {
    const judged = judge({
      dial: connected('192.0.2.99:9'),
      tls: establishedWith([minted.der, proxyCa.der]),
      http: [answerOf({ status: 200 })],
    })
    expect(judged.message).toBe(`Unable to connect to the server: ${NO_IP_SANS.replace('192.0.2.10', '192.0.2.99')}`)
    expect(judged.verdict.next).toEqual([
      { stage: 'http', code: 'http.redirect.x509.UnknownAuthorityError', text: UNKNOWN_AUTHORITY },
    ])
  })

  it('leaves open what was not seen there', () => {
    const open = (there: Partial<Walk>) => judge(there).verdict
    expect(open({ dial: null })).toMatchObject({
      outcome: 'accepted',
      stage: 'http',
      code: null,
      text: null,
      next: [{ stage: 'http', code: 'http.not-measured', text: 'this path was not walked to its end' }],
    })
    const behind = open({
      dial: connected('192.0.2.99:9'),
      tls: establishedWith([minted.der, proxyCa.der]),
      http: [],
    })
    expect(behind.next.at(-1)).toEqual({
      stage: 'http',
      code: 'http.not-measured',
      text: 'no request was sent on this path',
    })
  })

  it('is a success of --raw where a page stands there', () => {
    const judged = judge({
      scheme: 'http',
      dial: connected('192.0.2.99:9'),
      tls: null,
      http: [answerOf({ status: 200 })],
    })
    expect([judged.message, judged.verdict.outcome, judged.fidelity]).toEqual([null, 'accepted', 'exact'])
  })

  it('is only likely for a command that expects JSON', () => {
    const judged = judge(
      { scheme: 'http', dial: connected('192.0.2.99:9'), tls: null, http: [answerOf({ status: 200 })] },
      { argv: ['get', 'pods'] },
    )
    expect([judged.fidelity, judged.why]).toEqual([
      'approximate',
      'what kubectl makes of a page on another server is not modelled',
    ])
  })
})

function judge(there: Partial<Walk> & { readonly scheme?: 'http' }, changes: Partial<JudgeInput> = {}) {
  const { scheme = 'https', ...walk } = there
  const url = URL_THERE.replace('https', scheme)
  const server = redirectedServer(url)
  if (server === null) throw new Error(`no server in ${url}`)
  const onward: Onward = { server, path: pathOf(redirectedTarget(target(), server)), walk: walkOf(walk) }
  const redirect = answerOf({ status: 302, headers: [['Location', url]] })
  const first = walkOf({ carried: ['token'], tls: establishedWith([leaf.der]), http: [redirect], onward })
  return judgePath(input(first, changes))
}
