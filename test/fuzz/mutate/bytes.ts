import { concatBytes } from '../../../src/lib/bytes.ts'
import type { Random } from '../../oracle/fuzz/random.ts'

/** Lengths, versions and characters at which something changes. */
const TELLING = [0x00, 0x01, 0x09, 0x0a, 0x0d, 0x1b, 0x20, 0x22, 0x2f, 0x3a, 0x7f, 0x80, 0xbf, 0xc0, 0xfe, 0xff]

/** Changes some bytes, whatever they mean. The pool is not empty. */
export function mutateBytes(
  input: Uint8Array,
  pool: readonly Uint8Array[],
  words: readonly string[],
  random: Random,
): Uint8Array {
  const at = random.below(input.length + 1)
  const size = 1 + random.below(Math.min(32, input.length + 1))
  const after = input.subarray(at + size)
  switch (random.below(8)) {
    case 0:
      return concatBytes(input.subarray(0, at), after)
    case 1:
      return concatBytes(input.subarray(0, at), input.subarray(at, at + size), input.subarray(at))
    case 2:
      return concatBytes(input.subarray(0, at), noise(size, random), random.chance(0.5) ? input.subarray(at) : after)
    case 3:
      return words.length === 0 ? flipped(input, random) : withWord(input, at, random.pick(words), random)
    case 4:
      return spliced(input, at, pool, random)
    case 5:
      return random.chance(0.3) ? input.subarray(0, at) : repeated(input, at, size, random)
    default:
      return flipped(input, random)
  }
}

export function noise(size: number, random: Random): Uint8Array {
  return Uint8Array.from({ length: size }, () => (random.chance(0.5) ? random.pick(TELLING) : random.below(256)))
}

function flipped(input: Uint8Array, random: Random): Uint8Array {
  if (input.length === 0) return noise(1 + random.below(4), random)
  const copy = concatBytes(input)
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(copy.length)
    copy[at] = random.chance(0.5) ? random.pick(TELLING) : (copy[at] ?? 0) ^ (1 << random.below(8))
  }
  return copy
}

function withWord(input: Uint8Array, at: number, word: string, random: Random): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(word))
  return concatBytes(input.subarray(0, at), bytes, input.subarray(random.chance(0.5) ? at : at + bytes.length))
}

function spliced(input: Uint8Array, at: number, pool: readonly Uint8Array[], random: Random): Uint8Array {
  const other = random.pick(pool)
  return concatBytes(input.subarray(0, at), other.subarray(random.below(other.length + 1)))
}

/** Some parsers mind only what there is much of. */
function repeated(input: Uint8Array, at: number, size: number, random: Random): Uint8Array {
  const part = input.subarray(at, at + size)
  const times = random.pick([2, 10, 300])
  return concatBytes(input.subarray(0, at), ...Array.from({ length: times }, () => part), input.subarray(at))
}
