import type { Report, ReportRemedy } from './report.ts'

/** What `fix` lists: the remedies of a report, each with the name it is asked for by. */
export interface RemedyList extends Pick<Report, 'schemaVersion' | 'tool' | 'at' | 'outcome' | 'summary'> {
  readonly kind: 'Remedies'
  readonly context: string | null
  readonly remedies: readonly NamedRemedy[]
  /** What `fix --apply` has written; the rest is what a new diagnosis says after it. */
  readonly applied?: AppliedRemedy
}

export interface NamedRemedy extends ReportRemedy {
  /** Unique here: the id, with `:1`, `:2` behind it where there are several of a kind. */
  readonly name: string
  /** What `fix --apply` would change; `null` where it would change nothing. */
  readonly change: RemedyChange | null
  /** Why there is no change although there is an edit: a clause. */
  readonly problem: string | null
}

/** A change of one entry of a kubeconfig, as people look at it: long and secret values are cut. */
export interface RemedyChange {
  readonly file: string
  /** 1-based line of the entry. */
  readonly line: number
  readonly diff: readonly DiffLine[]
}

export interface DiffLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

export interface AppliedRemedy {
  readonly name: string
  readonly title: string
  readonly file: string
  readonly backup: string
  /** The new diagnosis says that kubectl's path works now. */
  readonly mended: boolean
}

/** What `fix --apply` would make of a remedy's edit. */
export type LookedUpChange = Pick<NamedRemedy, 'change' | 'problem'>

/** @param changeOf looks an edit up in the kubeconfig as it was read for this report. */
export function remedyListOf(report: Report, changeOf: (remedy: ReportRemedy) => LookedUpChange): RemedyList {
  const { schemaVersion, tool, at, outcome, summary, target, remedies } = report
  return {
    schemaVersion,
    kind: 'Remedies',
    tool,
    at,
    outcome,
    summary,
    context: target?.context ?? null,
    remedies: remedies.map((remedy, index) => ({ ...remedy, name: nameOf(remedies, index), ...changeOf(remedy) })),
  }
}

/** Whether the changes of `fix --apply` are worth offering: one that no run has refuted. */
export function isApplicable({ change, proof }: NamedRemedy): boolean {
  return change !== null && proof.status !== 'refuted'
}

function nameOf(remedies: readonly ReportRemedy[], index: number): string {
  const id = remedies[index]?.id ?? ''
  const alike = remedies.filter((one) => one.id === id)
  if (alike.length === 1) return id
  return `${id}:${remedies.slice(0, index + 1).filter((one) => one.id === id).length}`
}
