import type { Report, ReportRemedy } from '../../report/report.ts'
import { byProof, proofText, remedyLabel } from '../text/remedies.ts'
import { type Html, html, join, many } from './template.ts'

/** Proved remedies first; what was tried on the evidence and is of no use stands folded. */
export function remediesSection(report: Report): Html {
  const { proved, unproved, refuted } = byProof(report.remedies)
  if (report.remedies.length === 0) return html``
  const useless = html`<details><summary>tried on the evidence and of no use: ${String(refuted.length)}</summary>
${many(refuted, oneRemedy)}</details>
`
  return html`<section>
<h2>Remedies</h2>
${many([...proved, ...unproved], oneRemedy)}${refuted.length === 0 ? html`` : useless}</section>
`
}

function oneRemedy(remedy: ReportRemedy): Html {
  return html`<article class="${remedy.proof.status}">
<h3>${SIGNS[remedy.proof.status]} ${remedy.title}</h3>
<p>${remedyLabel(remedy)}. ${proofText(remedy.proof)}</p>
${many(remedy.steps, oneStep)}
</article>
`
}

const SIGNS = { proved: '✓', unproved: '?', refuted: '✗' } satisfies Record<ReportRemedy['proof']['status'], string>

function oneStep({ kind, text }: ReportRemedy['steps'][number]): Html {
  switch (kind) {
    case 'edit':
      return html`<p>${text}</p>`
    case 'request':
      return html`<pre>${text}</pre>`
    case 'command':
      return html`<pre class="command">${whole(text)}</pre>`
  }
}

/** Browsers break lines behind every hyphen: of `get --raw` a narrow one makes `get -` and `-raw`. */
function whole(command: string): Html {
  const lines = command.split(/\r?\n/).map((line) => {
    const words = line.split(' ').map((word) => (word.includes('-') ? html`<span>${word}</span>` : html`${word}`))
    return words.flatMap((word, index) => (index === 0 ? [word] : [SPACE, word]))
  })
  return join(lines.flatMap((line, index) => (index === 0 ? line : [LINE_FEED, ...line])))
}

const SPACE = html` `
const LINE_FEED = html`\n`
