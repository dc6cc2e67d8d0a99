import { concatBytes, toHex } from '../../../src/lib/bytes.ts'
import { FrameFilter } from '../../../src/probe/http/frame-filter.ts'
import { type Complaint, FrameWatch } from '../../../src/probe/http/frame-watch.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { inPieces } from './in-pieces.ts'

/** Frames of HTTP/2, of which only the last word is kept. */
export const http2Frames: FuzzTarget = {
  covers: ['probe/http/frame'],
  mutator: 'bytes',
  words: [],
  seeds: () => [
    frame(4, 0, [0, 3, 0, 0, 0, 100]),
    Buffer.concat([frame(4, 0, []), frame(7, 0, [0, 0, 0, 1, 0, 0, 0, 11, 120, 121])]),
    Buffer.concat([frame(1, 1, [0x88]), frame(3, 1, [0, 0, 0, 7])]),
    Buffer.concat([frame(4, 0, []), frame(3, 3, [0, 0, 0, 2]), frame(8, 2, [0, 0, 0, 1]), frame(0, 1, [1])]),
    Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ],
  executions: 1000,
  run(input) {
    const whole = complaintOf([input])
    same(complaintOf(inPieces(input, 1, 4000)), whole, 'byte by byte')
    same(keptOf(inPieces(input, 1, 4000)), keptOf([input]), 'what is kept, byte by byte')
    if (whole?.kind === 'GOAWAY') holds(whole.debug.length <= 1024, `${whole.debug.length} characters of debug data`)
  },
}

function complaintOf(pieces: readonly Uint8Array[]): Complaint | null {
  const watch = new FrameWatch()
  // What came is read in the light of what was asked.
  watch.asked()
  for (const piece of pieces) watch.sent(piece)
  for (const piece of pieces) watch.received(piece)
  return watch.complaint()
}

function keptOf(pieces: readonly Uint8Array[]): string {
  const filter = new FrameFilter()
  return toHex(concatBytes(...pieces.map((piece) => filter.keep(piece, 1))))
}

/** RFC 9113 section 4.1. */
function frame(type: number, stream: number, payload: readonly number[]): Uint8Array {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head[3] = type
  head.writeUInt32BE(stream, 5)
  return new Uint8Array(Buffer.concat([head, Buffer.from(payload)]))
}
