import { bounded } from '../lib/escape.ts'
import { REDACTED } from '../lib/secret.ts'
import type { DiffLine } from '../report/remedy-list.ts'

/** The lines of an entry before and after, in the order of a unified diff, with nothing in them that is secret or endless. */
export function entryDiff(before: string, after: string): readonly DiffLine[] {
  const [old, edited] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  const common = longestCommon(old, edited)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < edited.length) {
    const [a, b] = [old[i], edited[j]]
    if (a !== undefined && b !== undefined && a === b) {
      lines.push({ sign: ' ', text: shownLine(a) })
      i += 1
      j += 1
    } else if (a !== undefined && (b === undefined || common(i + 1, j) >= common(i, j + 1))) {
      lines.push({ sign: '-', text: shownLine(a) })
      i += 1
    } else {
      lines.push({ sign: '+', text: shownLine(b ?? '') })
      j += 1
    }
  }
  return lines
}

/** How many lines the rests from i and from j have in common, in order. An entry has few lines. */
function longestCommon(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const table: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  return at
}

const MAX_LINE = 400

/** Passwords in URLs, values under keys that sound secret (of unknown members), and base64 of any length. */
function shownLine(line: string): string {
  return bounded(
    line
      .replaceAll(/\/\/[^/?#\s"']*@/g, `//${REDACTED}@`)
      .replaceAll(/("?[\w-]*(?:token|password|secret|key)[\w-]*"?\s*:\s*)("[^"]*"|'[^']*'|[^\s,}]+)/gi, `$1${REDACTED}`)
      .replaceAll(/[A-Za-z0-9+/]{80,}={0,2}/g, (data) => `${data.slice(0, 12)}…`),
    MAX_LINE,
  )
}
