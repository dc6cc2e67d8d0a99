import { type ChainVectors, readChainVectors } from './chain-vectors.ts'
import type { Comparison } from './figures.ts'
import { predictChain, releaseOfBinary } from './predict-chain.ts'

/** The model against the recorded chains, for every release that was recorded. */
export function compareChains(vectors: ChainVectors = readChainVectors('chains.json')): readonly Comparison[] {
  const releases = Object.entries(vectors.releases).map(
    ([kubectl, go]) => [kubectl, releaseOfBinary(kubectl, go)] as const,
  )
  const releaseOf = new Map(releases)
  return vectors.vectors.flatMap(({ chain, at, observed }) =>
    observed.flatMap(({ text, kubectl }) =>
      kubectl.flatMap((version): readonly Comparison[] => {
        const release = releaseOf.get(version)
        if (release === undefined) throw new Error(`no release ${version}`)
        const predicted = predictChain(chain, release, at)
        return [{ id: chain.id, kubectl: version, predicted, printed: text }]
      }),
    ),
  )
}
