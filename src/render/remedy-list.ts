import { escapeControl } from '../lib/escape.ts'
import { toYaml } from '../lib/yaml-emit.ts'
import { isApplicable, type NamedRemedy, type RemedyChange, type RemedyList } from '../report/remedy-list.ts'
import { toJson } from './json.ts'
import { orderedRemedy } from './ordered.ts'
import type { RenderOptions } from './renderer.ts'
import { type Lines, type Page, pageOf, paragraph, section } from './text/page.ts'
import { ACTORS, proofText, remedyBody, remedyLabel } from './text/remedies.ts'
import { summaryLines } from './text/summary.ts'

export const remedyListRenderers = {
  text: (list: RemedyList, options: RenderOptions) => text(list, pageOf(options, false)),
  json: (list: RemedyList) => toJson(ordered(list)),
  yaml: (list: RemedyList) => toYaml(ordered(list)),
}

/** One remedy in full: what it is, its steps, and what `--apply` would change. */
export function remedyInFull(remedy: NamedRemedy, options: RenderOptions): string {
  const page = pageOf(options, true)
  return `${[...remedyBody(remedy, page), ...exposes(remedy, page), '', ...outlook(remedy, page)].join('\n')}\n`
}

/** The price of it, for above the question; nothing for most. */
export function exposureText(remedy: NamedRemedy, options: RenderOptions): string {
  return exposes(remedy, pageOf(options, false))
    .map((line) => `${line}\n`)
    .join('')
}

/** The change as a diff of one entry. */
export function changeText(change: RemedyChange, options: RenderOptions): string {
  return `${changeLines(change, pageOf(options, false)).join('\n')}\n`
}

function text(list: RemedyList, page: Page): string {
  const named = list.remedies.flatMap((remedy) => listed(remedy, page))
  const applicable = list.remedies.filter(isApplicable)
  const parts = [
    summaryLines(list, page),
    named.length === 0 ? paragraph(page, 'no remedy comes into question', '') : section(page, 'REMEDIES', named),
    list.remedies.length === 0 ? [] : paragraph(page, hint(applicable), '', page.theme.faint),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function listed(remedy: NamedRemedy, page: Page): Lines {
  const sign = { proved: page.glyphs.ok, unproved: page.glyphs.unknown, refuted: page.glyphs.failed }
  const paint = { proved: page.theme.good, unproved: page.theme.caution, refuted: page.theme.faint }
  const { status } = remedy.proof
  const applies = isApplicable(remedy) ? ', can be applied' : ''
  return [
    ...paragraph(page, `${remedy.name}: ${remedy.title}`, `  ${sign[status]} `, paint[status]),
    ...paragraph(page, `${remedyLabel(remedy)}${applies}`, '    '),
    ...paragraph(page, proofText(remedy.proof), '    '),
  ]
}

function hint(applicable: readonly NamedRemedy[]): string {
  const [first] = applicable
  const steps = '"kubectl tlsdoctor fix ID" shows one with its steps'
  return first === undefined
    ? `${steps}; none of them is a change of the kubeconfig that could be applied here`
    : `${steps}, "kubectl tlsdoctor fix ${first.name} --apply" carries it out`
}

/** The price of a remedy that lets somebody else in. */
function exposes({ risk }: NamedRemedy, page: Page): Lines {
  if (risk === 'none') return []
  return paragraph(
    page,
    'This widens what kubectl trusts: whoever holds the key of that authority can answer for this cluster, and read and change all that is sent to it, tokens included.',
    '    ',
    page.theme.bad,
  )
}

/** What `--apply` would do, or who can do it instead. */
function outlook(remedy: NamedRemedy, page: Page): Lines {
  if (remedy.change === null) return paragraph(page, whyNot(remedy), '')
  const refuted = remedy.proof.status === 'refuted'
  const last = refuted
    ? 'It does not help, so --apply will not carry it out.'
    : `"kubectl tlsdoctor fix ${remedy.name} --apply" writes this, after a backup.`
  return [...changeLines(remedy.change, page), '', ...paragraph(page, last, '')]
}

/** Why a remedy cannot be applied by the doctor, and by whom it can. */
export function whyNot({ actor, applicability, problem, edit }: NamedRemedy): string {
  if (problem !== null) return `The doctor does not write this change: ${problem}. Make it by hand.`
  if (actor !== 'you') return `The doctor cannot apply this: ${ACTORS[actor]} can. The text above is for them.`
  if (edit != null) return 'The kubeconfig says so already: there is nothing to change.'
  if (applicability === 'needs-input')
    return 'The doctor cannot apply this: it does not know the right value. You do, or can find out.'
  return 'The doctor cannot apply this, because it is no change of a kubeconfig alone: carry out the steps above yourself.'
}

function changeLines({ file, line, diff }: RemedyChange, page: Page): Lines {
  const paint = { ' ': page.theme.faint, '-': page.theme.bad, '+': page.theme.good }
  return [
    page.theme.strong(escapeControl(`--- ${file}, line ${line}`)),
    page.theme.strong(escapeControl(`+++ ${file}, edited`)),
    ...diff.map(({ sign, text: shown }) => paint[sign](sign + escapeControl(shown))),
  ]
}

/** What `--apply` has done and what a new diagnosis says of it. */
export function appliedText(list: RemedyList, options: RenderOptions): string {
  const page = pageOf(options, false)
  const { applied } = list
  if (applied === undefined) return ''
  const title = applied.mended
    ? paragraph(page, `DONE  ${applied.title}`, `${page.glyphs.ok} `, page.theme.good)
    : paragraph(page, `WRITTEN, BUT IT DID NOT HELP  ${applied.title}`, `${page.glyphs.failed} `, page.theme.bad)
  return `${[
    ...title,
    // Paths are never broken, so that they can be copied whole.
    escapeControl(`  file        ${applied.file}`),
    escapeControl(`  backup      ${applied.backup}`),
    '  to go back  kubectl tlsdoctor fix --undo',
    '',
    ...paragraph(page, 'a new diagnosis, of the kubeconfig as it is now, says:', ''),
    ...summaryLines(list, page),
  ].join('\n')}\n`
}

function ordered({ schemaVersion, kind, tool, at, outcome, summary, context, remedies, applied }: RemedyList) {
  return {
    schemaVersion,
    kind,
    tool: { name: tool.name, version: tool.version },
    at,
    outcome,
    summary,
    context,
    remedies: remedies.map((remedy) => ({
      name: remedy.name,
      ...orderedRemedy(remedy),
      edit: orderedEdit(remedy.edit ?? null),
      change: remedy.change,
      problem: remedy.problem,
    })),
    ...(applied === undefined ? {} : { applied }),
  }
}

function orderedEdit(edit: NonNullable<NamedRemedy['edit']> | null) {
  if (edit === null) return null
  const { file, section: list, name, set, unset } = edit
  return { file, section: list, name, set, unset }
}
