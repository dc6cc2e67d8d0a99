import { describe, expect, test } from 'vitest'
import type { RequestKind } from '../../../src/go/client-go/request-kind.ts'
import { responseFailure } from '../../../src/go/http/response.ts'
import type { HttpExchange } from '../../../src/transcript/transcript.ts'
import { answerOf, releaseOf, V1_34_5 } from '../judge-input-builder.ts'

const BROKEN = 'net/http: HTTP/1.x transport connection broken: '

describe('an answer that came whole', () => {
  test('is no failure', () => {
    expect(failure({ end: { kind: 'complete' } })).toBeNull()
  })

  test('is one where its head is none to Go, of HTTP/1.x alone', () => {
    const headers = [['Content-Length', 'abc']] as const
    expect(failure({ headers })).toMatchObject({
      stage: 'http',
      outcome: 'rejected',
      code: 'http.malformed',
      text: `${BROKEN}bad Content-Length "abc"`,
    })
    expect(failure({ headers, protocol: 'h2' })).toBeNull()
    expect(failure({ oddLines: [{ line: 'foo', initial: false }] })?.text).toBe(
      `${BROKEN}malformed MIME header: missing colon: "foo"`,
    )
  })

  test('of HTTP/1.0 may name any transfer coding', () => {
    const headers = [['Transfer-Encoding', 'gzip2']] as const
    expect(failure({ headers })?.text).toBe(`${BROKEN}unsupported transfer encoding: "gzip2"`)
    expect(failure({ headers, http10: true })).toBeNull()
  })

  test('has the heads before it judged first', () => {
    const informational = [{ status: 103, headers: [['Content-Length', 'x']] as const }]
    expect(failure({ informational, headers: [['Content-Length', 'y']] })?.text).toBe(`${BROKEN}bad Content-Length "x"`)
  })
})

describe('a body that stops short', () => {
  test('is worded by who reads it', () => {
    const truncated = (kind: RequestKind) => failure({ end: { kind: 'truncated' } }, kind)
    expect(truncated('raw')).toMatchObject({
      stage: 'http',
      kind: 'plain',
      code: 'http.BodyTruncated',
      text: 'unexpected EOF',
    })
    const text = 'unexpected error when reading response body. Please retry. Original error: unexpected EOF'
    expect(truncated('typed')?.text).toBe(text)
    expect(truncated('discovery')?.text).toBe(text)
  })

  test('or whose chunks are broken says so, unless Go reads on', () => {
    const chunk = (line: string) => failure({ end: { kind: 'bad-chunk', part: 'size', line } }, 'raw')
    expect(chunk('zz\r\n')).toMatchObject({ kind: 'plain', text: 'invalid byte in chunk length' })
    expect(chunk('2\r\n')).toBeNull()
  })
})

describe('a connection that ends instead of an answer', () => {
  const none = { status: null, body: null } as const

  test('is an EOF, and inside a head a broken one', () => {
    expect(failure({ ...none, end: { kind: 'closed' } })).toMatchObject({ stage: 'http', text: 'EOF', retried: true })
    expect(failure({ ...none, end: { kind: 'closed', inHead: false } })?.text).toBe('EOF')
    expect(failure({ ...none, end: { kind: 'closed', inHead: true } })?.text).toBe(`${BROKEN}unexpected EOF`)
    expect(failure({ ...none, protocol: 'h2', end: { kind: 'closed' } })?.text).toBe('unexpected EOF')
  })

  test('by a reset names both ends', () => {
    expect(failure({ ...none, end: { kind: 'reset' } })).toMatchObject({
      stage: 'http',
      code: 'net.OpError.read.ECONNRESET',
      text: 'read tcp 192.0.2.9:40000->192.0.2.1:6443: read: connection reset by peer',
    })
  })

  test('by an alert is the server’s, in TLS', () => {
    expect(failure({ ...none, end: { kind: 'alert', description: 116 } })).toMatchObject({
      stage: 'tls',
      outcome: 'rejected',
      text: 'remote error: tls: certificate required',
    })
  })

  test('that the run did not wait for is not known', () => {
    expect(failure({ ...none, end: { kind: 'cut-off' } })).toMatchObject({
      stage: 'http',
      outcome: 'rejected',
      unknown: true,
      text: 'the run ended before the answer came',
    })
  })
})

