import type { Lines } from '../text/page.ts'
import { clipLine, padLine } from './styled-line.ts'

/** Columns of the same width next to each other; the shorter ones end in blanks. */
export function sideBySide(columns: readonly Lines[], width: number, gap: number, more: string): Lines {
  const height = Math.max(0, ...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines) => padLine(clipLine(lines[row] ?? '', width, more), width))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}
