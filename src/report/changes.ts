import type { Report, ReportPath } from './report.ts'

/** One thing that two reports of the same target tell differently. */
export interface Change {
  /** RFC 3339: when the later report was made, so when it was first seen. */
  readonly since: string
  readonly text: string
}

/** What is different in a later run: the outcome, what kubectl prints, paths, findings. `[]`: nothing that matters. */
export function changesBetween(before: Report, after: Report): readonly Change[] {
  return [
    ...outcomeChange(before, after),
    ...messageChange(before, after),
    ...pathChanges(before, after),
    ...findingChanges(before, after),
  ].map((text) => ({ since: after.at, text }))
}

function outcomeChange(before: Report, after: Report): readonly string[] {
  return before.outcome === after.outcome ? [] : [`outcome: ${before.outcome}, now ${after.outcome}`]
}

function messageChange(before: Report, after: Report): readonly string[] {
  const was = said(before)
  const is = said(after)
  return was === is ? [] : [`kubectl printed: ${was}; now: ${is}`]
}

/** What kubectl did print, or would. */
function said({ kubectl }: Report): string {
  return (kubectl.observed === null ? kubectl.predicted.message : kubectl.observed.message) ?? 'no error'
}

function pathChanges(before: Report, after: Report): readonly string[] {
  const moved = before.kubectl.path === after.kubectl.path ? [] : [`kubectl takes another path: ${takenLabel(after)}`]
  const gone = before.paths.filter((path) => pathIn(after, path.id) === undefined)
  const changed = after.paths.flatMap((path) => {
    const was = pathIn(before, path.id)
    if (was === undefined) return [`new path: ${path.label}`]
    return ended(was) === ended(path) ? [] : [`${path.label}: ${ended(was)}, now ${ended(path)}`]
  })
  return [...moved, ...changed, ...gone.map((path) => `path gone: ${path.label}`)]
}

function pathIn(report: Report, id: string): ReportPath | undefined {
  return report.paths.find((path) => path.id === id)
}

function takenLabel(report: Report): string {
  return report.paths.find((path) => path.usedByKubectl)?.label ?? 'none'
}

/** How far a path came, without words that hold a clock or a port. */
function ended({ verdict }: ReportPath): string {
  return verdict.code === null ? 'accepted' : `${verdict.stage} ${verdict.code}`
}

function findingChanges(before: Report, after: Report): readonly string[] {
  const had = new Set(before.findings.map((finding) => finding.id))
  const has = new Set(after.findings.map((finding) => finding.id))
  return [
    ...after.findings.filter(({ id }) => !had.has(id)).map(({ id, title }) => `new finding ${id}: ${title}`),
    ...before.findings.filter(({ id }) => !has.has(id)).map(({ id }) => `no longer found: ${id}`),
  ]
}
