import { concatBytes } from '../../../src/lib/bytes.ts'
import { HandshakeReader } from '../../../src/probe/wire/handshake-reader.ts'
import { CONTENT_TYPE, RecordReader } from '../../../src/probe/wire/record-reader.ts'
import { handshakeMessage } from '../../go/server-hello-builder.ts'
import type { Random } from '../../oracle/fuzz/random.ts'
import { record } from '../../oracle/situations/hello.ts'
import { mutateBytes, noise } from './bytes.ts'

interface Part {
  readonly type: number
  readonly bytes: Uint8Array
}

/** Changes one handshake message of a server's flight, or the order of them, in records whose lengths fit. */
export function mutateTls(input: Uint8Array, pool: readonly Uint8Array[], random: Random): Uint8Array {
  const parts = partsOf(input)
  if (parts.length === 0) return mutateBytes(input, pool, [], random)
  const at = random.below(parts.length)
  const part = parts[at] ?? { type: CONTENT_TYPE.alert, bytes: Uint8Array.of(2, 40) }
  const donors = partsOf(random.pick(pool))
  const mended = ((): readonly Part[] => {
    switch (random.below(6)) {
      case 0:
        return parts.toSpliced(at, 1)
      case 1:
        return parts.toSpliced(random.below(parts.length + 1), 0, part)
      case 2:
        return donors.length === 0 ? parts : parts.toSpliced(at, random.below(2), random.pick(donors))
      case 3:
        return parts.toSpliced(at, 0, { type: random.pick([20, 21, 22, 23]), bytes: noise(random.below(6), random) })
      default:
        return parts.with(at, { ...part, bytes: withOtherBody(part, pool, random) })
    }
  })()
  return concatBytes(...mended.map(({ type, bytes }) => framed(type, bytes, random)))
}

/** Its type and length stay right mostly. */
function withOtherBody({ type, bytes }: Part, pool: readonly Uint8Array[], random: Random): Uint8Array {
  if (type !== CONTENT_TYPE.handshake || random.chance(0.1)) return mutateBytes(bytes, pool, [], random)
  const number = random.chance(0.1) ? random.below(26) : (bytes[0] ?? 0)
  return handshakeMessage(number, mutateBytes(bytes.subarray(4), [bytes], [], random).subarray(0, 0x3fff))
}

/** In one record, or in two. */
function framed(type: number, bytes: Uint8Array, random: Random): Uint8Array {
  if (!random.chance(0.1)) return record(type, bytes)
  const at = random.below(bytes.length + 1)
  return concatBytes(record(type, bytes.subarray(0, at)), record(type, bytes.subarray(at)))
}

function partsOf(input: Uint8Array): readonly Part[] {
  const handshake = new HandshakeReader()
  return new RecordReader(true).push(input).flatMap(({ type, fragment }): readonly Part[] => {
    if (type !== CONTENT_TYPE.handshake) return [{ type, bytes: fragment }]
    return handshake.push(fragment).map(({ bytes }) => ({ type, bytes }))
  })
}
