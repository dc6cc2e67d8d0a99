import { parseArgs } from 'node:util'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { Release } from '../../src/release/release.ts'
import { askAboutChains, CHAIN_NETWORK } from './ask/chains.ts'
import { releasesAtHand } from './ask/kubectl.ts'
import { inNamespace } from './ask/namespace.ts'
import type { ChainCase } from './cases/chains/chain-case.ts'
import { createForge } from './cases/forge.ts'
import { minimised } from './fuzz/minimise.ts'
import { Random } from './fuzz/random.ts'
import { randomChain } from './fuzz/random-chain.ts'
import type { OracleRelease } from './kubectl-binary.ts'
import { atInstant, predictChain, releaseOfBinary } from './predict-chain.ts'

const BATCH = 60

/**
 * `npm run fuzz:oracle -- --seconds N --seed S [--release v1.34] [--keep-going]`: random chains, put to a live kubectl and
 * to the model. Stops at the first difference with a minimised reproduction, exit status 1; `--keep-going` lists them all.
 * What it finds becomes a case in `cases/chains/`.
 */
await inNamespace(import.meta.url, CHAIN_NETWORK, async (folder, args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      release: { type: 'string', default: 'v1.34' },
      'keep-going': { type: 'boolean', default: false },
    },
  })
  const binary = (await releasesAtHand()).find(({ kubectl }) => kubectl.startsWith(values.release))
  if (binary === undefined) throw new Error(`kubectl ${values.release} is not in the cache: npm run oracle:fetch`)
  const release = releaseOfBinary(binary.kubectl, binary.go)
  const random = new Random(Number(values.seed))
  const end = Date.now() + Number(values.seconds) * 1000
  let tried = 0
  let unanswered = 0
  let unsteady = 0
  const differences: string[] = []
  while (Date.now() < end && (differences.length === 0 || values['keep-going'])) {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000)
    const forge = createForge(now)
    const chains = Array.from({ length: BATCH }, () => randomChain(forge, random, `fuzz/${values.seed}/${tried++}`))
    for (const { chain, text } of await answersOf(chains, binary, folder)) {
      if (text === null) unanswered++
      else if (differs(chain, text, release, now)) {
        // A loaded machine makes kubectl's ten seconds for a handshake run out: only what is said twice counts.
        const [again] = await answersOf([chain], binary, folder)
        if (again?.text == null || !differs(chain, again.text, release, now)) {
          unsteady++
          console.log(`${chain.id}: once, and not again: ${JSON.stringify(text)}`)
          continue
        }
        const smallest = await minimised(chain, async (candidate) => {
          const [answer] = await answersOf([candidate], binary, folder)
          return answer?.text != null && differs(candidate, answer.text, release, now)
        })
        differences.push(smallest.id)
        await report(smallest, binary, release, now, folder)
        if (!values['keep-going']) break
      }
    }
  }
  const count = (number: number, what: string) => (number === 0 ? '' : `, ${number} ${what}`)
  const rest = `${count(unanswered, 'without an answer')}${count(unsteady, 'with an answer that did not come again')}`
  console.log(
    `fuzz:oracle: seed ${values.seed}, ${binary.kubectl} (${binary.go}): ${tried} chains, ${differences.length} differences${rest}`,
  )
  if (differences.length > 0) process.exitCode = 1
})

interface Answer {
  readonly chain: ChainCase
  readonly text: string | null
}

async function answersOf(
  chains: readonly ChainCase[],
  binary: OracleRelease,
  folder: string,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const questions = chains.map((chain) => ({ chain, releases: [binary] }))
  await askAboutChains(questions, folder, ({ chain, text }) => answers.push({ chain, text }))
  return answers
}

function differs(chain: ChainCase, text: string, release: Release, now: Date): boolean {
  return predictChain(chain, release, now) !== atInstant(text, now)
}

async function report(
  chain: ChainCase,
  binary: OracleRelease,
  release: Release,
  now: Date,
  folder: string,
): Promise<void> {
  const [answer] = await answersOf([chain], binary, folder)
  const { id, host } = chain
  console.log(`${id} (${binary.kubectl}), host ${JSON.stringify(host)}`)
  console.log(`  model:   ${JSON.stringify(predictChain(chain, release, now))}`)
  console.log(`  kubectl: ${JSON.stringify(atInstant(answer?.text ?? null, now))}`)
  console.log(`  presented: ${JSON.stringify(chain.presented.map(toBase64))}`)
  console.log(`  anchors:   ${JSON.stringify(chain.anchors.map(toBase64))}`)
}
