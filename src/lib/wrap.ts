import { cellWidth, splitCells } from './cell-width.ts'

/**
 * Breaks one line of text at spaces so that no part is wider than `width` terminal cells; a word that is wider by
 * itself is cut. Runs of spaces inside a part stay as they are. Always at least one (maybe empty) line.
 */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(1, width)
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<= )(?=[^ ])/)) {
    if (cellWidth(line + piece.trimEnd()) <= room) {
      line += piece
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    let rest = piece
    // To measure what is left each time would take a long word's length squared.
    for (let [head, tail] = splitCells(rest, room); tail.trimEnd() !== ''; [head, tail] = splitCells(rest, room)) {
      lines.push(head)
      rest = tail
    }
    line = rest
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** The same with `first` before the first line and as many spaces (or `rest`) before the others. */
export function wrapWithIndent(
  text: string,
  width: number,
  first: string,
  rest = ' '.repeat(cellWidth(first)),
): readonly string[] {
  return wrap(text, width - cellWidth(first)).map((line, index) => `${index === 0 ? first : rest}${line}`)
}
