import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { Evidence, Facts, RuleResult, Severity } from '../rule.ts'

/** What a rule makes of one path. */
export type Look<F extends Facts> = Sighting<F> | 'clear' | Unseen

export interface Sighting<F extends Facts> {
  readonly facts: F
  readonly evidence: readonly [Evidence, ...Evidence[]]
  readonly confidence?: 'certain' | 'likely'
}

export interface Unseen {
  readonly unseen: 'not-applicable' | 'blocked'
  readonly reason: string
}

export function blocked(reason: string): Unseen {
  return { unseen: 'blocked', reason }
}

export function notApplicable(reason: string): Unseen {
  return { unseen: 'not-applicable', reason }
}

/**
 * Asks the same question of every path. Fired where any path shows it, with the facts of kubectl's own path if that is
 * one of them; clear only where at least one path could be looked at; else the reason why none could.
 */
export function onEveryPath<F extends Facts>(
  subject: JudgedCase,
  severity: Severity,
  look: (path: JudgedPath) => Look<F>,
): RuleResult<F> {
  const looks = kubectlFirst(subject.paths.filter((path) => !isGuess(path))).map((path) => ({ path, seen: look(path) }))
  const sightings = looks.flatMap(({ path, seen }) => (isSighting(seen) ? [{ path, seen }] : []))
  const [first] = sightings
  if (first !== undefined) {
    return {
      state: 'fired',
      severity,
      facts: first.seen.facts,
      evidence: [...first.seen.evidence, ...sightings.slice(1).flatMap(({ seen }) => seen.evidence)].slice(
        0,
        MAX_EVIDENCE,
      ) as [Evidence, ...Evidence[]],
      paths: sightings.map(({ path }) => path.path.id),
      confidence: first.seen.confidence ?? 'certain',
    }
  }
  if (looks.some(({ seen }) => seen === 'clear')) return { state: 'clear' }
  const unseen = looks.flatMap(({ seen }) => (isUnseen(seen) ? [seen] : []))
  const reason = unseen.find((one) => one.unseen === 'blocked') ?? unseen[0]
  return { state: reason?.unseen ?? 'not-applicable', reason: reason?.reason ?? 'no path was walked' }
}

/** The same, but of kubectl's own path alone. */
export function onKubectlPath<F extends Facts>(
  subject: JudgedCase,
  severity: Severity,
  look: (path: JudgedPath) => Look<F>,
): RuleResult<F> {
  const { kubectlPath } = subject
  if (kubectlPath === null) return { state: 'not-applicable', reason: 'kubectl takes no path' }
  return onEveryPath({ ...subject, paths: [kubectlPath] }, severity, look)
}

/** A way that only the server's certificate names: where it leads nowhere, nothing is wrong. */
function isGuess({ path }: JudgedPath): boolean {
  return path.origins.every(({ source, ignoredBecause }) => source === 'endpoint' && ignoredBecause !== undefined)
}

const MAX_EVIDENCE = 12

function kubectlFirst(paths: readonly JudgedPath[]): readonly JudgedPath[] {
  return [...paths].sort((a, b) => Number(b.path.usedByKubectl) - Number(a.path.usedByKubectl))
}

function isSighting<F extends Facts>(seen: Look<F>): seen is Sighting<F> {
  return typeof seen === 'object' && 'facts' in seen
}

function isUnseen<F extends Facts>(seen: Look<F>): seen is Unseen {
  return typeof seen === 'object' && 'unseen' in seen
}
