import { concatBytes } from '../../src/lib/bytes.ts'
import { endless, type Script, says } from './peers.ts'

/** RFC 9113 section 6. */
export const TYPE = {
  data: 0,
  headers: 1,
  priority: 2,
  rstStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const
export const END_STREAM = 1
export const END_HEADERS = 4
export const ACK = 1

export function frame(type: number, flags: number, stream: number, payload: Uint8Array | string = ''): Uint8Array {
  const body = Buffer.from(payload as Uint8Array)
  const head = Buffer.alloc(9)
  head.writeUIntBE(body.length, 0, 3)
  head[3] = type
  head[4] = flags
  head.writeUInt32BE(stream, 5)
  return concatBytes(head, body)
}

export const uint32 = (value: number) =>
  Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255)
export const settings = (...pairs: readonly (readonly [id: number, value: number])[]) =>
  frame(
    TYPE.settings,
    0,
    0,
    concatBytes(...pairs.map(([id, value]) => concatBytes(Uint8Array.of(0, id), uint32(value)))),
  )
export const NOTHING_SET = settings()
export const reset = (stream: number, code: number) => frame(TYPE.rstStream, 0, stream, uint32(code))
/** HPACK's static table: index 8 is `:status: 200` (RFC 7541 appendix A). */
export const STATUS_200 = Uint8Array.of(0x88)
export const HEAD = frame(TYPE.headers, END_HEADERS, 1, STATUS_200)
/** A literal with a new name, not indexed (RFC 7541 section 6.2.2), of 100 octets. */
export const FIELD = concatBytes(Uint8Array.of(0, 1, 0x78, 100), new Uint8Array(100).fill(0x61))
/** A literal that enters the dynamic table, and then an index that repeats it 4000 times: each octet becomes 4 KB. */
export const BOMB = concatBytes(
  STATUS_200,
  Uint8Array.of(0x40, 1, 0x78, 0x7f, 0xa1, 0x1e),
  new Uint8Array(4000).fill(0x61),
  new Uint8Array(4000).fill(0xbe),
)

/** Begins with SETTINGS, as a server must; what follows, follows the request and the acknowledgement. */
export const greets =
  (then: Script): Script =>
  (stream, connection) => {
    stream.write(NOTHING_SET)
    then(stream, connection)
  }
export const asked = (heard: Buffer) =>
  heard.includes(frame(TYPE.settings, ACK, 0)) && heard.includes(Uint8Array.of(0, 0, 0, 1), 9)
export const says2 = (...frames: readonly Uint8Array[]) => greets(says(concatBytes(...frames), 'end', asked))
export const floods = (start: readonly Uint8Array[], unit: Uint8Array) =>
  greets(endless(concatBytes(...start), unit, asked))
