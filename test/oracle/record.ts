import { askAboutChains, CHAIN_NETWORK, type ChainAnswer } from './ask/chains.ts'
import { releasesAtHand } from './ask/kubectl.ts'
import { inNamespace } from './ask/namespace.ts'
import { chainCases } from './cases/chains/index.ts'
import { vectorsOf, writeChainVectors } from './chain-vectors.ts'

/**
 * `npm run oracle:record -- chains [part of an id]`: puts every chain to every kubectl of the cache and writes
 * test/vectors/kubectl/chains.json.
 */
await inNamespace(import.meta.url, CHAIN_NETWORK, async (folder, [part = '']) => {
  const at = new Date(Math.floor(Date.now() / 1000) * 1000)
  const releases = await releasesAtHand()
  const chains = chainCases(at).filter(({ id }) => id.includes(part))
  const answers: ChainAnswer[] = []
  const total = chains.length * releases.length
  await askAboutChains(
    chains.map((chain) => ({ chain, releases })),
    folder,
    (answer) => {
      answers.push(answer)
      if (answers.length % 1000 === 0) console.error(`oracle: ${answers.length} of ${total}`)
    },
  )
  const versions = Object.fromEntries(releases.map(({ kubectl, go }) => [kubectl, go]))
  writeChainVectors('chains.json', vectorsOf(chains, answers, at), versions, at)
  console.log(`oracle: ${chains.length} chains put to ${releases.length} releases`)
})
