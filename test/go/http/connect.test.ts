import { describe, expect, it } from 'vitest'
import { connectFailure } from '../../../src/go/http/connect.ts'
import type { ConnectTunnel } from '../../../src/transcript/transcript.ts'

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

  it('is only likely for a bad header behind a sound status line', () => {
    const failure = connectFailure(
      tunnel({ end: { kind: 'malformed', firstLine: 'HTTP/1.1 200 OK' } }),
      '192.0.2.3:3128',
    )
    expect(failure).toMatchObject({ code: 'http.Connect.malformed' })
    expect(failure?.approximate).not.toBeNull()
  })

  it('is an unexpected EOF where the proxy closes, begun or not', () => {
    const closed = (firstBytes: string) =>
      connectFailure(
        tunnel({ end: { kind: 'closed', bytesBefore: firstBytes.length / 2 }, firstBytes }),
        '192.0.2.3:3128',
      )
    expect(closed('')?.text).toBe('unexpected EOF')
    expect(closed(Buffer.from('HTTP/1.1 200').toString('hex'))?.text).toBe('unexpected EOF')
    expect(closed(Buffer.from('HTTP/1.1 20').toString('hex'))?.text).toBe('malformed HTTP status code "20"')
  })

  it('names both ends of a reset', () => {
    expect(connectFailure(tunnel({ end: { kind: 'reset' } }), '192.0.2.3:3128')?.text).toBe(
      'read tcp 192.0.2.9:40000->192.0.2.3:3128: read: connection reset by peer',
    )
  })

  it('is a deadline after the 60 s that kubectl waits, and only likely before', () => {
    const waited = (afterMs: number) => connectFailure(tunnel({ end: { kind: 'timeout', afterMs } }), '192.0.2.3:3128')
    expect(waited(60_000)).toMatchObject({ text: 'context deadline exceeded', approximate: null })
    expect(waited(1_000)?.approximate).not.toBeNull()
  })
})

function answered(statusLine: string) {
  return connectFailure(tunnel({ statusLine }), '192.0.2.3:3128')
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
