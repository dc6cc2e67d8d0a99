import { describe, expect, it } from 'vitest'
import { Reading } from '../../../src/probe/http/reading.ts'
import { ResponseReader } from '../../../src/probe/http/response-reader.ts'

describe('the head of an answer', () => {
  it('is read with bare line feeds, blanks in names and continued lines as they came', async () => {
    const head = 'HTTP/1.1 403 Not for you\nFoo : bar\nX: a\n  b\n\n'
    expect(await read(head)).toEqual({
      status: 403,
      statusText: 'Not for you',
      headers: [
        ['Foo ', 'bar'],
        ['X', 'a b'],
      ],
      http10: false,
      oddLines: [{ line: 'Foo : bar', initial: false }],
      informational: [],
      body: '',
      end: { kind: 'complete' },
      reusable: false,
    })
  })

  it.each([
    ['foo bar', { line: 'foo bar', initial: false }],
    [' x: y', { line: ' x: y', initial: true }],
    [': bar', { line: ': bar', initial: false }],
    ['X: a\x00b', { line: 'X: a\x00b', initial: false }],
  ])('keeps %j as an odd line', async (line, odd) => {
    expect(await read(`HTTP/1.1 200 OK\r\n${line}\r\n\r\n`)).toMatchObject({ status: 200, oddLines: [odd] })
  })

  it('is counted and passed over where more is to come, but 101 is a last word', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'
    const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'
    expect(await read(hint + hint + ok)).toMatchObject({
      status: 200,
      informational: [
        { status: 103, headers: [['Link', 'x']] },
        { status: 103, headers: [['Link', 'x']] },
      ],
      body: '{}',
      reusable: true,
    })
    expect(await read('HTTP/1.1 101 Switching Protocols\r\n\r\n')).toMatchObject({ status: 101, informational: [] })
  })

  it('may be cut short anywhere', async () => {
    const end = async (text: string) => (await read(text)).end
    expect(await end('')).toEqual({ kind: 'closed' })
    expect(await end('HTTP/1.1 20')).toEqual({ kind: 'malformed', firstLine: 'HTTP/1.1 20' })
    expect(await end('HTTP/1.1 200 OK')).toEqual({ kind: 'closed', inHead: true })
    expect(await end('HTTP/1.1 100 Continue\r\n\r\n')).toEqual({ kind: 'closed', inHead: true })
    expect(await read('HTTP/1.1 200 OK\r\nfoo')).toMatchObject({ oddLines: [{ line: 'foo', initial: false }] })
  })

  it('ends with the first line that cannot be one, without waiting for more', async () => {
    const reading = new Reading()
    new ResponseReader(reading).feed(Buffer.from('SSH-2.0-x\r\n'))
    expect(await reading.ended).toEqual({ kind: 'malformed', firstLine: 'SSH-2.0-x' })
  })
})

describe('the head of an answer that does not end', () => {
  const tooLong = {
    kind: 'failed',
    message: 'net/http: server response headers exceeded 10485760 bytes; aborted',
  } as const

  it('is left after a megabyte, though every byte of it comes alone', async () => {
    const reading = new Reading()
    const reader = new ResponseReader(reading)
    reader.feed(Buffer.from('HTTP/1.1 200 OK\r\nX: '))
    const one = Buffer.from('x')
    for (let i = 0; i <= 1 << 20; i++) reader.feed(one)
    expect(await reading.ended).toEqual(tooLong)
  })

  it('is left after a megabyte of answers 1xx, of which a hundred are kept', async () => {
    const hint = Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n')
    const fed = (count: number, last: string) => {
      const reading = new Reading()
      const reader = new ResponseReader(reading)
      for (let i = 0; i < count; i++) reader.feed(hint)
      reader.feed(Buffer.from(last))
      return reading
    }
    const sound = fed(1000, 'HTTP/1.1 204 No Content\r\n\r\n')
    expect(sound.head?.informational).toHaveLength(100)
    expect(await sound.ended).toEqual({ kind: 'complete' })
    expect(await fed((1 << 20) / hint.length + 1, '').ended).toEqual(tooLong)
  })
})

describe('the body of an answer', () => {
  it.each([
    ['Content-Length: 2', '{}more', { body: '{}', end: { kind: 'complete' }, reusable: false }],
    ['Content-Length: 5', '{}', { body: '{}', end: { kind: 'truncated' } }],
    ['Content-Length: 2\r\nContent-Length: 2', '{}', { body: '{}', end: { kind: 'complete' }, reusable: true }],
    ['Content-Length: abc', 'as long as it lasts', { body: 'as long as it lasts', end: { kind: 'complete' } }],
    ['Transfer-Encoding: chunked', '2;x=y\r\n{}\r\n0\r\nA: b\r\n\r\n', { body: '{}', reusable: true }],
    ['Transfer-Encoding: Chunked', '2\r\n{}\r\n', { end: { kind: 'bad-chunk', part: 'cut', line: '' } }],
    ['Transfer-Encoding: chunked', 'zz\r\n', { end: { kind: 'bad-chunk', part: 'size', line: 'zz\r\n', rest: '' } }],
    ['Transfer-Encoding: chunked', '2\r\n{}x0', { end: { kind: 'bad-chunk', part: 'line-end', line: 'x0' } }],
    ['Transfer-Encoding: chunked', '0\r\nfoo\r\n\r\n', { end: { kind: 'bad-chunk', part: 'trailer' } }],
  ])('%s: %j', async (header, body, expected) => {
    expect(await read(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n${body}`)).toMatchObject(expected)
  })

  it('is none for 204 and 304, whatever the head says', async () => {
    const answer = 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n'
    expect(await read(answer)).toMatchObject({ body: '', end: { kind: 'complete' }, reusable: true })
  })

  it('of HTTP/1.0 knows no chunks', async () => {
    const answer = 'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz'
    expect(await read(answer)).toMatchObject({ http10: true, body: 'zz', end: { kind: 'complete' } })
  })
})

/** The same whether the bytes come at once or one by one; then the peer ends. */
async function read(answer: string) {
  const whole = await readInParts([Buffer.from(answer, 'latin1')])
  const bytes = [...Buffer.from(answer, 'latin1')].map((byte) => Buffer.from([byte]))
  const bytewise = await readInParts(bytes)
  expect({ ...bytewise.end, rest: '' }).toEqual({ ...whole.end, rest: '' })
  return whole
}

async function readInParts(parts: readonly Buffer[]) {
  const reading = new Reading()
  const reader = new ResponseReader(reading)
  for (const part of parts) reader.feed(part)
  reader.closed()
  const end = await reading.ended
  return { ...reading.head, body: Buffer.from(reading.kept()).toString(), end, reusable: reader.reusable }
}
