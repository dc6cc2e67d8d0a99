import { cellWidth, splitCells } from '../../lib/cell-width.ts'

/** A line without its colours (Select Graphic Rendition, the only sequence that our own lines hold). */
export function plainLine(line: string): string {
  return line.replace(SGR, '')
}

/** Cut to `width` cells, with `more` as the last where something is missing; colours end where the line ends. */
export function clipLine(line: string, width: number, more: string): string {
  if (cellWidth(plainLine(line)) <= width) return line
  if (width <= 0) return ''
  let room = width - cellWidth(more)
  let coloured = false
  const kept: string[] = []
  for (const part of line.split(SGR_KEPT)) {
    if (part.startsWith('\u001b')) {
      coloured = true
      kept.push(part)
    } else if (room > 0) {
      const head = cellWidth(part) <= room ? part : splitCells(part, room)[0]
      kept.push(head)
      room -= cellWidth(head)
    }
  }
  return `${kept.join('')}${more}${coloured ? RESET : ''}`
}

/** Filled with blanks up to `width` cells. */
export function padLine(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - cellWidth(plainLine(line))))
}

const SGR = /\u001b\[[\d;]*m/g
const SGR_KEPT = /(\u001b\[[\d;]*m)/
const RESET = '\u001b[0m'
