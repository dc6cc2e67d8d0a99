import { readFileSync } from 'node:fs'
import type { Case } from '../../src/case.ts'
import { decodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { renderers } from '../render/renderers.ts'

/** One folder a scenario: the Case that the doctor saved there, and what is said of it. */
export const GOLDEN = new URL('./golden/', import.meta.url)

/** The scenario's name as a folder's. */
export function goldenFolder(scenario: string): string {
  return scenario
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** What of a scenario stands in its folder. */
export function goldenFile(scenario: string, name: string): URL {
  return new URL(`${goldenFolder(scenario)}/${name}`, GOLDEN)
}

export function goldenCase(scenario: string): Case {
  const decoded = decodeCase(readFileSync(goldenFile(scenario, 'case.json'), 'utf8'))
  if (!decoded.ok) throw new Error(`${scenario}: ${decoded.problem}`)
  return decoded.case
}

/** The Case judged and rendered as of now: text by the name of its file. */
export function goldenReports(subject: Case): Readonly<Record<string, string>> {
  const report = reportOf(subject)
  const plain = { colour: false, ascii: false }
  return {
    'report.80.txt': renderers.text(report, { ...plain, width: 80 }),
    'report.120.txt': renderers.text(report, { ...plain, width: 120 }),
    'report.json': renderers.json(report),
    'report.md': renderers.markdown(report),
  }
}
