import { describe, expect, it } from 'vitest'
import { http2Error, lostConnection, notHttp2 } from '../../../src/go/http/http2.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'

describe('notHttp2', () => {
  it('words HTTP/1.1 bytes as each x/net does', () => {
    const line = 'HTTP/1.1 400 Bad Request'
    const note = 'note that the frame header looked like an HTTP/1.1 header'
    expect(notHttp2(line, V1_34_5.behaviours).text).toBe(`http2: failed reading the frame payload: %!w(<nil>), ${note}`)
    expect(notHttp2(line, releaseOf('v1.35.2', 'go1.25.7').behaviours).text).toBe(
      `http2: failed reading the frame payload: http2: frame too large, ${note}`,
    )
    expect(notHttp2(line, releaseOf('v1.28.3', 'go1.20.10').behaviours).text).toBe('unexpected EOF')
  })

  it('takes other bytes for a frame too large, likely', () => {
    expect(notHttp2('\x88\x99', V1_34_5.behaviours)).toMatchObject({ text: 'http2: frame too large' })
    expect(notHttp2('\x88\x99', V1_34_5.behaviours).approximate).not.toBeNull()
  })
})

describe('http2Error', () => {
  it('names the stream and the code of a reset', () => {
    expect(http2Error('INTERNAL_ERROR', 'RST_STREAM stream 3', V1_34_5.behaviours)).toMatchObject({
      code: 'http2.StreamError',
      text: 'stream error: stream ID 3; INTERNAL_ERROR; received from peer',
    })
  })

  it('quotes a GOAWAY, which is tried again', () => {
    expect(http2Error('NO_ERROR', 'GOAWAY last stream 1, debug "bye"', V1_34_5.behaviours)).toMatchObject({
      text: 'http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug="bye"',
      retried: true,
    })
  })

  it('is a connection error for what our own stack found', () => {
    expect(http2Error('ERR_HTTP2_ERROR', 'PROTOCOL_ERROR', V1_34_5.behaviours).text).toBe(
      'connection error: PROTOCOL_ERROR',
    )
  })
})

describe('a frame larger than any may be', () => {
  it('is refused by a client that has a bound, and waited for by an older one', () => {
    const said = (kubectl: string, go: string) =>
      http2Error('FRAME_SIZE_ERROR', 'a frame of 16777215 bytes', releaseOf(kubectl, go).behaviours).text
    expect(said('v1.32.3', 'go1.23.6')).toBe('http2: frame too large')
    expect(said('v1.31.9', 'go1.23.8')).toBe('unexpected EOF')
  })
})

describe('lostConnection', () => {
  it('is tried again since client-go 0.32', () => {
    expect(lostConnection(V1_34_5.behaviours).retried).toBe(true)
    expect(lostConnection(releaseOf('v1.30.13', 'go1.23.8').behaviours).retried).toBe(false)
  })
})
