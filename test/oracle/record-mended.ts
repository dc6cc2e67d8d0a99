import { askAboutChains, CHAIN_NETWORK, type ChainAnswer, type ChainQuestion } from './ask/chains.ts'
import { releasesAtHand } from './ask/kubectl.ts'
import { inNamespace } from './ask/namespace.ts'
import type { ChainCase } from './cases/chains/chain-case.ts'
import { createForge } from './cases/forge.ts'
import { type Fault, type Stack, stacks } from './cases/mending.ts'
import { vectorsOf, writeChainVectors } from './chain-vectors.ts'

interface Standing {
  readonly stack: Stack
  readonly mended: ReadonlySet<Fault>
}

/**
 * `node test/oracle/record-mended.ts`: puts stacked chains to every kubectl, mends what each names, builds the mended chain
 * and puts that, until nothing is left that can be mended. Writes test/vectors/kubectl/mended.json; `id/N` is the chain
 * with N faults mended.
 */
await inNamespace(import.meta.url, CHAIN_NETWORK, async (folder) => {
  const at = new Date(Math.floor(Date.now() / 1000) * 1000)
  const releases = await releasesAtHand()
  const chains: ChainCase[] = []
  const answers: ChainAnswer[] = []
  let standing: readonly Standing[] = stacks(createForge(at)).map((stack) => ({ stack, mended: new Set() }))
  while (standing.length > 0) {
    const built = standing.map((one) => ({ ...one, chain: one.stack.build(one.mended) }))
    const questions: readonly ChainQuestion[] = built.map(({ chain }) => ({ chain, releases }))
    const round: ChainAnswer[] = []
    await askAboutChains(questions, folder, (answer) => round.push(answer))
    chains.push(...built.map(({ chain }) => chain))
    answers.push(...round)
    standing = built.flatMap(({ stack, mended, chain }) => {
      const printed = round.find((answer) => answer.chain.id === chain.id)?.text ?? ''
      const fault = stack.faultBehind(printed, mended)
      return fault === null || mended.has(fault) ? [] : [{ stack, mended: new Set([...mended, fault]) }]
    })
  }
  const versions = Object.fromEntries(releases.map(({ kubectl, go }) => [kubectl, go]))
  writeChainVectors('mended.json', vectorsOf(chains, answers, at), versions)
  console.log(`oracle: ${chains.length} chains of stacked faults put to ${releases.length} releases`)
})
