import { parseArgs } from 'node:util'
import { cannotUnshareHere } from './ask/can-ask.ts'
import { askAboutChains, type ChainAnswer, type ChainQuestion } from './ask/chains.ts'
import { releasesAtHand } from './ask/kubectl.ts'
import { startNameServer } from './ask/name-server.ts'
import { inNamespace } from './ask/namespace.ts'
import { inParallel } from './ask/parallel.ts'
import { askAboutSituation, SITUATION_NETWORK, type SituationAnswer } from './ask/situations.ts'
import { chainCases } from './cases/chains/index.ts'
import { readChainVectors } from './chain-vectors.ts'
import { compareAnswer } from './compare-situations.ts'
import { unexpected } from './exceptions.ts'
import { type Comparison, differenceLines, figureLine, figuresOf } from './figures.ts'
import type { OracleRelease } from './kubectl-binary.ts'
import { atInstant, predictChain, releaseOfBinary } from './predict-chain.ts'
import { situations } from './situations/index.ts'
import { DNS, type Situation } from './situations/situation.ts'

const SITUATIONS_AT_ONCE = 8
/** A few at a time, so that the end of the time is noticed. */
const CHAINS_AT_ONCE = 60
const SAMPLE_RELEASE = 'v1.34.5'
const UNBOUNDED: TimeBudget = { allows: () => true, left: () => 0 }

/**
 * `npm run test:oracle [-- --all] [-- --within SECONDS]`: the model against the kubectls of the cache, live. The fixed sample is every case on
 * one release and every release on the chains that the recorded vectors show to differ between releases, without what ends
 * by a timeout; `--all` is everything on every release. What is not asked within that time is counted and left.
 */
const missing = await cannotUnshareHere()
if (missing === null) await inNamespace(import.meta.url, SITUATION_NETWORK, compareLive)
else console.log(`oracle: not asked, because here is no ${missing}`)

async function compareLive(folder: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { all: { type: 'boolean', default: false }, within: { type: 'string', default: '86400' } },
  })
  const budget = timeBudget(Number(values.within))
  const releases = await releasesAtHand()
  const sample = releases.filter(({ kubectl }) => kubectl === SAMPLE_RELEASE)
  const usual = values.all || sample.length === 0 ? releases : sample
  await startNameServer(DNS)
  const now = new Date()
  const chains = chainQuestions(now, usual, releases)
  const asked = situations(now)
    .filter(({ slow }) => values.all || slow !== true)
    .map((situation) => ({ situation, releases: usual }))
  const first = [...(await compareSituations(asked, folder, budget)), ...(await compareChains(chains, folder, budget))]
  const surprises = unexpected(figuresOf(first).unequal)
  // A loaded machine makes kubectl's ten seconds for a handshake run out: only what is said twice counts.
  const again = [
    ...(await compareChains(
      ofThose(chains, surprises, ({ chain }) => chain.id),
      folder,
      UNBOUNDED,
    )),
    ...(await compareSituations(
      ofThose(asked, surprises, ({ situation }) => situation.id),
      folder,
      UNBOUNDED,
    )),
  ]
  const figures = figuresOf([...first.filter((one) => !surprises.includes(one)), ...again])
  const confirmed = { ...figures, unequal: unexpected(figures.unequal) }
  for (const line of differenceLines(confirmed)) console.log(line)
  if (surprises.length > 0)
    console.log(`oracle: ${surprises.length} answers differed at first and were asked for again`)
  if (budget.left() > 0) console.log(`oracle: ${budget.left()} questions were left when the time was up`)
  console.log(figureLine(figures))
  if (confirmed.unequal.length > 0) process.exitCode = 1
}

/** The questions that these answers came from. */
function ofThose<T extends { readonly releases: readonly OracleRelease[] }>(
  questions: readonly T[],
  answers: readonly Comparison[],
  idOf: (question: T) => string,
): readonly T[] {
  return questions.flatMap((question) => {
    const asked = answers.filter(({ id }) => id === idOf(question)).map(({ kubectl }) => kubectl)
    const releases = question.releases.filter(({ kubectl }) => asked.includes(kubectl))
    return releases.length === 0 ? [] : [{ ...question, releases }]
  })
}

/** Says of each question whether there is time for it, and counts those for which there was none. */
interface TimeBudget {
  allows(): boolean
  left(): number
}

function timeBudget(seconds: number): TimeBudget {
  const end = performance.now() + seconds * 1000
  let left = 0
  return {
    allows() {
      const open = performance.now() < end
      if (!open) left++
      return open
    },
    left: () => left,
  }
}

async function compareChains(
  questions: readonly ChainQuestion[],
  folder: string,
  budget: TimeBudget,
): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = []
  for (let at = 0; at < questions.length; at += CHAINS_AT_ONCE) {
    const some = questions.slice(at, at + CHAINS_AT_ONCE).filter(() => budget.allows())
    await askAboutChains(some, folder, (answer) => {
      // No answer in time says nothing about the model.
      if (answer.text !== null) comparisons.push(compared(answer))
    })
  }
  return comparisons
}

interface SituationQuestion {
  readonly situation: Situation
  readonly releases: readonly OracleRelease[]
}

async function compareSituations(
  questions: readonly SituationQuestion[],
  folder: string,
  budget: TimeBudget,
): Promise<readonly Comparison[]> {
  const answers = await inParallel(questions, SITUATIONS_AT_ONCE, async ({ situation, releases }) =>
    budget.allows() ? comparedInSituation(await askAboutSituation(situation, releases, folder), releases) : [],
  )
  return answers.flat()
}

function chainQuestions(
  now: Date,
  usual: readonly OracleRelease[],
  releases: readonly OracleRelease[],
): readonly ChainQuestion[] {
  const varying = chainsThatDiffer()
  return chainCases(now).map((chain) => ({ chain, releases: varying.has(chain.id) ? releases : usual }))
}

/** Not those that differ by crypto/tls's prefix alone. */
function chainsThatDiffer(): ReadonlySet<string> {
  const differing = readChainVectors('chains.json').vectors.filter(({ observed }) => {
    const texts = observed.map(({ text }) => text?.replace('tls: failed to verify certificate: ', '') ?? null)
    return new Set(texts).size > 1
  })
  return new Set(differing.map(({ chain }) => chain.id))
}

function compared({ chain, release, text }: ChainAnswer): Comparison {
  const at = new Date()
  const predicted = predictChain(chain, releaseOfBinary(release.kubectl, release.go), at)
  return {
    id: chain.id,
    kubectl: release.kubectl,
    predicted: atInstant(predicted, at),
    printed: atInstant(text, at),
  }
}

function comparedInSituation(answer: SituationAnswer, releases: readonly OracleRelease[]): readonly Comparison[] {
  return answer.printed.flatMap(({ kubectl, text }) => {
    const found = answer.cases.find((one) => one.releases.includes(kubectl))?.case
    const go = releases.find((release) => release.kubectl === kubectl)?.go
    if (text === undefined || found === undefined || go === undefined) return []
    return [compareAnswer(answer.id, found, { kubectl, go }, text)]
  })
}
