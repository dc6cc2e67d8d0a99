import type { Behaviours } from '../../release/release.ts'
import type { Failure } from '../failure.ts'

type H2Error = Pick<Failure, 'code' | 'text' | 'retried' | 'approximate'>

/** Error codes of RFC 9113 section 7, as both nghttp2 and x/net name them. */
const CODE =
  /(PROTOCOL_ERROR|INTERNAL_ERROR|FLOW_CONTROL_ERROR|SETTINGS_TIMEOUT|STREAM_CLOSED|FRAME_SIZE_ERROR|REFUSED_STREAM|CANCEL|COMPRESSION_ERROR|CONNECT_ERROR|ENHANCE_YOUR_CALM|INADEQUATE_SECURITY|HTTP_1_1_REQUIRED)/

/** The two stacks notice an error at different frames, so that Go's words for it can only be likely. */
const APPROXIMATE = "HTTP/2 errors are seen by the doctor's own stack, which words and finds them otherwise than Go"

/** Bytes that are no HTTP/2 where it was negotiated. Models x/net/http2's reading of the first frame header. */
export function notHttp2(firstLine: string, behaviours: Behaviours): H2Error {
  if (!firstLine.startsWith('HTTP/1.'))
    return { code: 'http2.FrameTooLarge', text: 'http2: frame too large', retried: false, approximate: APPROXIMATE }
  const note = 'note that the frame header looked like an HTTP/1.1 header'
  switch (behaviours.http2LooksLikeHttp1) {
    case 'unexpected-eof':
      return { code: 'http2.LooksLikeHTTP1', text: 'unexpected EOF', retried: true, approximate: null }
    case 'frame-too-large':
      return { code: 'http2.FrameTooLarge', text: 'http2: frame too large', retried: false, approximate: null }
    case 'nil-payload':
      return looksLike(`http2: failed reading the frame payload: %!w(<nil>), ${note}`)
    case 'too-large':
      return looksLike(`http2: failed reading the frame payload: http2: frame too large, ${note}`)
  }
}

function looksLike(text: string): H2Error {
  return { code: 'http2.LooksLikeHTTP1', text, retried: false, approximate: null }
}

/**
 * An HTTP/2 error in x/net's words. `code` is the name of RFC 9113 section 7; `message` begins with the frame that brought
 * it (`RST_STREAM stream 1`, `GOAWAY last stream 1, debug "…"`), or is what our own stack says that found it.
 */
export function http2Error(code: string, message: string, behaviours: Behaviours): H2Error {
  const reset = /^RST_STREAM stream (\d+)/.exec(message)
  if (reset !== null) return streamError(code, reset[1] ?? '1')
  const goAway = /^GOAWAY last stream (\d+), debug (".*")$/s.exec(message)
  if (goAway !== null) return goAwayError(code, goAway[1] ?? '0', goAway[2] ?? '""')
  if (/^a frame of \d+ bytes/.test(message)) return largeFrame(behaviours)
  const name = CODE.exec(`${code} ${message}`)?.[1] ?? 'PROTOCOL_ERROR'
  return { code: 'http2.ConnectionError', text: `connection error: ${name}`, retried: false, approximate: APPROXIMATE }
}

/** Until x/net 0.30 a client's frames had no bound, so that it waited for the rest of this one. */
function largeFrame(behaviours: Behaviours): H2Error {
  return behaviours.http2LooksLikeHttp1 === 'unexpected-eof'
    ? { code: 'http2.FrameTooLarge', text: 'unexpected EOF', retried: true, approximate: APPROXIMATE }
    : { code: 'http2.FrameTooLarge', text: 'http2: frame too large', retried: false, approximate: null }
}

function streamError(code: string, stream: string): H2Error {
  return {
    code: 'http2.StreamError',
    text: `stream error: stream ID ${stream}; ${code}; received from peer`,
    retried: false,
    // x/net asks again after this one, as the RFC allows (section 8.7), and prints what the last try gave.
    approximate: code === 'REFUSED_STREAM' ? 'the request is tried again after REFUSED_STREAM' : null,
  }
}

function goAwayError(code: string, lastStream: string, debug: string): H2Error {
  if (code !== 'NO_ERROR')
    return {
      code: 'http2.GoAway',
      text: `http2: Transport received GOAWAY from server ErrCode:${code}`,
      retried: false,
      approximate: 'older releases try again for minutes instead',
    }
  return {
    code: 'http2.GoAway',
    text: `http2: server sent GOAWAY and closed the connection; LastStreamID=${lastStream}, ErrCode=${code}, debug=${debug}`,
    retried: true,
    approximate: lastStream === '0' ? 'kubectl tries again without end' : null,
  }
}

/** A silent server: the ping after 30 s goes unanswered for 15 s (k8s.io/apimachinery net/http2 defaults). */
export function lostConnection(behaviours: Behaviours): H2Error {
  return {
    code: 'http2.ConnectionLost',
    text: 'http2: client connection lost',
    retried: behaviours.retryLostHttp2,
    approximate: 'a server that answers pings is waited for without end',
  }
}
