import { describe, expect, it } from 'vitest'
import { answerFailure } from '../../../src/go/client-go/answer.ts'
import { leadsElsewhere, redirectTarget, TOO_MANY_REDIRECTS } from '../../../src/go/client-go/redirect.ts'
import { commandOf, type RequestKind } from '../../../src/go/client-go/request-kind.ts'
import type { HttpExchange } from '../../../src/transcript/transcript.ts'
import { answerOf, releaseOf, V1_34_5 } from '../judge-input-builder.ts'

const V1_24 = releaseOf('v1.24.0', 'go1.18.1')

describe('a redirect', () => {
  const to = (location: string) => ({ status: 302, headers: [['Location', location]] as const })

  it('to a login page makes discovery meet HTML, likely', () => {
    const failure = judge(to('https://login.example/sso'), 'discovery')
    expect(failure).toMatchObject({
      stage: 'http',
      kind: 'plain',
      code: 'http.Status.302',
      text: "invalid character '<' looking for beginning of value",
      unknown: false,
      approximate: 'kubectl follows the redirect to login.example, which was not asked',
    })
  })

  it.each([301, 302, 303, 307, 308])('with %i is followed', (code) => {
    expect(judge({ ...to('http://login.example/sso'), status: code }, 'typed')?.code).toBe(`http.Status.${code}`)
    expect(judge({ ...to('http://login.example/sso'), status: code }, 'typed')?.kind).toBe('plain')
  })

  it('with 300 is not', () => {
    expect(judge({ ...to('https://login.example/sso'), status: 300 }, 'raw')?.text).toBe(
      'Error from server: the server responded with the status code 300 but did not return more information',
    )
  })

  it('to another scheme cannot be followed', () => {
    expect(judge(to('ftp://a.example/x'), 'raw')).toMatchObject({
      stage: 'http',
      kind: 'transport',
      code: 'http.redirects',
      text: 'unsupported protocol scheme "ftp"',
    })
  })

  it('to what is no URL says so in Go’s words', () => {
    expect(judge(to('http://[::1'), 'raw')).toMatchObject({
      stage: 'http',
      code: 'http.redirects',
      text: `failed to parse Location header "http://[::1": parse "http://[::1": missing ']' in host`,
      approximate: null,
    })
    expect(judge(to('http://a b/'), 'raw')).toMatchObject({
      text: 'failed to parse Location header "http://a b/": parse "http://a b/": invalid character " " in host name',
      approximate: null,
    })
  })

  it.each([
    ['mailto:x', 'unsupported protocol scheme "mailto"'],
    ['http:///x', 'http: no Host in request URL'],
    ['http:x', 'http: no Host in request URL'],
    ['/%zz', 'failed to parse Location header "/%zz": parse "/%zz": invalid URL escape "%zz"'],
    ['http://[::1/x', `failed to parse Location header "http://[::1/x": parse "http://[::1/x": missing ']' in host`],
  ])('to %s fails as in kubectl', (location, text) => {
    expect(judge(to(location), 'raw')).toMatchObject({ code: 'http.redirects', text, approximate: null })
  })

  it.each(['//node.1/x', 'http://10.1/x', 'https://[fe80::1%25eth0]/x'])('to %s leads elsewhere', (location) => {
    const authority = location.replace(/^.*\/\/|\/x$/g, '')
    expect(judge(to(location), 'raw')?.approximate).toBe(
      `kubectl follows the redirect to ${authority}, which was not asked`,
    )
  })

  it('without a place to go was an error until Go 1.18, but for 307 and 308', () => {
    const lost = (code: number) => judge({ status: code }, 'raw', V1_24)
    expect(lost(302)).toMatchObject({
      stage: 'http',
      code: 'http.redirects',
      text: '302 response missing Location header',
    })
    expect([301, 303].map((code) => lost(code)?.code)).toEqual(['http.redirects', 'http.redirects'])
    expect([300, 304, 307, 308].map((code) => lost(code)?.code)).toEqual(
      [300, 304, 307, 308].map((code) => `http.Status.${code}`),
    )
  })

  it('leaves open what --raw prints', () => {
    expect(judge(to('https://login.example/sso'), 'raw')).toMatchObject({
      unknown: true,
      text: 'kubectl follows the redirect to login.example, which was not asked',
    })
  })

  it('to itself ends after ten', () => {
    expect(judge(to('/version?again=1#x'), 'raw')).toEqual(TOO_MANY_REDIRECTS)
    expect(TOO_MANY_REDIRECTS).toMatchObject({
      stage: 'http',
      kind: 'transport',
      code: 'http.redirects',
      text: 'stopped after 10 redirects',
    })
  })

  it('without a place to go is an answer like any other', () => {
    expect(judge({ status: 302 }, 'raw')?.text).toBe(
      'Error from server: the server responded with the status code 302 but did not return more information',
    )
  })
})

describe('where a redirect leads', () => {
  const to = (location: string, code = 302) => answerOf({ status: code, headers: [['LOCATION', location]] })

  it('is told without its query, and nowhere where it is not followed', () => {
    expect(redirectTarget(to('https://login.example/sso?code=1#t'))).toBe('https://login.example/sso')
    expect(redirectTarget(to('/login#t'))).toBe('https://api.example.test:6443/login')
    expect([
      redirectTarget(to('/login', 304)),
      redirectTarget(to('http://[')),
      redirectTarget(answerOf({ status: 302 })),
    ]).toEqual([null, null, null])
    expect(redirectTarget(answerOf({ status: 302, headers: [['X', '/login']] }))).toBeNull()
  })

  it('may be elsewhere', () => {
    expect(leadsElsewhere(to('https://login.example:6443/'))).toBe(true)
    expect(leadsElsewhere(to('https://api.example.test:6443/login'))).toBe(false)
    expect(leadsElsewhere(to('http://['))).toBe(false)
  })
})

function judge(parts: Partial<HttpExchange>, kind: RequestKind, release = V1_34_5) {
  return answerFailure(answerOf(parts), kind, commandOf(['get', 'pods']), '', release.behaviours)
}
