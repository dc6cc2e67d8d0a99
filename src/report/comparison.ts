import { toolVersion } from '../version.ts'
import { type ComparisonWords, comparisonWordsOf } from './catalog/baseline.ts'
import type { ComparisonFacts, Difference, SeenLeaf } from './comparison-facts.ts'
import { docsUrl } from './docs-url.ts'
import type { Report } from './report.ts'
import { sameMessage } from './same-message.ts'
import type { Vantage, VantageChain } from './vantage.ts'

/** Several vantage points beside one that is held to be right: contract.md section 2, `Comparison`. */
export interface Comparison extends Pick<Report, 'schemaVersion' | 'tool'> {
  readonly kind: 'Comparison'
  /** `false`: a difference matters. */
  readonly alike: boolean
  readonly baseline: Vantage
  readonly others: readonly Vantage[]
  readonly findings: readonly ComparisonFinding[]
}

export type ComparisonFinding = ComparisonFacts & ComparisonWords & { readonly url: string }

/** What is different from the baseline, one finding each, what matters first. Pure. */
export function compare(baseline: Vantage, others: readonly Vantage[]): Comparison {
  const found = others.flatMap((other) => [
    ...healthy(baseline, other),
    ...differences(baseline, other),
    ...disagreement(other),
  ])
  const findings = [...found]
    .sort((a, b) => Number(a.severity === 'notice') - Number(b.severity === 'notice'))
    .map((facts) => ({ ...facts, ...comparisonWordsOf(facts), url: docsUrl(facts.id) }))
  return {
    schemaVersion: '1',
    kind: 'Comparison',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    alike: findings.every(({ severity }) => severity === 'notice'),
    baseline,
    others,
    findings,
  }
}

/** It works there and not here: the server is not at fault. */
function healthy(baseline: Vantage, other: Vantage): readonly ComparisonFacts[] {
  if (baseline.works !== true || other.works !== false) return []
  const facts = { baseline: baseline.name, atServer: baseline.kind === 'server', message: other.message }
  return [{ id: 'baseline-healthy', severity: 'warning', vantage: other.name, facts }]
}

function differences(baseline: Vantage, other: Vantage): readonly ComparisonFacts[] {
  const differs = (facts: Difference, severity: 'warning' | 'notice' = 'warning'): ComparisonFacts => ({
    id: 'baseline-differs',
    severity,
    vantage: other.name,
    facts,
  })
  const certificate = certificateDifference(baseline, other)
  return [
    ...(certificate === null ? [] : [differs(certificate, certificate.sameIssuer ? 'notice' : 'warning')]),
    ...messageDifference(baseline, other).map((facts) => differs(facts)),
    ...serverDifference(baseline, other).map((facts) => differs(facts, 'notice')),
    ...trustDifference(baseline, other).map((facts) => differs(facts)),
    ...versionDifference(baseline, other).map((facts) => differs(facts, 'notice')),
  ]
}

/**
 * The leaf on kubectl's own path against every one that the baseline saw: API servers of one control plane may each have
 * their own, then of the same issuer.
 */
function certificateDifference(baseline: Vantage, other: Vantage): Extract<Difference, { what: 'certificate' }> | null {
  const here = decisive(other)
  const there = baseline.kind === 'server' ? baseline.chains : baseline.chains.slice(0, 1)
  const [first] = there
  if (here === null || first === undefined) return null
  if (there.some(({ leaf }) => leaf.sha256 === here.leaf.sha256)) return null
  // An authority that was made anew has the same name and another key: what is rejected is never taken for its work.
  const alike = here.rejected ? undefined : there.find(({ leaf }) => leaf.issuer === here.leaf.issuer)
  return { what: 'certificate', baseline: seen(alike ?? first), here: seen(here), sameIssuer: alike !== undefined }
}

function messageDifference(baseline: Vantage, other: Vantage): readonly Difference[] {
  if (baseline.kind === 'server' || other.kind === 'server') return []
  if (sameMessage(baseline.message, other.message)) return []
  return [{ what: 'message', baseline: baseline.message, here: other.message }]
}

function serverDifference(baseline: Vantage, other: Vantage): readonly Difference[] {
  const { server } = baseline
  if (server === null || other.server === null || server === other.server) return []
  return [{ what: 'server', baseline: server, here: other.server }]
}

function trustDifference(baseline: Vantage, other: Vantage): readonly Difference[] {
  if (baseline.trust === null || other.trust === null) return []
  if (baseline.trust.join() === other.trust.join()) return []
  return [{ what: 'trust', baseline: baseline.trust, here: other.trust }]
}

function versionDifference(baseline: Vantage, other: Vantage): readonly Difference[] {
  const { kubectlVersion } = baseline
  if (kubectlVersion === null || other.kubectlVersion === null || kubectlVersion === other.kubectlVersion) return []
  return [{ what: 'kubectl', baseline: kubectlVersion, here: other.kubectlVersion }]
}

/** Different issuers on different paths of one vantage point: one of them ends TLS. */
function disagreement({ name, kind, chains }: Vantage): readonly ComparisonFacts[] {
  const issuers = new Set(chains.map(({ leaf }) => leaf.issuer))
  if (kind === 'server' || issuers.size < 2) return []
  return [{ id: 'paths-disagree', severity: 'warning', vantage: name, facts: { leaves: chains.map(seen) } }]
}

function decisive({ kind, chains }: Vantage): VantageChain | null {
  return chains.find(({ usedByKubectl }) => usedByKubectl || kind === 'server') ?? null
}

function seen({ from, leaf }: VantageChain): SeenLeaf {
  return { from, subject: leaf.subject, issuer: leaf.issuer, sha256: leaf.sha256 }
}
