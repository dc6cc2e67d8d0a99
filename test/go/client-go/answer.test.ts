import { describe, expect, it } from 'vitest'
import { answerFailure } from '../../../src/go/client-go/answer.ts'
import { commandOf, type RequestKind } from '../../../src/go/client-go/request-kind.ts'
import type { HttpExchange } from '../../../src/transcript/transcript.ts'
import { answerOf, V1_34_5 } from '../judge-input-builder.ts'

const status = (reason: string, message: string, details = {}) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, details })

describe('an error with a Status object', () => {
  const body = status('Forbidden', 'pods is forbidden: User "u" cannot list resource "pods"')
  const forbidden = { status: 403, contentType: 'application/json', body }

  it('prints its message, raw and typed', () => {
    const line = 'Error from server (Forbidden): pods is forbidden: User "u" cannot list resource "pods"'
    expect(judge(forbidden, 'raw')).toMatchObject({ kind: 'status', code: 'http.Status.403', text: line })
    expect(judge(forbidden, 'typed')?.text).toBe(line)
  })

  it('is not decoded for discovery', () => {
    expect(judge(forbidden, 'discovery')?.text).toBe('Error from server (Forbidden): unknown')
  })

  it('counts only if it says Failure', () => {
    const success = body.replace('Failure', 'Success')
    expect(judge({ ...forbidden, body: success }, 'raw')?.text).toBe('Error from server (Forbidden): unknown')
  })

  it('prints Unauthorized in words of its own', () => {
    const answer = { status: 401, contentType: 'application/json', body: status('Unauthorized', 'Unauthorized') }
    expect(judge(answer, 'raw')?.text).toBe('error: You must be logged in to the server (Unauthorized)')
  })

  it('prints no reason where there is none', () => {
    const answer = { status: 500, contentType: 'application/json', body: status('', 'it broke') }
    expect(judge(answer, 'raw')?.text).toBe('Error from server: it broke')
  })
})

describe('an error without one', () => {
  it('names the resource of a typed request', () => {
    const url = 'https://api.example:6443/apis/apps/v1/namespaces/default/deployments?limit=500'
    const answer = {
      status: 503,
      contentType: 'text/plain',
      body: 'no',
      request: { method: 'GET', url, purpose: 'list' },
    }
    expect(judge(answer, 'typed')?.text).toBe(
      'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get deployments.apps)',
    )
  })

  it('quotes a text body as Go does, at most 2048 bytes of it', () => {
    expect(judge({ status: 502, contentType: 'text/plain; charset=utf-8', body: ' a "b"\n' }, 'raw')?.text).toBe(
      String.raw`Error from server (InternalError): an error on the server ("a \"b\"") has prevented the request from succeeding`,
    )
    expect(judge({ status: 403, contentType: 'text/plain', body: 'x'.repeat(4000) }, 'raw')?.text).toHaveLength(
      'Error from server (Forbidden): '.length + 2048,
    )
  })

  it('takes a body of another type for unknown', () => {
    expect(judge({ status: 500, contentType: 'application/json', body: '{}' }, 'raw')?.text).toContain('("unknown")')
  })

  it('shows what a terminal would obey', () => {
    const hostile = { status: 403, contentType: 'text/html', body: 'no\x1b[2J' }
    expect(judge(hostile, 'raw')?.text).toBe(String.raw`Error from server (Forbidden): no\x1b[2J`)
  })

  it('is only likely where the body that kubectl quotes was not kept', () => {
    expect(
      judge({ status: 403, contentType: 'text/html', body: null, bodyBytes: 12 }, 'raw')?.approximate,
    ).not.toBeNull()
    expect(judge({ status: 503, contentType: 'text/html', body: null, bodyBytes: 12 }, 'raw')?.approximate).toBeNull()
  })
})

describe('a 200', () => {
  it('is success for --raw, whatever it holds', () => {
    expect(judge({ contentType: 'text/html', body: '<html>' }, 'raw')).toBeNull()
  })

  it('must be JSON for everything else', () => {
    expect(judge({ contentType: 'application/json', body: '{"kind":"APIVersions"}' }, 'discovery')).toBeNull()
    expect(judge({ contentType: 'application/json', body: null, bodyBytes: 90 }, 'discovery')).toBeNull()
    expect(judge({ contentType: 'text/html', body: '<html>' }, 'discovery')).toMatchObject({
      kind: 'plain',
      code: 'http.invalid-body',
      text: "invalid character '<' looking for beginning of value",
      approximate: null,
    })
    expect(judge({ contentType: null, bodyBytes: 0 }, 'discovery')?.text).toBe('unexpected end of JSON input')
  })
})

describe('a redirect', () => {
  const to = (location: string) => ({ status: 302, headers: [['Location', location]] as const })

  it('to a login page makes discovery meet HTML, likely', () => {
    const failure = judge(to('https://login.example/sso'), 'discovery')
    expect(failure?.text).toBe("invalid character '<' looking for beginning of value")
    expect(failure?.approximate).toContain('login.example')
  })

  it('leaves open what --raw prints', () => {
    expect(judge(to('https://login.example/sso'), 'raw')?.unknown).toBe(true)
  })

  it('to itself ends after ten', () => {
    expect(judge(to('/version'), 'raw')?.text).toBe('stopped after 10 redirects')
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

  it('without a place to go is an answer like any other', () => {
    expect(judge({ status: 302 }, 'raw')?.text).toBe(
      'Error from server: the server responded with the status code 302 but did not return more information',
    )
  })
})

function judge(parts: Partial<HttpExchange>, kind: RequestKind) {
  const command = commandOf(kind === 'raw' ? ['get', '--raw', '/version'] : ['get', 'pods'])
  return answerFailure(answerOf(parts), kind, command, '', V1_34_5.behaviours)
}
