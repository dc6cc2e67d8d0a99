import type { Canary } from '../case.ts'
import type { JudgedCase } from '../judged-case.ts'
import type { Remedy } from '../remedies/remedy.ts'
import type { FiredFinding, QuietRule } from '../rules/rule.ts'
import { reportObserved, reportPath } from './build-path.ts'
import { reportCanary, reportTarget } from './build-target.ts'
import { wordsOf } from './catalog/index.ts'
import { wordsOfRemedy } from './catalog/remedies.ts'
import { docsUrl } from './docs-url.ts'
import { outcomeOf } from './outcome.ts'
import type { Report, ReportFinding, ReportKubectl, ReportRemedy } from './report.ts'
import { summaryOf } from './summary.ts'

/** The answer: everything that was seen, judged, found and tried, in the shape of contract.md section 2. Pure. */
export function buildReport(
  subject: JudgedCase,
  ran: { readonly findings: readonly FiredFinding[]; readonly quiet: readonly QuietRule[] },
  remedies: readonly Remedy[],
): Report {
  const { case: looked } = subject
  const outcome = outcomeOf(subject, ran.findings)
  return {
    schemaVersion: '1',
    kind: 'Report',
    tool: looked.tool,
    at: looked.at,
    outcome,
    summary: summaryOf(subject, outcome, ran.findings, remedies),
    target: reportTarget(subject),
    requests: looked.requests.map(({ method, url, purpose }) => ({ method, url, purpose })),
    argv: looked.argv,
    discoveryCache: looked.discoveryCache,
    kubectl: reportKubectl(subject),
    paths: subject.paths.map((path) => reportPath(subject, path)),
    findings: ran.findings.map(reportFinding),
    quiet: ran.quiet,
    remedies: remedies.map((remedy) => reportRemedy(remedy, ran.findings)),
    environment: { platform: looked.environment.platform, variables: looked.environment.variables },
    proxy: looked.target?.proxy ?? null,
    ...(looked.proxySettings === undefined ? {} : { proxySettings: looked.proxySettings }),
    canaries: looked.canaries.map((canary) => reportCanary(canary, labelOf(subject, canary))),
  }
}

function labelOf(subject: JudgedCase, canary: Canary): string | null {
  if (canary.kind === 'reserved-address') return null
  return subject.paths.find(({ path }) => path.id === canary.pathId)?.path.label ?? null
}

function reportKubectl(subject: JudgedCase): ReportKubectl {
  const { release, predicted } = subject
  return {
    binary: subject.case.kubectl.binary,
    version: release.kubectl,
    goVersion: release.go,
    ...(release.assumed ? { assumed: true as const } : {}),
    path: subject.kubectlPath?.path.id ?? null,
    predicted: {
      message: predicted.message,
      fidelity: predicted.fidelity,
      ...(predicted.why === null ? {} : { why: predicted.why }),
    },
    observed: reportObserved(subject.observed),
  }
}

function reportFinding(finding: FiredFinding): ReportFinding {
  const { id, severity, facts, evidence, paths, explainedBy, confidence } = finding
  const { title, explanation } = wordsOf(finding)
  return { id, severity, title, explanation, facts, evidence, paths, explainedBy, confidence, url: docsUrl(id) }
}

function reportRemedy(remedy: Remedy, findings: readonly FiredFinding[]): ReportRemedy {
  const { id, fixes, actor, risk, applicability, edit, proof } = remedy
  return { id, fixes, ...wordsOfRemedy(remedy, findings), actor, risk, applicability, edit, proof }
}
