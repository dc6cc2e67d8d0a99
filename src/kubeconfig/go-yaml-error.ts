import type { LineCounter, YAMLParseError } from 'yaml'
import { collectionAt, openCollections } from './block-structure.ts'

interface GoYamlError {
  readonly text: string
  /** 1-based, where our parser stopped. */
  readonly line: number
}

/** `line` is 0-based, as go-yaml counts; its scanner and its parser print it differently. */
interface Fault {
  readonly by: 'scanner' | 'parser'
  readonly problem: string
  readonly line: number
}

/**
 * go-yaml's words for a syntax error that our parser found. Both stop at the same faults, but go-yaml names lines in
 * its own way (fail in decode.go): its scanner's errors the line itself, its parser's errors the line before, and the
 * first line not at all.
 * Divergence: faults other than those that kubeconfigs have are worded as `did not find expected key`.
 */
export function goYamlError(text: string, error: YAMLParseError, counter: LineCounter): GoYamlError {
  const at = error.pos[0]
  const line = counter.linePos(at).line - 1
  const source: Source = { text, lines: text.split('\n'), at, line, column: counter.linePos(at).col - 1 }
  const fault = tabFault(source) ?? scalarFault(source, error) ?? flowFault(source, counter) ?? keyFault(source, error)
  const shown = fault ?? structureFault(source)
  return { text: `yaml: ${where(shown)}${shown.problem}`, line: line + 1 }
}

interface Source {
  readonly text: string
  readonly lines: readonly string[]
  /** Where our parser complains. */
  readonly at: number
  readonly line: number
  readonly column: number
}

function where(fault: Fault): string {
  if (fault.line === 0) return ''
  return `line ${fault.by === 'scanner' ? fault.line + 1 : fault.line}: `
}

/** A tab where a plain scalar could go on "violates indentation"; where a token should begin it cannot start any. */
function tabFault({ lines, line }: Source): Fault | null {
  if (!/^ *\t/.test(lines[line] ?? '')) return null
  const before = lines.slice(0, line).findLast((each) => !/^\s*(#.*)?$/.test(each)) ?? ''
  if (/(^|[\s:-])[|>][-+0-9]*$/.test(before)) {
    return { by: 'scanner', problem: 'found a tab character where an indentation space is expected', line }
  }
  const afterPlainScalar = before !== '' && !/[:\-,[\]{}"'?]\s*$/.test(before)
  return afterPlainScalar
    ? { by: 'scanner', problem: 'found a tab character that violates indentation', line }
    : { by: 'scanner', problem: 'found character that cannot start any token', line }
}

function scalarFault({ text, line }: Source, error: YAMLParseError): Fault | null {
  if (error.code === 'BAD_SCALAR_START') {
    return { by: 'scanner', problem: 'found character that cannot start any token', line }
  }
  if (error.code === 'BAD_DQ_ESCAPE') return { by: 'scanner', problem: 'found unknown escape character', line }
  if (error.message.startsWith('Missing closing')) {
    return { by: 'scanner', problem: 'found unexpected end of stream', line: text.split('\n').length - 1 }
  }
  return null
}

/** Inside an open bracket: a key on a later line, or the end, where a comma or the closing bracket should stand. */
function flowFault({ text, at, lines, line }: Source, counter: LineCounter): Fault | null {
  if (/[\]}]/.test(text[at] ?? '')) return { by: 'parser', problem: 'did not find expected node content', line }
  const start = openBracket(text.slice(0, at))
  if (start === null) return null
  const first = counter.linePos(start).line - 1
  const later = lines.findIndex((each, index) => index > first && /:(\s|$)/.test(each))
  const end = later === -1 ? endOfStream(lines) : later
  const empty = /^.\s*$/.test(text.slice(start))
  if (empty && text[start] === '[') return { by: 'parser', problem: 'did not find expected node content', line: end }
  const closing = text[start] === '[' ? "',' or ']'" : "',' or '}'"
  return { by: 'parser', problem: `did not find expected ${closing}`, line: end }
}

function keyFault({ text, lines, at, line, column }: Source, error: YAMLParseError): Fault | null {
  // A dash at the start of its line is a matter of structure.
  if (/^ *-(\s|$)/.test(lines[line] ?? '') && /^ *-/.test(text.slice(at, at + 200))) return null
  if (/Unexpected block-seq-ind on same line/.test(error.message)) {
    return { by: 'scanner', problem: 'block sequence entries are not allowed in this context', line }
  }
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' && error.code !== 'MULTILINE_IMPLICIT_KEY') {
    if (!error.message.startsWith('Implicit map keys need')) return null
    return { by: 'scanner', problem: "could not find expected ':'", line: nextContent(lines, line) }
  }
  const colon =
    line +
    Math.max(
      0,
      lines.slice(line).findIndex((each, index) => hasSecondColon(each, index)),
    )
  // At the column of an open mapping a scalar must be a key, and a key must end on its line.
  const open = openCollections(lines, line)
  const isKey = error.code === 'MULTILINE_IMPLICIT_KEY' && collectionAt(open, column)?.column === column
  return isKey
    ? { by: 'scanner', problem: "could not find expected ':'", line: colon }
    : { by: 'scanner', problem: 'mapping values are not allowed in this context', line: colon }
}

/** On the first line the colon that our parser accepted does not count. */
function hasSecondColon(line: string, index: number): boolean {
  const colons = line.match(/:(?=\s|$)/g)?.length ?? 0
  return index === 0 ? colons > 1 : colons > 0
}

/** A token at a column where the open collection has none. */
function structureFault({ lines, line }: Source): Fault {
  const indent = Math.max(0, (lines[line] ?? '').search(/\S/))
  const collection = collectionAt(openCollections(lines, line), indent)
  const problem =
    collection?.kind === 'seq' && !collection.indentless
      ? "did not find expected '-' indicator"
      : 'did not find expected key'
  return { by: 'parser', problem, line }
}

function openBracket(text: string): number | null {
  const open: number[] = []
  const token = /"(?:[^"\\]|\\.)*"|'[^']*'|(?<=^|\s)#.*$|[[\]{}]/gm
  for (const match of text.matchAll(token)) {
    if (match[0] === '[' || match[0] === '{') open.push(match.index)
    else if (match[0] === ']' || match[0] === '}') open.pop()
  }
  return open.at(-1) ?? null
}

function nextContent(lines: readonly string[], line: number): number {
  const next = lines.findIndex((each, index) => index > line && !/^\s*(#.*)?$/.test(each))
  return next === -1 ? endOfStream(lines) : next
}

/** go-yaml puts the end of the stream on a line of its own. */
function endOfStream(lines: readonly string[]): number {
  return lines.length - (lines.at(-1) === '' ? 1 : 0)
}
