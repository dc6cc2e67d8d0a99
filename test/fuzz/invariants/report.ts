import type { Case } from '../../../src/case.ts'
import { decodeCase, encodeCase } from '../../../src/case-codec.ts'
import { reportOf } from '../../../src/diagnose/report-of.ts'
import { renderers } from '../../../src/render/index.ts'
import { frameOf } from '../../../src/render/ink/frame.ts'
import { screenLook } from '../../../src/render/ink/look.ts'
import { VIEWS } from '../../../src/render/ink/views.ts'
import type { Report } from '../../../src/report/report.ts'
import { done } from '../../render/ink/states.ts'
import { holds, same } from './holds.ts'
import { holdsNoControls, readsAlike } from './output.ts'
import { isSafeHtml } from './safe-html.ts'

/** A Case that can be written is read again as the same one, and is judged and shown in every format without harm. */
export function standsAsCase(subject: Case): void {
  const text = encodeCase(subject)
  holdsNoControls(text, 'case')
  const decoded = decodeCase(text)
  holds(decoded.ok, `what was written is not read: ${decoded.ok ? '' : decoded.problem}`)
  same(encodeCase(decoded.case), text, 'the Case written anew')
  const report = reportOf(decoded.case)
  const crashed = report.quiet.filter(({ state }) => state === 'crashed')
  holds(crashed.length === 0, `rules crashed: ${JSON.stringify(crashed)}`)
  isShownSafely(report)
}

function isShownSafely(report: Report): void {
  const look = { width: 80, colour: false, ascii: false }
  for (const format of ['text', 'wide', 'markdown'] as const) holdsNoControls(renderers[format](report, look), format)
  readsAlike(renderers.json(report), renderers.yaml(report))
  isSafeHtml(renderers.html(report))
  const screen = screenLook({ ...look, rows: 40 })
  for (const { id } of VIEWS) {
    holdsNoControls(frameOf({ ...done(report), view: id }, screen).lines.join('\n'), id)
  }
}
