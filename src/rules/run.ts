import type { JudgedCase } from '../judged-case.ts'
import { escapeControl } from '../lib/escape.ts'
import { kubectlFails } from './facts/walks.ts'
import { rules } from './index.ts'
import type { FiredFinding, QuietRule, Rule, RuleResult, Severity } from './rule.ts'

export interface RuleRun {
  /** Root causes first, then what they explain; within that in the order of `index.ts`. */
  readonly findings: readonly FiredFinding[]
  /** Every other rule with the reason why it is silent. */
  readonly quiet: readonly QuietRule[]
}

/**
 * Puts every rule to the case. A rule that throws is a result of its own (`crashed`) and the others go on. Severity is
 * settled here and not by the rules: `error` only where a finding explains a failure on kubectl's own path.
 */
export function runRules(subject: JudgedCase, all: Readonly<Record<string, Rule>> = rules): RuleRun {
  const results = Object.values(all).map((rule) => ({ rule, result: checkSafely(rule, subject) }))
  const fired = results.flatMap(({ rule, result }) => (result.state === 'fired' ? [{ rule, result }] : []))
  const findings = fired.map(({ rule, result }) => ({
    id: rule.id,
    severity: settledSeverity(subject, result),
    facts: result.facts,
    evidence: result.evidence,
    paths: result.paths,
    confidence: result.confidence,
    explainedBy: explanation(subject, rule, result, fired),
  }))
  const quiet = results.flatMap(({ rule, result }) => (result.state === 'fired' ? [] : [silence(rule, result)]))
  return { findings: rootsFirst(findings), quiet }
}

type Fired = Extract<RuleResult, { state: 'fired' }>
type Silent = Exclude<RuleResult, { state: 'fired' }> | { readonly state: 'crashed'; readonly reason: string }

function checkSafely(rule: Rule, subject: JudgedCase): RuleResult | Silent {
  try {
    return rule.check(subject)
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { state: 'crashed', reason: escapeControl(reason) }
  }
}

/**
 * contract.md section 2: `error` only where it explains a failure on kubectl's own path. A side path that nobody asked
 * for (another variable, the system's proxy) is no flaw of a kubectl that works, so there it is a notice.
 */
function settledSeverity(subject: JudgedCase, { severity, paths }: Fired): Severity {
  const fails = kubectlFails(subject)
  const kubectlId = subject.kubectlPath?.path.id ?? null
  const isAboutKubectl = paths.length === 0 || (kubectlId !== null && paths.includes(kubectlId))
  if (isAboutKubectl) return fails || severity !== 'error' ? severity : 'warning'
  if (severity === 'notice') return 'notice'
  const isIncidental = paths.every((id) => wasFound(subject, id))
  return (fails && !isIncidental) || paths.some((id) => wasAskedFor(subject, id)) ? 'warning' : 'notice'
}

/** A way that neither kubectl nor anyone else would take: another tool's proxy, another entry's, a name in a certificate. */
function wasFound(subject: JudgedCase, pathId: string): boolean {
  const origins = subject.paths.find(({ path }) => path.id === pathId)?.path.origins ?? []
  return origins.every(
    ({ source, ignoredBecause }) =>
      source === 'tool' ||
      source === 'system' ||
      (source === 'kubeconfig' && (ignoredBecause?.startsWith('it is the') ?? false)) ||
      (source === 'endpoint' && ignoredBecause !== undefined),
  )
}

/** `--via`, `--endpoint`, or an address of the server's name that kubectl may get at any time. */
function wasAskedFor(subject: JudgedCase, pathId: string): boolean {
  const origins = subject.paths.find(({ path }) => path.id === pathId)?.path.origins ?? []
  return origins.some(
    ({ source, ignoredBecause }) =>
      source === 'flag' || source === 'address' || (source === 'endpoint' && ignoredBecause === undefined),
  )
}

/**
 * The first named cause that fired on a path of this finding. A cause elsewhere explains nothing here, and what is a mere
 * warning explains no error: kubectl got past it.
 */
function explanation(
  subject: JudgedCase,
  rule: Rule,
  finding: Fired,
  fired: readonly { readonly rule: Rule; readonly result: Fired }[],
): string | null {
  const { paths } = finding
  const rank = RANK[settledSeverity(subject, finding)]
  const explains = (other: Fired) =>
    (paths.length === 0 || other.paths.length === 0 || other.paths.some((path) => paths.includes(path))) &&
    RANK[settledSeverity(subject, other)] <= rank
  return rule.explainedBy.find((id) => fired.some((one) => one.rule.id === id && explains(one.result))) ?? null
}

const RANK = { error: 0, warning: 1, notice: 2 } as const satisfies Record<Severity, number>

function rootsFirst(findings: readonly FiredFinding[]): readonly FiredFinding[] {
  const isSymptom = (finding: FiredFinding) => Number(finding.explainedBy !== null)
  return [...findings].sort((a, b) => isSymptom(a) - isSymptom(b) || RANK[a.severity] - RANK[b.severity])
}

function silence(rule: Rule, result: Silent): QuietRule {
  const reason = result.state === 'clear' ? '' : result.reason
  return { id: rule.id, state: result.state, reason }
}
