import type { FuzzTarget } from './fuzz-target.ts'

/** What takes the square of this needs far more than a second. */
const LENGTH = 192 * 1024

/** Each of a target's parts so many times, and once more with something else behind. */
export function longInputs({ long = [] }: FuzzTarget): readonly Uint8Array[] {
  return long.flatMap((part) => {
    const text = part.repeat(Math.ceil(LENGTH / part.length))
    return [text, `${text}?`].map((one) => new Uint8Array(Buffer.from(one)))
  })
}
