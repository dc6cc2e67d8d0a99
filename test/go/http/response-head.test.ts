import { describe, expect, it } from 'vitest'
import { chunkError } from '../../../src/go/http/chunk-error.ts'
import { type HeadFacts, headError, informationalError } from '../../../src/go/http/response-head.ts'
import { releaseOf } from '../judge-input-builder.ts'

const GO_1_19 = releaseOf('v1.26.4', 'go1.19.9').behaviours
const GO_1_21 = releaseOf('v1.29.4', 'go1.21.9').behaviours
const GO_1_22 = releaseOf('v1.30.0', 'go1.22.2').behaviours
const GO_1_23 = releaseOf('v1.31.9', 'go1.23.8').behaviours
const GO_1_24 = releaseOf('v1.34.5', 'go1.24.13').behaviours

describe('headError', () => {
  it.each([
    ['foo bar', 'malformed MIME header: missing colon: "foo bar"', 'malformed MIME header: missing colon: "foo bar"'],
    ['foo : bar', null, null],
    [': bar', 'malformed MIME header line: : bar', null],
    [' fo(o : bar ', 'malformed MIME header line: fo(o : bar', null],
    ['X: a\tb', null, null],
    ['fo(o: bar', 'malformed MIME header line: fo(o: bar', null],
    ['X: a\x00b', String.raw`malformed MIME header line: X: a\x00b`, null],
    ['f\xc3\xbc: x', 'malformed MIME header line: fü: x', null],
  ])('of the line %j', (line, newer, older) => {
    const facts = head({ oddLines: [{ line, initial: false }] })
    expect([headError(facts, GO_1_24), headError(facts, GO_1_19)]).toEqual([newer, older])
  })

  it('takes no name but an empty one that is none, between Go 1.20 and 1.22', () => {
    const of = (line: string) => headError(head({ oddLines: [{ line, initial: false }] }), GO_1_22)
    expect([of(': bar'), of('fo(o: bar')]).toEqual([null, 'malformed MIME header line: fo(o: bar'])
  })

  it('of a first line that begins with a blank', () => {
    expect(headError(head({ oddLines: [{ line: ' foo: bar', initial: true }] }), GO_1_24)).toBe(
      'malformed MIME header initial line:  foo: bar',
    )
  })

  it('takes the first line that is refused, in their order, and lines before lengths', () => {
    const oddLines = ['foo : bar', 'first', 'second'].map((line) => ({ line, initial: false }))
    const facts = head({ oddLines, headers: [['Content-Length', 'abc']] })
    expect(headError(facts, GO_1_24)).toBe('malformed MIME header: missing colon: "first"')
  })

  it.each([
    [[['Content-Length', 'abc']], 'bad Content-Length "abc"'],
    [[['Content-Length', '9223372036854775808']], 'bad Content-Length "9223372036854775808"'],
    [[['Content-Length', '9223372036854775807']], null],
    [[['Content-Length', '+5']], 'bad Content-Length "+5"'],
    [[['Content-Length', '5x']], 'bad Content-Length "5x"'],
    [[['Content-Length', '']], 'invalid empty Content-Length ""'],
    [
      [
        ['Content-Length', '5'],
        ['content-length', ' 5 '],
      ],
      null,
    ],
    [
      [
        ['Content-Length', ' 5'],
        ['content-length', '5'],
      ],
      'bad Content-Length " 5"',
    ],
    [[['Transfer-Encoding', 'CHUNKED']], null],
    [
      [
        ['Content-Length', '5'],
        ['content-length', '6'],
      ],
      'http: message cannot contain multiple Content-Length headers; got ["5" "6"]',
    ],
    [
      [
        ['Transfer-Encoding', 'chunked'],
        ['Content-Length', 'abc'],
      ],
      null,
    ],
    [[['Transfer-Encoding', 'gzip2']], 'unsupported transfer encoding: "gzip2"'],
    [
      [
        ['Transfer-Encoding', 'a'],
        ['Transfer-Encoding', 'b'],
      ],
      'too many transfer encodings: ["a" "b"]',
    ],
  ] as const)('of the fields %j', (headers, error) => {
    expect(headError(head({ headers }), GO_1_22)).toBe(error)
  })

  it('of HTTP/1.0 says nothing of transfer codings', () => {
    expect(headError(head({ http11: false, headers: [['Transfer-Encoding', 'gzip2']] }), GO_1_24)).toBeNull()
  })

  it('looks at a length where it does not count, since Go 1.23', () => {
    const facts = head({ status: 204, headers: [['Content-Length', 'abc']] })
    expect([headError(facts, GO_1_23), headError(facts, GO_1_22)]).toEqual(['bad Content-Length "abc"', null])
    const of = (status: number) => headError(head({ status, headers: [['Content-Length', 'abc']] }), GO_1_22)
    expect([of(103), of(304)]).toEqual([null, null])
    expect([of(200), of(205), of(404)]).toEqual(Array(3).fill('bad Content-Length "abc"'))
  })

  it('took an empty length for none until Go 1.21', () => {
    expect(headError(head({ headers: [['Content-Length', '']] }), GO_1_21)).toBeNull()
  })
})

