import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { diagnose, type Row } from './doctor.ts'
import {
  ACK,
  asked,
  BOMB,
  END_HEADERS,
  END_STREAM,
  FIELD,
  floods,
  frame,
  greets,
  HEAD,
  NOTHING_SET,
  reset,
  STATUS_200,
  says2,
  settings,
  TYPE,
  uint32,
} from './http2-frames.ts'
import { endless, type Script, says, secure, trickles } from './peers.ts'

const rows: readonly Row<Script>[] = [
  [
    'HTTP/1.1 where HTTP/2 was settled on',
    says('HTTP/1.1 200 OK\r\n\r\n', 'end'),
    '1 - | … http2: failed reading the frame payload: %!w(<nil>), note that the frame header looked like an HTTP/1.1 header',
  ],
  ['another protocol', says('SSH-2.0-OpenSSH_9.6\r\n', 'end'), '1 http2-broken | … http2: frame too large'],
  [
    'bytes that look like a frame of 16 MiB',
    endless('', '\xff'.repeat(1000)),
    '1 http2-broken | … http2: frame too large',
  ],
  ['the end instead of a frame', says('', 'end'), '1 connection-closed | … unexpected EOF'],
  [
    'a reset instead of a frame',
    says('', 'reset'),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
  ['the end behind SETTINGS', says2(), '1 connection-closed | … unexpected EOF'],
  [
    'a reset behind SETTINGS',
    greets(says('', 'reset', asked)),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
  ['the end inside a frame', says2(HEAD.subarray(0, 5)), '1 connection-closed | … unexpected EOF'],
  [
    'GOAWAY without an error',
    says2(frame(TYPE.goAway, 0, 0, concatBytes(uint32(0), uint32(0)))),
    '1 http2-broken | … http2: server sent GOAWAY and closed the connection; LastStreamID=0, ErrCode=NO_ERROR, debug=""',
  ],
  [
    'GOAWAY with escapes in its debug data',
    says2(frame(TYPE.goAway, 0, 0, concatBytes(uint32(1), uint32(11), Buffer.from('\x1b[2J\0<b>')))),
    '1 http2-broken | … http2: Transport received GOAWAY from server ErrCode:ENHANCE_YOUR_CALM',
  ],
  [
    'GOAWAY with 16 KB of debug data',
    says2(frame(TYPE.goAway, 0, 0, concatBytes(uint32(1), uint32(2), new Uint8Array(16_000).fill(0x41)))),
    '1 http2-broken | … http2: Transport received GOAWAY from server ErrCode:INTERNAL_ERROR',
  ],
  [
    'GOAWAY of an unknown error',
    says2(frame(TYPE.goAway, 0, 0, concatBytes(uint32(1), uint32(0xffffffff)))),
    '1 http2-broken | … http2: Transport received GOAWAY from server ErrCode:unknown error code 0xffffffff',
  ],
  [
    'GOAWAY without end',
    floods([], frame(TYPE.goAway, 0, 0, concatBytes(uint32(1), uint32(0)))),
    '3 - | -',
    '--timeout=1s',
  ],
  [
    'RST_STREAM REFUSED_STREAM',
    says2(frame(TYPE.rstStream, 0, 1, uint32(7))),
    '1 http2-broken | … stream error: stream ID 1; REFUSED_STREAM; received from peer',
  ],
  [
    'RST_STREAM of three octets',
    says2(frame(TYPE.rstStream, 0, 1, Uint8Array.of(0, 0, 2))),
    '1 http2-broken | … connection error: FRAME_SIZE_ERROR',
  ],
  [
    'RST_STREAM for a stream that nobody opened, and the answer',
    says2(reset(3, 2), reset(2, 2), HEAD, frame(TYPE.data, END_STREAM, 1, '{}')),
    '0 - | -',
  ],
  [
    'RST_STREAM for a stream that nobody opened, and the end',
    says2(reset(3, 2)),
    '1 connection-closed | … unexpected EOF',
  ],
  [
    'RST_STREAM for a stream that nobody opened, and for ours',
    says2(reset(3, 2), reset(1, 8)),
    '1 http2-broken | … stream error: stream ID 1; CANCEL; received from peer',
  ],
  ['RST_STREAM for a stream that nobody opened, without end', floods([], reset(3, 2)), '3 - | -', '--timeout=1s'],
  [
    'RST_STREAM for a stream that nobody opened, inside a head',
    says2(frame(TYPE.headers, 0, 1, STATUS_200), reset(3, 2), frame(TYPE.continuation, END_HEADERS, 1)),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'RST_STREAM for a stream that nobody opened, before SETTINGS',
    says(concatBytes(reset(3, 2), NOTHING_SET), 'end', (heard) => heard.includes(Uint8Array.of(0, 0, 0, 1), 9)),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'RST_STREAM for the connection',
    says2(reset(0, 2), HEAD, frame(TYPE.data, END_STREAM, 1, '{}')),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'a window for a stream that nobody opened, and the answer',
    says2(frame(TYPE.windowUpdate, 0, 7, uint32(1)), HEAD, frame(TYPE.data, END_STREAM, 1, '{}')),
    '0 - | -',
  ],
  ['SETTINGS without end', floods([], settings([3, 100])), '1 http2-broken | … connection error: PROTOCOL_ERROR'],
  [
    'acknowledgements without end',
    floods([], frame(TYPE.settings, ACK, 0)),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'SETTINGS of 5 octets',
    says2(frame(TYPE.settings, 0, 0, new Uint8Array(5))),
    '1 http2-broken | … connection error: FRAME_SIZE_ERROR',
  ],
  ['SETTINGS on a stream', says2(frame(TYPE.settings, 0, 1)), '1 http2-broken | … connection error: PROTOCOL_ERROR'],
  ['a window above 2^31', says2(settings([4, 0xffffffff])), '1 http2-broken | … connection error: FLOW_CONTROL_ERROR'],
  ['a frame size below the least', says2(settings([5, 1])), '1 http2-broken | … connection error: PROTOCOL_ERROR'],
  ['a window of 0, and the answer', says2(settings([4, 0]), HEAD, frame(TYPE.data, END_STREAM, 1, '{}')), '0 - | -'],
  ['no streams allowed', says2(settings([3, 0])), '1 connection-closed | … unexpected EOF'],
  [
    'PING without end',
    floods([], frame(TYPE.ping, 0, 0, new Uint8Array(8))),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'answers to PING without end',
    floods([], frame(TYPE.ping, ACK, 0, new Uint8Array(8))),
    '1 http2-broken | … connection error: INTERNAL_ERROR',
  ],
  [
    'PING of 7 octets',
    says2(frame(TYPE.ping, 0, 0, new Uint8Array(7))),
    '1 http2-broken | … connection error: FRAME_SIZE_ERROR',
  ],
  ['WINDOW_UPDATE without end', floods([], frame(TYPE.windowUpdate, 0, 0, uint32(1))), '3 - | -', '--timeout=1s'],
  [
    'WINDOW_UPDATE of 0',
    says2(frame(TYPE.windowUpdate, 0, 0, uint32(0))),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'WINDOW_UPDATE beyond 2^31',
    says2(...Array<Uint8Array>(3).fill(frame(TYPE.windowUpdate, 0, 0, uint32(0x7fffffff)))),
    '1 http2-broken | … connection error: FLOW_CONTROL_ERROR',
  ],
  [
    'PRIORITY without end',
    floods([], frame(TYPE.priority, 0, 1, Uint8Array.of(0, 0, 0, 3, 1))),
    '1 http2-broken | … connection error: ENHANCE_YOUR_CALM',
  ],
  [
    'frames of an unknown type without end',
    floods([], frame(200, 0, 0, new Uint8Array(100))),
    '1 http2-broken | … connection error: ENHANCE_YOUR_CALM',
  ],
  [
    'CONTINUATION without end',
    floods([frame(TYPE.headers, 0, 1, STATUS_200)], frame(TYPE.continuation, 0, 1, FIELD)),
    '1 http2-broken | … connection error: INTERNAL_ERROR',
  ],
  [
    'empty CONTINUATION without end',
    floods([frame(TYPE.headers, 0, 1, STATUS_200)], frame(TYPE.continuation, 0, 1)),
    '1 http2-broken | … connection error: INTERNAL_ERROR',
  ],
  [
    'CONTINUATION that continues nothing',
    says2(frame(TYPE.continuation, END_HEADERS, 1, FIELD)),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'DATA inside a head',
    says2(frame(TYPE.headers, 0, 1, STATUS_200), frame(TYPE.data, 0, 1, 'x')),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'an HPACK bomb',
    says2(frame(TYPE.headers, END_HEADERS, 1, BOMB)),
    '1 http2-broken | … connection error: ENHANCE_YOUR_CALM',
  ],
  [
    'an HPACK index of nothing',
    says2(frame(TYPE.headers, END_HEADERS, 1, Uint8Array.of(0xff, 0xff, 0x7f))),
    '1 http2-broken | … connection error: COMPRESSION_ERROR',
  ],
  [
    'an HPACK integer without end',
    says2(frame(TYPE.headers, END_HEADERS, 1, new Uint8Array(1000).fill(0xff))),
    '1 http2-broken | … connection error: COMPRESSION_ERROR',
  ],
  [
    'a head without a status',
    says2(frame(TYPE.headers, END_HEADERS, 1, FIELD)),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'a header name with a blank',
    says2(frame(TYPE.headers, END_HEADERS, 1, concatBytes(STATUS_200, Uint8Array.of(0, 1, 0x20, 1, 0x61)))),
    '1 connection-closed | error: unexpected EOF',
  ],
  [
    'a header value with a line end',
    says2(frame(TYPE.headers, END_HEADERS, 1, concatBytes(STATUS_200, Uint8Array.of(0, 1, 0x78, 2, 13, 10)))),
    '1 connection-closed | error: unexpected EOF',
  ],
  ['two heads', says2(HEAD, HEAD), '1 http2-broken | … connection error: PROTOCOL_ERROR'],
  [
    'DATA before any head',
    says2(frame(TYPE.data, END_STREAM, 1, '{}')),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  ['DATA on stream 0', says2(frame(TYPE.data, 0, 0, 'x')), '1 http2-broken | … connection error: PROTOCOL_ERROR'],
  [
    'DATA padded beyond its length',
    says2(HEAD, frame(TYPE.data, 8, 1, Uint8Array.of(200, 1))),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'DATA without end',
    floods([HEAD], frame(TYPE.data, 0, 1, new Uint8Array(1000))),
    '1 http2-broken | … connection error: FLOW_CONTROL_ERROR',
  ],
  [
    'empty DATA without end',
    floods([HEAD], frame(TYPE.data, 0, 1)),
    '1 http2-broken | … connection error: INTERNAL_ERROR',
  ],
  [
    'a frame of 17 KB',
    says2(HEAD, frame(TYPE.data, 0, 1, new Uint8Array(17_000))),
    '1 http2-broken | … http2: frame too large',
  ],
  [
    'PUSH_PROMISE',
    says2(frame(TYPE.pushPromise, END_HEADERS, 1, concatBytes(uint32(2), STATUS_200))),
    '1 connection-closed | … unexpected EOF',
  ],
  [
    'a head of 1xx without end',
    floods([], frame(TYPE.headers, END_HEADERS, 1, Uint8Array.of(0x48, 3, 0x31, 0x30, 0x33))),
    '1 http2-broken | … connection error: ENHANCE_YOUR_CALM',
  ],
  ['the end inside the body', says2(HEAD, frame(TYPE.data, 0, 1, '{')), '1 connection-closed | error: unexpected EOF'],
  [
    'Content-Length that lies',
    says2(
      frame(TYPE.headers, END_HEADERS, 1, concatBytes(STATUS_200, Uint8Array.of(0x0f, 0x0d, 1, 0x39))),
      frame(TYPE.data, END_STREAM, 1, '{}'),
    ),
    '1 http2-broken | … connection error: PROTOCOL_ERROR',
  ],
  [
    'a sound answer, a byte at a time',
    greets(trickles(concatBytes(HEAD, frame(TYPE.data, END_STREAM, 1, '{}')), 1, asked)),
    '0 - | -',
  ],
]

describe('HTTP/2 servers', () => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await secure('h2', peer)
      expect(await diagnose({ server: `https://127.0.0.1:${port}`, args })).toBe(expected)
    })
  }
})
