import type { WorldSpec } from './world-spec.ts'

/** A world, and what the doctor says in it when kubectl 1.34 is asked there too. */
export interface Scenario extends Partial<Omit<WorldSpec, 'start'>> {
  start: WorldSpec['start']
  /** The doctor's arguments besides `--kubectl` and `-o json`. */
  readonly args?: readonly string[]
  readonly outcome: 'healthy' | 'degraded' | 'failing' | 'unfinished'
  /** All of them: `severity id`, or `severity id < the finding that explains it`; by severity and id. */
  readonly findings: readonly string[]
  /** kubectl's words vary by themselves: `--request-timeout`. */
  readonly wordsVary?: true
  /** kubectl is not run for a command like this one. */
  readonly unobserved?: true
  /** Beginnings of the ids of paths that must work to the end, whatever becomes of kubectl's own. */
  readonly alsoWorks?: readonly string[]
  /** Remedies that change the server, by id: the scenario in which that was done. */
  readonly mendedIn?: Readonly<Record<string, string>>
}

export function worldOf({ network, needs, needsRealRoot, start }: Scenario): WorldSpec {
  return {
    network: network ?? { addresses: [], hosts: {} },
    needs: needs ?? {},
    ...(needsRealRoot === undefined ? {} : { needsRealRoot }),
    start,
  }
}

/** What of a report the expectations of a scenario are about. */
export interface ToldReport {
  readonly outcome: Scenario['outcome']
  readonly findings: readonly {
    readonly severity: string
    readonly id: string
    readonly explainedBy: string | null
  }[]
  readonly quiet: readonly { readonly state: string }[]
}

/** The findings of a report as a scenario lists them, in the alphabet's order. */
export function findingsTold({ findings }: ToldReport, { wordsVary }: Scenario): readonly string[] {
  return findings
    .map(({ severity, id, explainedBy }) => `${severity} ${id}${explainedBy === null ? '' : ` < ${explainedBy}`}`)
    .filter((one) => wordsVary !== true || one !== 'notice prediction-differs')
    .sort()
}
