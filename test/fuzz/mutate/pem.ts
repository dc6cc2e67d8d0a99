import { decodePem, encodePem } from '../../../src/x509/pem.ts'
import { damaged } from '../../oracle/fuzz/damage.ts'
import type { Random } from '../../oracle/fuzz/random.ts'

/** Damages what one block of a PEM text holds; what has no block comes back as it was. */
export function mutatePem(text: string, random: Random): string {
  const blocks = decodePem(text)
  if (blocks.length === 0) return text
  const at = random.below(blocks.length)
  return blocks
    .map(({ label, der }, index) => encodePem(label, index === at ? damaged(der, random) : der))
    .join(random.pick(['', '', '\n', 'text around it\n']))
}
