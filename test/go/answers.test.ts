import { describe, expect, it } from 'vitest'
import { type AnswerJudgement, judgeAnswers, NOT_SENT, WITHOUT_CREDENTIALS } from '../../src/go/answers.ts'
import { TOO_MANY_REDIRECTS } from '../../src/go/client-go/redirect.ts'
import type { Target } from '../../src/target/target.ts'
import type { HttpExchange, TlsExchange, Walk } from '../../src/transcript/transcript.ts'
import { establishedWith, exchangeOf, inputOf, targetOf, walkOf, answerOf as whole } from './judge-input-builder.ts'

const BASE = 'https://api.example:6443'
const https = targetOf(BASE)

describe('where nothing was answered', () => {
  it('the request may not have been sent', () => {
    expect(judge({})).toEqual({ failure: null, unmeasured: NOT_SENT })
    expect(judge({ tls: establishedWith([]) })).toEqual({ failure: null, unmeasured: NOT_SENT })
    expect(NOT_SENT).toBe('no request was sent on this path')
  })

  it('a fatal alert after the handshake is the answer, and no other', () => {
    const alerted = (...alerts: TlsExchange['alerts']) => judge({ tls: exchangeOf({ alerts }) })
    const fatal = { level: 'fatal', description: 116, phase: 'after' } as const
    expect(alerted(fatal).failure).toMatchObject({ stage: 'tls', text: 'remote error: tls: certificate required' })
    expect(alerted({ ...fatal, phase: 'handshake' }).unmeasured).toBe(NOT_SENT)
    expect(alerted({ ...fatal, level: 'warning' }).unmeasured).toBe(NOT_SENT)
    expect(alerted({ ...fatal, level: 'warning' }, fatal).failure?.text).toBe('remote error: tls: certificate required')
  })

  it.each([
    ['client-certificate', true, true],
    ['exec', true, true],
    ['token', true, false],
    ['exec', false, false],
  ] as const)(
    'it may be for want of credentials by %s, where a certificate was asked for (%j)',
    (method, asked, open) => {
      const alert = { level: 'fatal', description: 116, phase: 'after' } as const
      const tls = exchangeOf({ alerts: [alert], certificateRequest: asked ? { authorities: [] } : null })
      const target = { ...https, authentication: ['token', method] as const }
      expect(judge({ tls, carried: [] }, target).unmeasured).toBe(open ? WITHOUT_CREDENTIALS : null)
      expect(judge({ tls, carried: ['token'] }, target).unmeasured).toBeNull()
    },
  )
})

describe('a denial', () => {
  const denied = (status: number, walk: Partial<Walk> = {}, target: Target = https) =>
    judge({ http: [answer('/version', { status })], ...walk }, target)

  it.each([401, 403])('with %i says nothing where no credentials were sent over TLS', (status) => {
    expect(denied(status, { carried: [] })).toEqual({ failure: null, unmeasured: WITHOUT_CREDENTIALS })
    expect(denied(status).failure?.code).toBe(`http.Status.${status}`)
  })

  it('of another kind is what it is', () => {
    expect(denied(404, { carried: [] }).failure).toMatchObject({ code: 'http.Status.404', approximate: null })
  })

  it('over http:// is likely the one that kubectl meets', () => {
    const http = targetOf('http://api.example')
    expect(denied(401, { carried: [] }, http)).toMatchObject({
      failure: { code: 'http.Status.401', approximate: WITHOUT_CREDENTIALS },
      unmeasured: null,
    })
    expect(denied(404, { carried: [] }, http).failure?.approximate).toBeNull()
  })

  it('that cannot be known is not measured', () => {
    expect(judge({ http: [answer('/version', { status: null, end: { kind: 'cut-off' } })] })).toEqual({
      failure: null,
      unmeasured: 'the run ended before the answer came',
    })
  })
})

describe('requests one after the other', () => {
  it('end at the first that fails', () => {
    const http = [answer('/api'), answer('/apis', { status: 500 }), answer('/version', { status: 404 })]
    expect(judge({ http }).failure?.code).toBe('http.Status.500')
    expect(judge({ http: [answer('/api'), answer('/apis')] })).toEqual({ failure: null, unmeasured: null })
  })

  it('take a missing /api for a server without the legacy group, where /apis is there', () => {
    const discovered = (api: number, apis: number | null, path = '/api', later = '/apis') =>
      judge({ http: [answer(path, { status: api }), answer('/other'), answer(later, { status: apis })] }).failure?.code
    expect(discovered(404, 200)).toBeUndefined()
    expect(discovered(404, 404)).toBe('http.Status.404')
    expect(discovered(404, 500)).toBe('http.Status.500')
    expect(discovered(500, 200)).toBe('http.Status.500')
    expect(discovered(404, 200, '/version')).toBe('http.Status.404')
    expect(discovered(404, 200, '/api', '/version')).toBe('http.Status.404')
    expect(discovered(404, null)).toBe('http.Status.404')
    expect(judge({ http: [answer('/api', { status: 404 })] }).failure?.code).toBe('http.Status.404')
  })
})

describe('redirects', () => {
  const to = (path: string, location: string) => answer(path, { status: 302, headers: [['Location', location]] })

  it('that were followed are none', () => {
    expect(judge({ http: [to('/version', '/a?b=c'), answer('/a?d=e')] })).toEqual({ failure: null, unmeasured: null })
    expect(judge({ http: [to('/version', '/a'), answer('/b')] }).failure?.code).toBe('http.Status.302')
    expect(judge({ http: [to('/version', '/a')] }).failure?.code).toBe('http.Status.302')
  })

  it('are ten at most, counted for each request by itself', () => {
    const steps = (count: number) => Array.from({ length: count }, (_, i) => to(`/${i}`, `/${i + 1}`))
    const followed = (count: number) => [...steps(count), answer(`/${count}`)]
    expect(judge({ http: followed(9) }).failure).toBeNull()
    expect(judge({ http: followed(10) }).failure).toEqual(TOO_MANY_REDIRECTS)
    expect(judge({ http: [...followed(9), ...followed(9)] }).failure).toBeNull()
  })

  it('to another server are judged there, where that was walked', () => {
    const onward = {
      server: { scheme: 'https', host: 'login.example', port: 443, hostPortAsWritten: 'login.example' },
      path: inputOf(https, []).path,
      walk: walkOf({}),
    } as const
    const away = to('/version', 'https://login.example/')
    expect(judge({ http: [away], onward })).toEqual({ failure: null, unmeasured: null })
    expect(judge({ http: [away] }).failure?.code).toBe('http.Status.302')
    expect(judge({ http: [to('/version', '/a')], onward }).failure?.code).toBe('http.Status.302')
  })
})

function answer(path: string, parts: Partial<HttpExchange> = {}): HttpExchange {
  return whole({ body: '{}', request: { method: 'GET', url: `${BASE}${path}`, purpose: 'discovery' }, ...parts })
}

function judge(walk: Partial<Walk>, target = https): AnswerJudgement {
  const made = walkOf(walk)
  return judgeAnswers(made, inputOf(target, [made], { argv: ['get', 'pods'] }))
}
