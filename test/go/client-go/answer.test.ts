import { describe, expect, it } from 'vitest'
import { answerFailure } from '../../../src/go/client-go/answer.ts'
import { commandOf, type RequestKind } from '../../../src/go/client-go/request-kind.ts'
import type { HttpExchange } from '../../../src/transcript/transcript.ts'
import { answerOf, releaseOf, V1_34_5 } from '../judge-input-builder.ts'

const V1_24 = releaseOf('v1.24.0', 'go1.18.1')

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

  it.each([
    [{ kind: 'Pod', name: 'x' }, 'The Pod "x" is invalid'],
    [{ kind: 'Pod' }, 'The Pod "" is invalid'],
    [{ name: 'x' }, 'The  "x" is invalid'],
    [
      { kind: 'Pod', name: 'x', causes: [{ field: 'spec', message: 'Required value' }] },
      'The Pod "x" is invalid: spec: Required value',
    ],
    [
      {
        causes: [
          { field: 'f1', message: 'm1' },
          { field: 'f2', message: 'm2' },
        ],
      },
      'The request is invalid: \n* f1: m1\n* f2: m2',
    ],
    [
      {
        causes: [
          { field: 'f1', message: 'm1' },
          { field: 'f1', message: 'm1' },
        ],
      },
      'The request is invalid: f1: m1',
    ],
    [
      { kind: 'Pod', causes: [{ field: 'f1', message: 'm1' }, { message: 'm0' }] },
      'The Pod "" is invalid: \n* f1: m1\n* : m0',
    ],
  ])('prints an Invalid of %j by its causes, without its message', (details, line) => {
    const answer = { status: 422, contentType: 'application/json', body: status('Invalid', 'msg', details) }
    expect(judge(answer, 'raw')).toMatchObject({ kind: 'status', text: line, approximate: null })
    expect(judge(answer, 'raw', V1_24)?.text).toBe(line)
  })

  it('prints the message of an Invalid that names nothing, since kubectl 1.26', () => {
    const answer = { status: 422, contentType: 'application/json', body: status('Invalid', 'msg') }
    expect(judge(answer, 'raw')?.text).toBe('The request is invalid: msg')
    expect(judge({ ...answer, status: 400 }, 'raw')?.text).toBe('The request is invalid: msg')
    expect(judge({ ...answer, body: status('Invalid', '') }, 'raw')?.text).toBe('The request is invalid')
    expect(judge(answer, 'raw', V1_24)?.text).toBe('The request is invalid')
  })

  it('took every 422 for an Invalid until kubectl 1.25', () => {
    const answer = { status: 422, contentType: 'application/json', body: status('UnprocessableEntity', 'msg') }
    expect(judge(answer, 'raw')?.text).toBe('Error from server (UnprocessableEntity): msg')
    expect(judge(answer, 'raw', V1_24)?.text).toBe('The request is invalid')
    expect(judge({ ...answer, status: 421 }, 'raw', V1_24)?.text).toBe('Error from server (UnprocessableEntity): msg')
  })

  it('is none of another kind, in a list, or with a reason that is no text', () => {
    const unknown = 'Error from server (Forbidden): unknown'
    for (const other of [body.replace('Status', 'Statuz'), '[1]', 'null', '{'])
      expect(judge({ ...forbidden, body: other }, 'raw')?.text).toBe(unknown)
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

  it.each([
    ['/api/v1/namespaces/default/pods', 'GET', 'get pods'],
    ['/api/v1/namespaces/default/pods/web-0', 'GET', 'get pods web-0'],
    ['/api/v1/namespaces/default', 'GET', 'get namespaces default'],
    ['/api/v1/namespaces', 'GET', 'get namespaces'],
    ['/api/v1/nodes/n1', 'GET', 'get nodes n1'],
    ['/apis/apps/v1/deployments', 'POST', 'post deployments.apps'],
  ])('names what is asked for at %s', (path, method, words) => {
    const request = { method, url: `https://api.example:6443${path}`, purpose: 'list' }
    expect(judge({ status: 401, body: '', request }, 'typed')?.text).toBe(
      `error: You must be logged in to the server (the server has asked for the client to provide credentials (${words}))`,
    )
  })

  it('names nothing for a path of no resource, nor raw', () => {
    const asked = (path: string, kind: RequestKind) => {
      const request = { method: 'GET', url: `https://api.example:6443${path}`, purpose: 'list' }
      return judge({ status: 404, body: '', request }, kind)?.text
    }
    const line = 'Error from server (NotFound): the server could not find the requested resource'
    expect(asked('/other/api/v1/pods', 'typed')).toBe(line)
    expect(asked('/healthz', 'typed')).toBe(line)
    expect(asked('/api/v1/pods', 'raw')).toBe(line)
  })

  it.each([
    [400, 'GET', 'BadRequest', 'the server rejected our request for an unknown reason'],
    [405, 'GET', 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
    [406, 'GET', 'NotAcceptable', 'text'],
    [409, 'GET', 'Conflict', 'the server reported a conflict'],
    [409, 'POST', 'AlreadyExists', 'the server reported a conflict'],
    [415, 'GET', 'UnsupportedMediaType', 'text'],
    [429, 'GET', 'TooManyRequests', 'the server has received too many requests and has asked us to try again later'],
    [500, 'GET', 'InternalError', 'an error on the server ("text") has prevented the request from succeeding'],
  ])('%i of a %s is a %s', (code, method, reason, words) => {
    const request = { method, url: 'https://api.example:6443/version', purpose: 'raw' }
    expect(judge({ status: code, contentType: 'text/plain', body: 'text', request }, 'raw')?.text).toBe(
      `Error from server (${reason}): ${words}`,
    )
  })

  it.each([
    ['text/plain', ''],
    ['application/json', '{}'],
  ])('406 with a body that says nothing has words of client-go (%s)', (contentType, body) => {
    expect(judge({ status: 406, contentType, body }, 'raw')?.text).toBe(
      'Error from server (NotAcceptable): the server was unable to respond with a content type that the client supports',
    )
  })

  it('422 has one cause without a field', () => {
    expect(judge({ status: 422, contentType: 'text/plain', body: 'text' }, 'raw')?.text).toBe(
      'The request is invalid: : text',
    )
  })

  it.each([207, 299, 300, 399, 304, 451])('%i has no words', (code) => {
    const text = `Error from server: the server responded with the status code ${code} but did not return more information`
    expect(judge({ status: code, contentType: 'text/plain', body: 'x' }, 'discovery')?.text).toBe(text)
  })

  it.each([
    ['text/plain', 'plain'],
    [' text/plain', 'plain'],
    ['TEXT/html;charset=utf-8', 'plain'],
    [null, 'plain'],
    ['', 'plain'],
    ['x-text/plain', 'unknown'],
    ['application/json', 'unknown'],
  ])('of the type %j says %s', (contentType, words) => {
    expect(judge({ status: 403, contentType, body: 'plain' }, 'raw')?.text).toBe(
      `Error from server (Forbidden): ${words}`,
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
    const unkept = (code: number, bodyBytes = 12) =>
      judge({ status: code, contentType: 'text/html', body: null, bodyBytes }, 'raw')?.approximate
    const why = 'the body that kubectl quotes was not kept'
    expect([403, 422, 500, 502, 505].map((code) => unkept(code))).toEqual(Array(5).fill(why))
    expect([401, 404, 503, 504].map((code) => unkept(code))).toEqual([null, null, null, null])
    expect(unkept(403, 0)).toBeNull()
    expect(judge({ status: 403, contentType: 'text/html', body: '' }, 'raw')?.approximate).toBeNull()
  })

  it('is only likely where the body was cut, unless enough of it is a Status', () => {
    const cut = (body: string, kind: RequestKind) =>
      judge({ status: 403, contentType: 'text/html', body, bodyBytes: 9000 }, kind)?.approximate
    expect(cut('no', 'raw')).toBe('only the start of the body was kept')
    expect(cut('no', 'discovery')).toBeNull()
    expect(cut(status('Forbidden', 'no'), 'raw')).toBeNull()
    expect(judge({ status: 403, contentType: 'text/html', body: 'no' }, 'raw')?.approximate).toBeNull()
  })
})

describe('a 200', () => {
  it('is success for --raw, whatever it holds', () => {
    for (const code of [200, 206, 207, 299])
      expect(judge({ status: code, contentType: 'text/html', body: '<html>' }, 'raw')).toBeNull()
  })

  it('is one up to 206 for what decodes', () => {
    expect(judge({ status: 206, body: '{}' }, 'discovery')).toBeNull()
    expect(judge({ status: 206, body: '{}' }, 'typed')).toBeNull()
  })

  it('must be JSON for everything else', () => {
    expect(judge({ contentType: 'application/json', body: '{"kind":"APIVersions"}' }, 'discovery')).toBeNull()
    expect(judge({ contentType: 'application/json', body: null, bodyBytes: 90 }, 'discovery')).toBeNull()
    expect(judge({ contentType: 'text/html', body: '<html>' }, 'discovery')).toMatchObject({
      stage: 'http',
      kind: 'plain',
      code: 'http.invalid-body',
      text: "invalid character '<' looking for beginning of value",
      approximate: null,
    })
    expect(judge({ contentType: null, bodyBytes: 0 }, 'discovery')?.text).toBe('unexpected end of JSON input')
    expect(judge({ body: ' \n ' }, 'discovery')).toMatchObject({
      text: 'unexpected end of JSON input',
      approximate: null,
    })
    expect(judge({ body: ' \n {}' }, 'discovery')).toBeNull()
    expect(judge({ body: ' hello' }, 'discovery')?.text).toBe("invalid character 'h' looking for beginning of value")
  })

  it.each(['{', '[', '"', 't', 'f', 'n', '0', '9', '-'])('may begin with %s', (first) => {
    expect(judge({ body: first }, 'discovery')).toBeNull()
  })

  it('whose body was not kept is HTML where it says so', () => {
    const unkept = (contentType: string | null) => judge({ contentType, body: null, bodyBytes: 90 }, 'typed')
    expect(unkept(' Text/HTML; charset=utf-8')).toMatchObject({
      text: "invalid character '<' looking for beginning of value",
      approximate: 'the body of a 200 answer is not kept; HTML begins with <',
    })
    expect([unkept('x-text/html'), unkept(null)]).toEqual([null, null])
  })

  it('is worded by kubectl version itself', () => {
    expect(judge({ contentType: 'text/html', body: '<html>' }, 'discovery', V1_34_5, ['version'])?.text).toBe(
      "unable to parse the server version: invalid character '<' looking for beginning of value",
    )
  })
})

describe('a status below 200', () => {
  it.each([100, 103, 199])('%i ends the request', (code) => {
    expect(judge({ status: code }, 'raw')).toMatchObject({
      stage: 'http',
      kind: 'plain',
      code: `http.Status.${code}`,
      text: `${code} while accessing https://api.example.test:6443/version: `,
    })
    expect(judge({ status: code }, 'typed')?.text).toBe('unexpected end of JSON input')
  })
})

function judge(
  parts: Partial<HttpExchange>,
  kind: RequestKind,
  release = V1_34_5,
  argv: readonly string[] = kind === 'raw' ? ['get', '--raw', '/version'] : ['get', 'pods'],
) {
  return answerFailure(answerOf(parts), kind, commandOf(argv), '', release.behaviours)
}
