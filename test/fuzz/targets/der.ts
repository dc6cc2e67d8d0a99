import { concatBytes } from '../../../src/lib/bytes.ts'
import { DerReader, integerValue, oidText } from '../../../src/lib/der.ts'
import { element, integer } from '../../../src/lib/der-encode.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { same } from '../invariants/holds.ts'
import { certificates } from './recorded.ts'

/** The strict reader below everything else: what it reads has one form, which is the one that it was read from. */
export const der: FuzzTarget = {
  covers: ['lib/der.ts', 'lib/der-encode.ts'],
  mutator: 'der',
  words: ['\u0030\u0080', '\u0000'],
  seeds: () => [
    ...certificates(8),
    Uint8Array.of(0x02, 0x09, 0, 0xff, 0, 0, 0, 0, 0, 0, 0),
    Uint8Array.of(6, 2, 0x88, 0x37),
  ],
  executions: 1000,
  run: (input) => walk(input, 0),
}

const DEEPEST = 64

function walk(bytes: Uint8Array, depth: number): void {
  const reader = new DerReader(bytes)
  for (let next = reader.any(); next !== null; next = reader.any()) {
    same(Buffer.from(element(next.tag, next.contents)), Buffer.from(next.raw), 'the element written anew')
    asValue(next.raw, next.contents)
    if (depth < DEEPEST) walk(next.contents, depth + 1)
  }
  same(
    Buffer.concat([bytes.subarray(0, bytes.length - reader.rest.length), reader.rest]),
    Buffer.from(bytes),
    'the rest',
  )
}

function asValue(raw: Uint8Array, contents: Uint8Array): void {
  const number = new DerReader(raw).integer()
  if (number !== null) same(Buffer.from(integer(number)), Buffer.from(raw), 'the integer written anew')
  integerValue(contents)
  oidText(contents)
  const readers = [concatBytes(raw), raw].map((one) => new DerReader(one))
  for (const reader of readers) {
    // What cannot be read as something leaves the position where it was.
    if (
      reader.int64() === null &&
      reader.boolean() === null &&
      reader.oid('allowed') === null &&
      reader.bitString() === null
    )
      same(reader.rest.length, raw.length, 'the position')
  }
}
