import type { Report, ReportFinding } from '../report/report.ts'
import { block, code, codeCell, prose } from './markdown/escape.ts'
import { recommendationSections } from './markdown/recommendations.ts'
import { caFileCommand } from './markdown/repeat.ts'
import { serverCheckSection } from './markdown/server-checks.ts'
import { testSections } from './markdown/tests.ts'
import { comparison, observedText, type Prediction, predictionOf } from './prediction.ts'
import { decisionText } from './proxy-words.ts'
import { rootCauses, symptomsOf } from './text/findings.ts'
import { blockers } from './text/next.ts'
import { contextText, serverNameText, trustText } from './text/target.ts'
import { ending, fidelityText, notRun, releaseText } from './text/words.ts'

/** What one person hands to another who was not there: the answer, and each test so that it can be repeated. */
export function renderMarkdown(report: Report): string {
  const lines = [
    `# TLS diagnosis: ${report.target === null ? 'kubeconfig' : code(report.target.server)}`,
    '',
    `**${report.outcome}**, ${report.at}, ${prose(`${report.tool.name} ${report.tool.version}`)}`,
    '',
    '## Summary',
    '',
    prose(report.summary),
    '',
    ...printedSection(report),
    ...environmentSection(report),
    ...findingsSection(report),
    ...ladderSection(report),
    ...part('## Recommendations', recommendationSections(report)),
    ...part('## Tests', [...preparation(report), ...testSections(report)]),
    ...canarySection(report),
    ...serverCheckSection(report),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, '', ...lines]
}

function printedSection(report: Report): readonly string[] {
  const { predicted } = report.kubectl
  const prediction = predictionOf(report)
  return [
    '## What kubectl prints',
    '',
    ...(prediction.kind === 'prints' ? block(prediction.message) : [`${PREDICTED[prediction.kind]}.`]),
    '',
    `Predicted for kubectl ${prose(releaseText(report))}, ${prose(fidelityText(predicted))}.`,
    '',
    ...observedLines(report, prediction),
  ]
}

const PREDICTED = {
  succeeds: 'No error: kubectl succeeds',
  unknown: 'Not known: the path was not walked to its end',
} as const

function observedLines(report: Report, prediction: Prediction): readonly string[] {
  const { observed } = report.kubectl
  if (observed === null) return [`Observed: ${notRun(report)}.`, '']
  const word = comparison(observed, prediction)
  if (word === 'same') return [`Observed when kubectl was run, ${ending(observed)}: the same.`, '']
  return [`Observed when kubectl was run, ${ending(observed)}: ${word}.`, '', ...block(observedText(observed)), '']
}

function environmentSection(report: Report): readonly string[] {
  const { target, proxy, environment } = report
  const rows: readonly (readonly [string, string])[] = [
    ['command', ['kubectl', ...report.argv].join(' ')],
    ['kubectl', releaseText(report)],
    ['platform', environment.platform],
    ...(target === null
      ? []
      : ([
          ['server', target.server],
          ['verified as', serverNameText(target)],
          ['trust', trustText(target.trust)],
          ['context', contextText(target)],
        ] as const)),
    ...(proxy === null ? [] : ([['path', decisionText(proxy)]] as const)),
    ...Object.entries(environment.variables).map(([name, value]) => [name, value === '' ? '(empty)' : value] as const),
  ]
  return [
    '## Environment',
    '',
    '| what | value |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${prose(name)} | ${codeCell(value)} |`),
    '',
  ]
}

function findingsSection(report: Report): readonly string[] {
  const causes = rootCauses(report.findings)
  if (causes.length === 0) return ['## Findings', '', 'No finding.', '']
  return ['## Findings', '', ...causes.flatMap((finding) => findingItem(finding, report))]
}

function findingItem(finding: ReportFinding, report: Report): readonly string[] {
  const symptoms = symptomsOf(finding.id, report.findings)
  return [
    `### ${prose(finding.title)}`,
    '',
    `${finding.severity}, ${finding.confidence}, ${code(finding.id)}`,
    '',
    prose(finding.explanation),
    '',
    ...finding.evidence.map((evidence) => `- ${code(evidence.text)} (${evidence.weight})`),
    ...symptoms.map((symptom) => `- explains ${code(symptom.id)}: ${prose(symptom.title)}`),
    '',
  ]
}

function ladderSection(report: Report): readonly string[] {
  const own = report.paths.find((path) => path.usedByKubectl)
  if (own === undefined || own.verdict.next.length === 0) return []
  return [
    '## What comes next once the first error is mended',
    '',
    ...blockers(own).map((blocker, index) => `${index + 1}. ${blocker.stage}: ${code(blocker.text)}`),
    '',
  ]
}

function preparation(report: Report): readonly string[] {
  const command = report.target === null ? null : caFileCommand(report.target)
  if (command === null) return []
  return ["The commands below want the cluster's CA in a file:", '', ...block(command, 'sh'), '']
}

function canarySection(report: Report): readonly string[] {
  if (report.canaries.length === 0) return []
  const items = report.canaries.map((canary) => `- ${prose(canary.text)}`)
  return ['## Probes that kubectl would not send', '', ...items, '', '`--no-canaries` leaves these out.', '']
}
