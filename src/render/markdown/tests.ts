import type { Report, ReportPath } from '../../report/report.ts'
import { certificateFacts } from '../certificate-facts.ts'
import { comparison, isDroppedBody, observedText, predictionOn, unopenedTunnel } from '../prediction.ts'
import { block, code, codeCell, prose } from './escape.ts'
import { repetitions } from './repeat.ts'

/** One heading a path: what each stage gave, what kubectl prints there, what was presented, how to repeat it. */
export function testSections(report: Report): readonly string[] {
  return report.paths.flatMap((path, index) => [
    `### Test ${index + 1}: ${prose(path.label)}${path.usedByKubectl ? " (kubectl's own path)" : ''}`,
    '',
    ...stageTable(path),
    '',
    ...printed(path),
    ...answer(path),
    ...chain(path),
    ...byHand(report, path),
  ])
}

/** From the run's start. */
function inMs(ms: number | null): string {
  return ms === null ? '' : `${Math.round(ms)} ms`
}

function stageTable(path: ReportPath): readonly string[] {
  return [
    '| stage | status | began | took | what was seen |',
    '|---|---|---|---|---|',
    ...path.stages.map(
      (stage) =>
        `| ${stage.name} | ${stage.status} | ${inMs(stage.startMs)} | ${inMs(stage.durationMs)} | ${stage.detail === '' ? '' : codeCell(stage.detail)}${stage.doubt === undefined ? '' : ` (not the server: ${prose(stage.doubt)})`} |`,
    ),
  ]
}

function printed(path: ReportPath): readonly string[] {
  const unopened = unopenedTunnel(path)
  if (unopened !== null) return ['ssh opened no tunnel:', '', ...block(unopened), '']
  const prediction = predictionOn(path)
  const predicted =
    prediction.kind === 'prints'
      ? ['On this path kubectl would print:', '', ...block(prediction.message), '']
      : [`On this path ${SUCCEEDS_OR_NOT[prediction.kind]}.`, '']
  if (path.observed === null) return predicted
  const word = comparison(path.observed, prediction)
  if (word === 'same') return [...predicted, 'Observed when kubectl was run this way: same.', '']
  return [
    ...predicted,
    `Observed when kubectl was run this way: ${word}.`,
    '',
    ...block(observedText(path.observed)),
    '',
  ]
}

const SUCCEEDS_OR_NOT = {
  succeeds: 'kubectl would succeed',
  unknown: 'it is not known what kubectl would print: it was not walked to its end',
} as const

function answer(path: ReportPath): readonly string[] {
  if (path.response === null) return []
  const { status, contentType, bodyBytes, body } = path.response
  const head = `HTTP status ${status}, ${contentType === null ? 'no content type' : code(contentType)}, ${bodyBytes} bytes`
  return body === null
    ? [`${head}.`, '']
    : [
        `${head}${isDroppedBody(body, path.kubectlMessage) ? '; kubectl does not show this body' : ', body'}:`,
        '',
        ...block(body.trimEnd()),
        '',
      ]
}

function chain(path: ReportPath): readonly string[] {
  if (path.presented === null) return []
  if (path.presented.length === 0) return ['The server sent an empty chain.', '']
  const text = path.presented
    .map((certificate, index) =>
      [
        `${index}. ${certificate.subject}`,
        ...certificateFacts(certificate).map(
          ([name, value]) => `   ${name.padEnd(12)}${value.replaceAll('\n', '\\n')}`,
        ),
      ].join('\n'),
    )
    .join('\n')
  return ['Presented chain, leaf first:', '', ...block(text), '']
}

/** curl and openssl word the same objections otherwise, and find them in another order than Go. */
function whatToLookFor(path: ReportPath): readonly string[] {
  const leaf = path.presented?.[0]
  if (leaf === undefined) return []
  const rejected = path.verdict.stage === 'certificate'
  return [
    `They show this test's point if openssl prints, in its own order and spacing, the subject ${code(leaf.subject)} and the issuer ${code(leaf.issuer)}${rejected ? '; curl and openssl may object to something else first than kubectl does' : ''}.`,
    '',
  ]
}

function byHand(report: Report, path: ReportPath): readonly string[] {
  const all = repetitions(report, path)
  if (all.length === 0) return []
  const commands = all.flatMap(({ command, note }) => {
    if (command === null) return []
    return [...(note === null ? [] : [`# ${note}`]), command]
  })
  const without = all.flatMap(({ command, note }) => (command === null && note !== null ? [`- ${prose(note)}`] : []))
  return [
    'To repeat it by hand:',
    '',
    ...(commands.length === 0 ? [] : [...block(commands.join('\n'), 'sh'), '']),
    ...(without.length === 0 ? [] : [...without, '']),
    ...whatToLookFor(path),
  ]
}
