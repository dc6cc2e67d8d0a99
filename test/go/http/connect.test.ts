import { describe, expect, it } from 'vitest'
import { notMeasured } from '../../../src/go/failure.ts'
import { connectFailure } from '../../../src/go/http/connect.ts'
import { toHex } from '../../../src/lib/bytes.ts'
import type { ConnectTunnel } from '../../../src/transcript/transcript.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'

describe('connectFailure', () => {
  it('is null for exactly 200', () => {
    expect(answered('HTTP/1.1 200 OK')).toBeNull()
    expect(answered('HTTP/1.1 204 No Content')?.text).toBe('No Content')
  })

  it('keeps only the reason phrase', () => {
    expect(answered('HTTP/1.1 407 Proxy Authentication Required')).toMatchObject({
      stage: 'proxy',
      outcome: 'unreached',
      code: 'http.Connect.407',
      text: 'Proxy Authentication Required',
    })
  })

  it('shows a phrase in UTF-8 as a terminal would, without what a terminal would obey', () => {
    const phrase = Buffer.from('verboten – \x1b[31mnein', 'utf8').toString('latin1')
    expect(answered(`HTTP/1.1 403 ${phrase}`)?.text).toBe(String.raw`verboten – \x1b[31mnein`)
  })

  it('names the line that is no header, before the status counts and where the end cut it short', () => {
    const oddLines = [{ line: 'foo bar', initial: false }]
    const text = 'malformed MIME header: missing colon: "foo bar"'
    expect(failure({ statusLine: 'HTTP/1.1 200 OK', oddLines })).toMatchObject({ code: 'http.Connect.malformed', text })
    const end = { kind: 'closed', bytesBefore: 60 } as const
    expect(failure({ end, firstBytes: toHex(Buffer.from('HTTP/1.1 200 OK\r\nfoo bar')), oddLines })?.text).toBe(text)
  })

  it('is an unexpected EOF where the proxy closes, begun or not', () => {
    const closed = (firstBytes: string) =>
      failure({ end: { kind: 'closed', bytesBefore: firstBytes.length / 2 }, firstBytes })
    expect(closed('')).toMatchObject({ stage: 'proxy', code: 'io.ErrUnexpectedEOF', text: 'unexpected EOF' })
    expect(closed(Buffer.from('hello\r\n').toString('hex'))?.text).toBe('unexpected EOF')
    expect(closed(Buffer.from('HTTP/1.1 200').toString('hex'))?.text).toBe('unexpected EOF')
    expect(closed(Buffer.from('HTTP/1.1 20').toString('hex'))?.text).toBe('malformed HTTP status code "20"')
  })

  it('waits for the end of a head 60 s long until Go 1.25, and reads 10 MiB of it since', () => {
    const end = { kind: 'overlong', bytesRead: 1 << 20 } as const
    expect(failure({ end })).toMatchObject({
      text: 'context deadline exceeded',
      approximate: 'of the answer to CONNECT 1048576 bytes were read, and kubectl reads on for 60 s',
    })
    expect(failure({ end }, releaseOf('v1.36.0', 'go1.26.0'))).toMatchObject({
      text: 'unexpected EOF',
      approximate: 'of the answer to CONNECT 1048576 bytes were read, and kubectl reads on up to 10 MiB',
    })
  })

  it('names a line that is no header at once, whether the head ends or not', () => {
    const end = { kind: 'overlong', bytesRead: 1 << 20 } as const
    const oddLines = [{ line: 'foo bar', initial: false }]
    expect(failure({ end, oddLines })).toMatchObject({
      text: 'malformed MIME header: missing colon: "foo bar"',
      approximate: null,
    })
  })

  it('names both ends of a reset', () => {
    expect(failure({ end: { kind: 'reset' } })).toMatchObject({
      stage: 'proxy',
      text: 'read tcp 192.0.2.9:40000->192.0.2.3:3128: read: connection reset by peer',
    })
  })

  it('is a deadline after the 60 s that kubectl waits, and only likely before', () => {
    const waited = (afterMs: number) => failure({ end: { kind: 'timeout', afterMs } })
    expect(waited(60_000)).toMatchObject({
      stage: 'proxy',
      code: 'context.DeadlineExceeded',
      text: 'context deadline exceeded',
      approximate: null,
    })
    expect(waited(59_999)?.approximate).toBe('the answer to CONNECT was awaited for less than the 60 s of kubectl')
  })

  it('is not known where the run ended first', () => {
    expect(failure({ end: { kind: 'cut-off' } })).toEqual(
      notMeasured('proxy', 'the run ended before the proxy answered CONNECT'),
    )
  })

  it('says of a line that is no status line what net/http says', () => {
    expect(answered('HTTP/1.1 abc')?.text).toBe('malformed HTTP status code "abc"')
    const malformed = (firstLine: string) => failure({ end: { kind: 'malformed', firstLine } })
    expect(malformed('hello')).toMatchObject({
      stage: 'proxy',
      code: 'http.Connect.malformed',
      text: 'malformed HTTP response "hello"',
    })
    expect(malformed('HTTP/1.1 20x')?.text).toBe('malformed HTTP status code "20x"')
    // Sound to Go, and not to the doctor, which asks for more.
    expect(malformed('HTTP/1.1 200 OK')?.text).toBe('malformed HTTP response "HTTP/1.1 200 OK"')
  })

  it('looks at a transfer coding in HTTP/1.1 alone', () => {
    const headers = [['Transfer-Encoding', 'gzip2']] as const
    expect(failure({ statusLine: 'HTTP/1.1 200 OK', headers })?.text).toBe('unsupported transfer encoding: "gzip2"')
    expect(failure({ statusLine: 'HTTP/1.0 200 OK', headers })).toBeNull()
  })
})

function answered(statusLine: string) {
  return failure({ statusLine })
}

function failure(parts: Partial<ConnectTunnel>, { behaviours } = V1_34_5) {
  return connectFailure(tunnel(parts), '192.0.2.3:3128', behaviours)
}

function tunnel(parts: Partial<ConnectTunnel>): ConnectTunnel {
  return {
    kind: 'connect',
    authority: 'api.example:6443',
    end: { kind: 'answered' },
    statusLine: null,
    status: null,
    headers: [],
    body: null,
    firstBytes: '',
    local: '192.0.2.9:40000',
    ...parts,
  }
}
