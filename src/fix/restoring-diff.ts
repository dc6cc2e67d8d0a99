import type { RemedyChange } from '../report/remedy-list.ts'
import { entryDiff } from './entry-diff.ts'
import type { Undoable } from './undo.ts'

/**
 * What undoing changes: the changed lines alone, since what stands around them may be anybody's token. A file on one line
 * is cut to what differs.
 */
export function restoringDiff({ file, current, restored }: Undoable): RemedyChange {
  const [now, then] = [text(current), text(restored)]
  const [head, tail] = [sharedStart(now, then), sharedEnd(now, then)]
  const line = now.slice(0, head).split('\n').length
  const [from, to] = [now.slice(head, now.length - tail), then.slice(head, then.length - tail)]
  return { file, line, diff: entryDiff(from, to).filter(({ text: shown }) => shown.trim() !== '') }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

/** Up to a line, or where lines are long up to the first difference. */
function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  const line = a.lastIndexOf('\n', at - 1) + 1
  return at - line > LONG ? at : line
}

function sharedEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length) - sharedStart(a, b)
  let count = 0
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1
  const end = a.indexOf('\n', a.length - count)
  const toLine = end === -1 ? 0 : a.length - end
  return count - toLine > LONG ? count : Math.min(count, toLine)
}

const LONG = 200
