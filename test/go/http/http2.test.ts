import { describe, expect, it } from 'vitest'
import { http2Error, lostConnection, notHttp2 } from '../../../src/go/http/http2.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'

const OTHER_STACK = "HTTP/2 errors are seen by the doctor's own stack, which words and finds them otherwise than Go"

describe('notHttp2', () => {
  it('words HTTP/1.1 bytes as each x/net does', () => {
    const line = 'HTTP/1.1 400 Bad Request'
    const note = 'note that the frame header looked like an HTTP/1.1 header'
    expect(notHttp2(line, V1_34_5.behaviours).text).toBe(`http2: failed reading the frame payload: %!w(<nil>), ${note}`)
    expect(notHttp2(line, releaseOf('v1.35.2', 'go1.25.7').behaviours).text).toBe(
      `http2: failed reading the frame payload: http2: frame too large, ${note}`,
    )
    expect(notHttp2(line, releaseOf('v1.28.3', 'go1.20.10').behaviours)).toEqual({
      code: 'http2.LooksLikeHTTP1',
      text: 'unexpected EOF',
      retried: true,
      approximate: null,
    })
    expect(notHttp2(line, V1_34_5.behaviours)).toMatchObject({
      code: 'http2.LooksLikeHTTP1',
      retried: false,
      approximate: null,
    })
  })

  it('took them for a frame too large between', () => {
    const behaviours = { ...V1_34_5.behaviours, http2LooksLikeHttp1: 'frame-too-large' } as const
    expect(notHttp2('HTTP/1.1 400 Bad Request', behaviours)).toEqual({
      code: 'http2.FrameTooLarge',
      text: 'http2: frame too large',
      retried: false,
      approximate: null,
    })
  })

  it('takes other bytes for a frame too large, likely', () => {
    expect(notHttp2('\x88\x99', V1_34_5.behaviours)).toEqual({
      code: 'http2.FrameTooLarge',
      text: 'http2: frame too large',
      retried: false,
      approximate: OTHER_STACK,
    })
  })
})

describe('http2Error', () => {
  it('names the stream and the code of a reset', () => {
    expect(http2Error('INTERNAL_ERROR', 'RST_STREAM stream 31', V1_34_5.behaviours)).toEqual({
      code: 'http2.StreamError',
      text: 'stream error: stream ID 31; INTERNAL_ERROR; received from peer',
      retried: false,
      approximate: null,
    })
    expect(http2Error('REFUSED_STREAM', 'RST_STREAM stream 1', V1_34_5.behaviours).approximate).toBe(
      'the request is tried again after REFUSED_STREAM',
    )
  })

  it('quotes a GOAWAY, which is tried again', () => {
    const goAway = (code: string, message: string) => http2Error(code, message, V1_34_5.behaviours)
    expect(goAway('NO_ERROR', 'GOAWAY last stream 11, debug "a \\"b\\"\n"')).toEqual({
      code: 'http2.GoAway',
      text: 'http2: server sent GOAWAY and closed the connection; LastStreamID=11, ErrCode=NO_ERROR, debug="a \\"b\\"\n"',
      retried: true,
      approximate: null,
    })
    expect(goAway('NO_ERROR', 'GOAWAY last stream 0, debug ""').approximate).toBe('kubectl tries again without end')
    expect(goAway('INTERNAL_ERROR', 'GOAWAY last stream 0, debug ""')).toEqual({
      code: 'http2.GoAway',
      text: 'http2: Transport received GOAWAY from server ErrCode:INTERNAL_ERROR',
      retried: false,
      approximate: 'older releases try again for minutes instead',
    })
  })

  it('is a connection error for what our own stack found', () => {
    const text = (code: string, message: string) => http2Error(code, message, V1_34_5.behaviours).text
    expect(http2Error('ERR_HTTP2_ERROR', 'FLOW_CONTROL_ERROR', V1_34_5.behaviours)).toEqual({
      code: 'http2.ConnectionError',
      text: 'connection error: FLOW_CONTROL_ERROR',
      retried: false,
      approximate: OTHER_STACK,
    })
    expect(text('COMPRESSION_ERROR', '')).toBe('connection error: COMPRESSION_ERROR')
    expect(text('ERR_HTTP2_ERROR', 'something else')).toBe('connection error: PROTOCOL_ERROR')
  })

  it('takes a frame’s name only where the message begins with it', () => {
    const text = (message: string) => http2Error('CANCEL', `saw ${message}`, V1_34_5.behaviours).text
    expect(text('RST_STREAM stream 1')).toBe('connection error: CANCEL')
    expect(text('GOAWAY last stream 1, debug ""')).toBe('connection error: CANCEL')
    expect(text('a frame of 16777215 bytes')).toBe('connection error: CANCEL')
    expect(http2Error('CANCEL', 'GOAWAY last stream 1, debug "" and more', V1_34_5.behaviours).text).toBe(
      'connection error: CANCEL',
    )
  })
})

describe('a frame larger than any may be', () => {
  it('is refused by a client that has a bound, and waited for by an older one', () => {
    const said = (kubectl: string, go: string) =>
      http2Error('FRAME_SIZE_ERROR', 'a frame of 16777215 bytes', releaseOf(kubectl, go).behaviours)
    expect(said('v1.32.3', 'go1.23.6')).toEqual({
      code: 'http2.FrameTooLarge',
      text: 'http2: frame too large',
      retried: false,
      approximate: null,
    })
    expect(said('v1.31.9', 'go1.23.8')).toEqual({
      code: 'http2.FrameTooLarge',
      text: 'unexpected EOF',
      retried: true,
      approximate: OTHER_STACK,
    })
  })
})

describe('lostConnection', () => {
  it('is tried again since client-go 0.32', () => {
    expect(lostConnection(V1_34_5.behaviours)).toEqual({
      code: 'http2.ConnectionLost',
      text: 'http2: client connection lost',
      retried: true,
      approximate: 'a server that answers pings is waited for without end',
    })
    expect(lostConnection(releaseOf('v1.30.13', 'go1.23.8').behaviours).retried).toBe(false)
  })
})
