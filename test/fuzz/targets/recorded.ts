import { readFileSync } from 'node:fs'
import { goldenFile } from '../../lab/golden-reports.ts'
import { readChainVectors } from '../../oracle/chain-vectors.ts'
import { readAllSituationVectors } from '../../oracle/situation-vectors.ts'

/** What was recorded of real servers, proxies and kubectls, as sound inputs to begin with. */

/** Longer Cases are nothing to begin with: a change of one is a change of little. */
export const MAX_CASE_BYTES = 128 * 1024
const SCENARIOS = [
  'golden',
  'healthy',
  'a proxy that wants a password',
  'two addresses',
  'an intermediate that is not sent',
  'an SSH server',
]

/** Some of the recorded certificates, far apart from one another. */
export function certificates(howMany: number): readonly Uint8Array[] {
  const all = readChainVectors('chains.json').vectors.flatMap(({ chain }) => chain.presented)
  return Array.from({ length: howMany }, (_, i) => all[Math.floor((i * all.length) / howMany)] ?? new Uint8Array(0))
}

/** Cases of recorded situations of every family, and of some scenarios of the lab. */
export function caseTexts(howMany: number): readonly string[] {
  const situations = readAllSituationVectors().flatMap((stored) => stored.situations)
  const recorded = everyNth(situations, howMany).flatMap(({ cases }) =>
    cases.slice(0, 1).map((one) => JSON.stringify(one.case)),
  )
  const lab = SCENARIOS.map((name) => readFileSync(goldenFile(name, 'case.json'), 'utf8'))
  return [...recorded, ...lab].filter((text) => text.length < MAX_CASE_BYTES)
}

/** That many, from the first on, far apart from one another. */
export function everyNth<T>(all: readonly T[], howMany: number): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / howMany))
  return all.filter((_, index) => index % step === 0).slice(0, howMany)
}
