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

/** `text`: that document with what goes before it. */
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
    return { kind: 'sound', text: text.slice(0, scanner.end) }
  } catch (problem) {
    if (!(problem instanceof GoYamlFault)) throw problem
    const { message, line, by } = problem
    if (line === null) return { kind: 'fault', text: `yaml: ${message}`, line: null }
    const named = line === 0 ? '' : `line ${by === 'scanner' ? line + 1 : line}: `
    return { kind: 'fault', text: `yaml: ${named}${message}`, line: line + 1 }
  }
}
