import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../architecture/source.ts'

/** Where the lab keeps the golden case. */
export const GOLDEN = 'test/lab/golden/golden'

interface Recorded {
  readonly paths: readonly { readonly usedByKubectl: boolean; readonly observed: { readonly message: string } }[]
  readonly remedies: readonly { readonly proof: { readonly status: string; readonly reason: string } }[]
}

const report: Recorded = JSON.parse(readFileSync(join(ROOT, GOLDEN, 'report.json'), 'utf8'))

/** What a real kubectl printed there: as it is set up, or without the proxy variables. */
export function recordedMessage(way: 'kubectl' | 'direct'): string {
  const path = report.paths.find(({ usedByKubectl }) => usedByKubectl === (way === 'kubectl'))
  if (path === undefined) throw new Error(`${GOLDEN}/report.json has no such path: ${way}`)
  return path.observed.message
}

/** Of each change that was tried and does not help: what kubectl would then print. */
export function refutedReasons(): readonly string[] {
  return report.remedies.flatMap(({ proof }) => (proof.status === 'refuted' ? [proof.reason] : []))
}