describe('informationalError', () => {
  it('is one for the sixth head until Go 1.23', () => {
    const heads = (count: number) => Array.from({ length: count }, () => ({ status: 103, headers: [] }))
    expect(informationalError(heads(5), GO_1_23)).toBeNull()
    expect(informationalError(heads(6), GO_1_23)).toBe('net/http: too many 1xx informational responses')
    expect(informationalError(heads(6), GO_1_24)).toBeNull()
    expect(informationalError([{ status: 103, headers: [['Content-Length', 'x']] }], GO_1_24)).toBe(
      'bad Content-Length "x"',
    )
    expect(informationalError([{ status: 103, headers: [['Transfer-Encoding', 'x']] }], GO_1_24)).toBe(
      'unsupported transfer encoding: "x"',
    )
  })
})

describe('chunkError', () => {
  it.each([
    ['zz\r\n', 'invalid byte in chunk length'],
    ['2 ;a=b\r\n', 'invalid byte in chunk length'],
    ['00000000000000002\r\n', 'http chunk length too large'],
    ['\r\n', 'empty hex number for chunk length'],
    ['2\n', 'chunked line ends with bare LF'],
    [`2;${'x'.repeat(4096)}`, 'header line too long'],
    [`2;${'x'.repeat(4092)}\r\n`, 'header line too long'],
    [`2;${'x'.repeat(4091)}\r\n`, null],
    [';a\r\n', 'empty hex number for chunk length'],
    ['2;a=\nb\r\n', null],
    ['1aF\r\n', null],
    ['2 \t\r\n', null],
    ['2z\r\n', 'invalid byte in chunk length'],
    ['z2\r\n', 'invalid byte in chunk length'],
  ])('of the size %j', (line, error) => {
    expect(chunkError({ part: 'size', line }, GO_1_24)).toBe(error)
  })

  it('is none for a bare line feed before CVE-2025-22871', () => {
    expect(chunkError({ part: 'size', line: '2\n' }, GO_1_22)).toBeNull()
  })

  it('takes no digits for the last chunk until Go 1.21', () => {
    const fault = { part: 'size', line: '\r\n', rest: '{}\r\n0\r\n\r\n' } as const
    expect(chunkError(fault, GO_1_21)).toBe('malformed MIME header: missing colon: "{}"')
    expect(chunkError({ part: 'size', line: '\r\n' }, GO_1_21)).toBe('http: unexpected EOF reading trailer')
  })

  it.each([
    ['cut', '', 'unexpected EOF'],
    ['line-end', 'x0', 'malformed chunked encoding'],
    ['trailer', '', 'http: unexpected EOF reading trailer'],
    ['trailer', 'X: y\r\n', 'http: suspiciously long trailer after chunked body'],
    ['trailer', 'foo\r\n\r\n', 'malformed MIME header: missing colon: "foo"'],
    ['trailer', 'X: y\nfoo\r\n\r\n', 'malformed MIME header: missing colon: "foo"'],
    ['trailer', 'X: y\r\n\r\n', null],
    ['trailer', 'X', 'http: unexpected EOF reading trailer'],
    ['trailer', 'Xy', 'http: suspiciously long trailer after chunked body'],
    ['trailer', `X: ${'y'.repeat(4089)}\r\n\r\n`, 'http: suspiciously long trailer after chunked body'],
    ['trailer', `X: ${'y'.repeat(4088)}\r\n\r\n`, null],
  ] as const)('of a body broken at its %s', (part, line, error) => {
    expect(chunkError({ part, line }, GO_1_24)).toBe(error)
  })
})

function head(parts: Partial<HeadFacts>): HeadFacts {
  return { http11: true, status: 200, headers: [], oddLines: [], ...parts }
}
