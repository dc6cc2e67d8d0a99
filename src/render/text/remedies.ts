import { escapeControlLines } from '../../lib/escape.ts'
import type { Report, ReportRemedy } from '../../report/report.ts'
import { type Lines, type Page, paragraph, quoted } from './page.ts'
import type { Paint } from './theme.ts'

/** Proved remedies first, then those that nobody could try here; refuted ones are one line, or in full in wide. */
export function remedyLines(report: Report, page: Page): Lines {
  const { proved, unproved, refuted } = byProof(report.remedies)
  return [
    ...[...proved, ...unproved].flatMap((remedy) => remedyBody(remedy, page)),
    ...(page.wide ? refuted.flatMap((remedy) => remedyBody(remedy, page)) : refutedLine(refuted, page)),
  ]
}

export interface RemediesByProof {
  readonly proved: readonly ReportRemedy[]
  readonly unproved: readonly ReportRemedy[]
  readonly refuted: readonly ReportRemedy[]
}

export function byProof(remedies: readonly ReportRemedy[]): RemediesByProof {
  const having = (status: ReportRemedy['proof']['status']) =>
    remedies.filter((remedy) => remedy.proof.status === status)
  return { proved: having('proved'), unproved: having('unproved'), refuted: having('refuted') }
}

/** Who has to act, as people say it. */
export const ACTORS = {
  you: 'you',
  'cluster-admin': "the cluster's administrator",
  'network-admin': 'the network team',
} satisfies Record<ReportRemedy['actor'], string>

/** How sure it is, and by what. */
export function proofText(proof: ReportRemedy['proof']): string {
  const by = proof.by === null ? '' : ` by ${proof.by === 'model' ? 'the model' : 'a real connection'}`
  return `${proof.status}${by}: ${proof.reason}`
}

/** What stands beside the title: who, how fitting where that is not certain, and the price. */
export function remedyLabel({ actor, applicability, risk }: ReportRemedy): string {
  return `by ${ACTORS[actor]}${FITTING[applicability]}${risk === 'widens-trust' ? ', WIDENS TRUST' : ''}`
}

const FITTING = {
  exact: '',
  likely: ', likely to fit',
  'needs-input': ', needs input',
} satisfies Record<ReportRemedy['applicability'], string>

export function remedyBody(remedy: ReportRemedy, page: Page): Lines {
  const { sign, paint } = look(remedy, page)
  return [
    ...paragraph(page, remedy.title, `  ${sign} `, paint),
    ...paragraph(page, remedyLabel(remedy), '    '),
    ...paragraph(page, proofText(remedy.proof), '    '),
    ...remedy.steps.flatMap((step) => stepLines(step, page)),
    ...(page.wide ? paragraph(page, `${remedy.id} for ${remedy.fixes.join(', ')}`, '    ', page.theme.faint) : []),
  ]
}

/** Commands are never broken, so that they can be copied whole. */
function stepLines(step: ReportRemedy['steps'][number], page: Page): Lines {
  const lines = escapeControlLines(step.text)
  switch (step.kind) {
    case 'command':
      return lines.map((line, index) => `      ${index === 0 ? '$ ' : '  '}${line}`)
    case 'edit':
      return lines.flatMap((line) => paragraph(page, line, '      '))
    case 'request':
      return quoted(page, step.text, '      ')
  }
}

function look(remedy: ReportRemedy, page: Page): { readonly sign: string; readonly paint: Paint } {
  switch (remedy.proof.status) {
    case 'proved':
      return { sign: page.glyphs.ok, paint: page.theme.good }
    case 'unproved':
      return { sign: page.glyphs.unknown, paint: page.theme.caution }
    case 'refuted':
      return { sign: page.glyphs.failed, paint: page.theme.faint }
  }
}

function refutedLine(refuted: readonly ReportRemedy[], page: Page): Lines {
  if (refuted.length === 0) return []
  const titles = refuted.map((remedy) => remedy.title).join('; ')
  const text = `tried on the evidence and of no use (${refuted.length}; -o wide says why): ${titles}`
  return paragraph(page, text, `  ${page.glyphs.failed} `, page.theme.faint)
}
