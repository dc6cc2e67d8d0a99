import type { Case } from '../../../src/case.ts'
import { decodeCase, encodeCase } from '../../../src/case-codec.ts'
import { reportOf } from '../../../src/diagnose/report-of.ts'
import { frameOf } from '../../../src/render/ink/frame.ts'
import { screenLook } from '../../../src/render/ink/look.ts'
import { VIEWS } from '../../../src/render/ink/views.ts'
import type { Report } from '../../../src/report/report.ts'
import { done } from '../../render/ink/states.ts'
import { renderers } from '../../render/renderers.ts'
import { holds, same } from './holds.ts'
import { holdsNoControls, readsAlike } from './output.ts'
import { isSafeHtml } from './safe-html.ts'

/**
 * A Case that can be written is read again as the same one, and is judged and shown without harm. To show it takes ten times
 * as long as all the rest: each Case is shown in one of four ways, which its length decides.
 */
export function standsAsCase(subject: Case): void {
  const text = encodeCase(subject)
  holdsNoControls(text, 'case')
  const decoded = decodeCase(text)
  holds(decoded.ok, `what was written is not read: ${decoded.ok ? '' : decoded.problem}`)
  same(encodeCase(decoded.case), text, 'the Case written anew')
  const report = reportOf(decoded.case)
  const crashed = report.quiet.filter(({ state }) => state === 'crashed')
  holds(crashed.length === 0, `rules crashed: ${JSON.stringify(crashed)}`)
  WAYS[text.length % WAYS.length]?.(report)
}

const LOOK = { width: 80, colour: false, ascii: false }

/** Each throws where what is shown could harm. */
const WAYS: readonly ((report: Report) => void)[] = [
  (report) => {
    for (const format of ['text', 'wide', 'markdown'] as const) holdsNoControls(renderers[format](report, LOOK), format)
  },
  (report) => readsAlike(renderers.json(report), renderers.yaml(report)),
  (report) => isSafeHtml(renderers.html(report)),
  (report) => {
    const screen = screenLook({ ...LOOK, rows: 40 })
    const state = done(report)
    for (const { id } of VIEWS) holdsNoControls(frameOf({ ...state, view: id }, screen).lines.join('\n'), id)
  },
]
