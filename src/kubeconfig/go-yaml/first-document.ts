import { Cursor, GoYamlFault } from './cursor.ts'
import { checkFirstDocument } from './grammar.ts'
import { Scanner } from './scanner.ts'

export interface SyntaxFault {
  readonly kind: 'fault'
  /** In go-yaml's words, `yaml: ` included. */
  readonly text: string
  /** 1-based, where it was found. */
  readonly line: number | null
}

/** `text`: that document with what goes before it, its quoted scalars indented as YAML wants it. */
interface FirstDocument {
  readonly kind: 'sound'
  readonly text: string
}

/**
 * How far the first document of a text reaches, or what go-yaml refuses in it. Its scanner names the line where it stands, its parser
 * the one before, and neither names the first one (fail in decode.go).
 *
 * @param bytesFault what follows the text and is no text
 */
export function firstDocument(text: string, bytesFault: string | null): FirstDocument | SyntaxFault {
  try {
    const scanner = new Scanner(new Cursor(text, bytesFault))
    checkFirstDocument(scanner)
    return { kind: 'sound', text: indented(text.slice(0, scanner.end), scanner.quotedLines) }
  } catch (problem) {
    if (!(problem instanceof GoYamlFault)) throw problem
    const { message, line, by } = problem
    if (line === null) return { kind: 'fault', text: `yaml: ${message}`, line: null }
    const named = line === 0 ? '' : `line ${by === 'scanner' ? line + 1 : line}: `
    return { kind: 'fault', text: `yaml: ${named}${message}`, line: line + 1 }
  }
}

/** go-yaml takes further lines of a quoted scalar at any column. Blanks before them are no part of it. */
function indented(text: string, lines: Scanner['quotedLines']): string {
  let done = 0
  let all = ''
  for (const { offset, indent } of lines) {
    if (offset > text.length) break
    all += text.slice(done, offset) + ' '.repeat(indent + 1)
    done = offset
  }
  return all + text.slice(done)
}
