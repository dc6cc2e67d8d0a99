import { transportMessage } from '../../src/go/kubectl/message.ts'
import { readChainVectors } from './chain-vectors.ts'
import type { Comparison } from './figures.ts'
import { atInstant, judgeFlight, releaseOfBinary } from './predict-chain.ts'

/** What the model says would follow, in order, against what each kubectl said of the chain that was really mended. */
export function compareMended(): readonly Comparison[] {
  const { vectors, releases } = readChainVectors('mended.json')
  const stacks = Map.groupBy(vectors, ({ chain }) => chain.id.replace(/\/\d+$/, ''))
  return Object.entries(releases).flatMap(([kubectl, go]) => {
    const release = releaseOfBinary(kubectl, go)
    return [...stacks.values()].flatMap((steps) => {
      const [first] = steps
      if (first === undefined) return []
      const { text, next } = judgeFlight(first.chain, release, first.at).verdict
      const said = [text, ...next.map((error) => error.text)]
      return steps.map(({ chain, at, observed }, i): Comparison => {
        const line = said[i]
        const printed = observed.find((one) => one.kubectl.includes(kubectl))?.text ?? null
        const predicted = line == null ? null : transportMessage(line, '')
        return { id: chain.id, kubectl, predicted: atInstant(predicted, at), printed }
      })
    })
  })
}
