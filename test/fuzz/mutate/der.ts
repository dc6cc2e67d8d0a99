import { concatBytes } from '../../../src/lib/bytes.ts'
import { DerReader } from '../../../src/lib/der.ts'
import { damaged } from '../../oracle/fuzz/damage.ts'
import type { Random } from '../../oracle/fuzz/random.ts'

/** Damages one of the elements that stand on end, with lengths that still fit. */
export function mutateDer(input: Uint8Array, pool: readonly Uint8Array[], random: Random): Uint8Array {
  const elements = elementsOf(input)
  if (elements.length === 0) return damaged(input, random)
  const at = random.below(elements.length)
  if (random.chance(0.1)) return concatBytes(...random.shuffled([...elements, ...elementsOf(random.pick(pool))]))
  return concatBytes(...elements.map((element, index) => (index === at ? damaged(element, random) : element)))
}

function elementsOf(input: Uint8Array): readonly Uint8Array[] {
  const reader = new DerReader(input)
  const elements: Uint8Array[] = []
  for (let next = reader.any(); next !== null; next = reader.any()) elements.push(next.raw)
  return reader.empty ? elements : [...elements, reader.rest]
}