describe('a server that stays silent', () => {
  const waited = (protocol: HttpExchange['protocol'], kind: RequestKind) =>
    failure({ status: null, body: null, protocol, end: { kind: 'timeout', afterMs: 60_000 } }, kind)
  const deadline = {
    stage: 'http',
    outcome: 'rejected',
    code: 'context.DeadlineExceeded',
    text: 'context deadline exceeded',
    approximate: 'which of the timers words the timeout is a race, and without a bound kubectl waits on',
  }

  test('is waited for until the deadline, by HTTP/2 until its ping is lost', () => {
    expect(waited('http/1.1', 'raw')).toMatchObject(deadline)
    expect(waited('http/1.1', 'typed')).toMatchObject(deadline)
    expect(waited('h2', 'raw')).toMatchObject({ stage: 'http', text: 'http2: client connection lost' })
    expect(waited('h2', 'typed')).toMatchObject({ text: 'http2: client connection lost' })
  })

  test('is asked by discovery for 32 s', () => {
    expect(waited('h2', 'discovery')).toMatchObject(deadline)
  })
})

describe('what is no answer', () => {
  const malformed = (firstLine: string, protocol: HttpExchange['protocol'] = 'http/1.1') =>
    failure({ status: null, body: null, protocol, end: { kind: 'malformed', firstLine } })

  test('breaks the connection, with what is wrong', () => {
    expect(malformed('hello')).toMatchObject({ stage: 'http', text: `${BROKEN}malformed HTTP response "hello"` })
    expect(malformed('HTTP/1.1 abc')?.text).toBe(`${BROKEN}malformed HTTP status code "abc"`)
    expect(malformed('HTTP/1.1 200 OK')?.text).toBe(`${BROKEN}malformed HTTP response "HTTP/1.1 200 OK"`)
  })

  test('is no frame where HTTP/2 was agreed on', () => {
    expect(malformed('HTTP/1.1 400 Bad Request', 'h2')).toMatchObject({
      stage: 'http',
      code: 'http2.LooksLikeHTTP1',
    })
  })

  test('in HTTP/2 is worded by x/net', () => {
    const end = { kind: 'http2-error', code: 'CANCEL', message: 'RST_STREAM stream 1' } as const
    expect(failure({ status: null, body: null, protocol: 'h2', end })).toMatchObject({
      stage: 'http',
      text: 'stream error: stream ID 1; CANCEL; received from peer',
    })
  })

  test('to the doctor’s own stack is told in its words', () => {
    expect(failure({ status: null, body: null, end: { kind: 'failed', message: 'odd\x1b[2J' } })).toMatchObject({
      stage: 'http',
      code: 'http.failed',
      text: String.raw`odd\x1b[2J`,
      approximate: "the request failed in the doctor's own HTTP stack, whose words these are",
    })
  })
})

test('a sixth head of status 1xx is one too many until Go 1.23', () => {
  const informational = Array.from({ length: 6 }, () => ({ status: 103, headers: [] }))
  const said = (kubectl: string, go: string) =>
    responseFailure(answerOf({ informational }), {
      kind: 'raw',
      behaviours: releaseOf(kubectl, go).behaviours,
      ends: ENDS,
    })?.text
  expect(said('v1.31.9', 'go1.23.8')).toBe(`${BROKEN}net/http: too many 1xx informational responses`)
  expect(said('v1.34.5', 'go1.24.13')).toBeUndefined()
})

const ENDS = { local: '192.0.2.9:40000', remote: '192.0.2.1:6443' }

function failure(parts: Partial<HttpExchange>, kind: RequestKind = 'raw') {
  return responseFailure(answerOf(parts), { kind, behaviours: V1_34_5.behaviours, ends: ENDS })
}
