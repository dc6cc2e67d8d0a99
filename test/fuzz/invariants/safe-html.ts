import { holds } from './holds.ts'
import { holdsNoControls } from './output.ts'

const TAG = /<(?<closing>\/?)(?<name>[a-z][a-z0-9]*)(?<attributes>(?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*(?<empty>\/?)>/y
/** Elements without an end (HTML 13.1.2). */
const VOID = ['meta', 'br', 'hr', 'wbr', 'col']
const FORBIDDEN = /^(?:script|link|iframe|frame|object|embed|img|image|form|input|base|video|audio|a)$/

/** A page in which every `<` begins an element of ours that is closed in order; none loads, runs or leads anywhere. */
export function isSafeHtml(page: string): void {
  holdsNoControls(page, 'html')
  const open: string[] = []
  const body = page.replace(/^<!doctype html>/i, '').replace(/<style>[^<]*<\/style>/, '')
  for (let at = body.indexOf('<'); at !== -1; at = body.indexOf('<', at + 1)) {
    TAG.lastIndex = at
    const { closing, name = '', attributes = '' } = TAG.exec(body)?.groups ?? {}
    const shown = JSON.stringify(body.slice(at, at + 120))
    holds(name !== '', `html: no element begins at ${shown}`)
    holds(!FORBIDDEN.test(name), `html: ${shown}`)
    holds(!/\s(?:on[a-z]+|src|href|style|srcdoc|action)=/.test(attributes), `html: ${shown}`)
    if (closing === '/') holds(open.pop() === name, `html: ${shown} closes another element`)
    else if (!VOID.includes(name)) open.push(name)
  }
  holds(open.length === 0, `html: ${open.join(' ')} stays open`)
}
