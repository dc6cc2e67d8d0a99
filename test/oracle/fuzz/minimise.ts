import type { ChainCase } from '../cases/chains/chain-case.ts'

/**
 * The smallest chain that still shows the difference, by leaving out one certificate after the other: presented ones from
 * the end, then anchors. `differs` puts the candidate to kubectl again.
 */
export async function minimised(
  chain: ChainCase,
  differs: (candidate: ChainCase) => Promise<boolean>,
): Promise<ChainCase> {
  let smallest = chain
  for (const member of ['presented', 'anchors'] as const) {
    for (let index = chain[member].length - 1; index >= 0; index--) {
      if (smallest[member].length < 2) break
      const candidate = { ...smallest, [member]: smallest[member].filter((_, at) => at !== index) }
      if (await differs(candidate)) smallest = candidate
    }
  }
  return smallest
}
