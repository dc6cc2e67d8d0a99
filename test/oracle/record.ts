import { askAboutChains, CHAIN_NETWORK, type ChainAnswer } from './ask/chains.ts'
import { releasesAtHand } from './ask/kubectl.ts'
import { inNamespace } from './ask/namespace.ts'
import { chainCases } from './cases/chains/index.ts'
import { readChainVectors, vectorsOf, writeChainVectors } from './chain-vectors.ts'

/**
 * `node test/oracle/record.ts [--all]`: puts the chains to every kubectl of the cache and writes
 * test/vectors/kubectl/chains.json. Those that stand there already stay, unless it is `--all` or a release was added.
 */
await inNamespace(import.meta.url, CHAIN_NETWORK, async (folder, args) => {
  const at = new Date(Math.floor(Date.now() / 1000) * 1000)
  const releases = await releasesAtHand()
  const versions = Object.fromEntries(releases.map(({ kubectl, go }) => [kubectl, go]))
  const recorded = args.includes('--all') ? null : readChainVectors('chains.json')
  const sameReleases = recorded !== null && JSON.stringify(recorded.releases) === JSON.stringify(versions)
  const all = chainCases(at)
  const ids = new Set(all.map(({ id }) => id))
  const kept = sameReleases ? recorded.vectors.filter(({ chain }) => ids.has(chain.id)) : []
  const keptIds = new Set(kept.map(({ chain }) => chain.id))
  const chains = all.filter(({ id }) => !keptIds.has(id))
  const answers: ChainAnswer[] = []
  await askAboutChains(
    chains.map((chain) => ({ chain, releases })),
    folder,
    (answer) => {
      answers.push(answer)
      if (answers.length % 1000 === 0) console.error(`oracle: ${answers.length} of ${chains.length * releases.length}`)
    },
  )
  writeChainVectors('chains.json', [...kept, ...vectorsOf(chains, answers, at)], versions)
  console.log(`oracle: ${chains.length} chains put to ${releases.length} releases, ${kept.length} stood there already`)
})
