import { isCollection, isPair, type LineCounter, type ParsedNode, visit, type YAMLParseError } from 'yaml'

interface GoYamlError {
  readonly text: string
  readonly line: number
}

/**
 * go-yaml's words for a syntax error that our parser found. Both parsers stop at the same place for the faults that
 * kubeconfigs have, but go-yaml counts lines in its own way (decode.go fail): its scanner's errors name the line of the
 * construct they began in, its parser's errors the line before, and line 1 is left out.
 * Divergence: for faults not listed the text is a guess.
 */
export function goYamlError(
  text: string,
  error: YAMLParseError,
  contents: ParsedNode | null | unknown,
  lines: LineCounter,
): GoYamlError {
  const at = error.pos[0]
  const lineIndex = lines.linePos(at).line - 1
  const fault = tabFault(text, at, error, lines) ?? faultOf(text, error, contents, lines)
  return { text: `yaml: ${where(fault)}${fault.problem}`, line: lineIndex + 1 }
}

interface Fault {
  readonly by: 'scanner' | 'parser'
  readonly problem: string
  /** 0-based line that the construct began in, and of the fault itself. */
  readonly contextLine: number
  readonly problemLine: number
}

function where(fault: Fault): string {
  if (fault.problemLine !== 0) return `line ${fault.by === 'scanner' ? fault.problemLine + 1 : fault.problemLine}: `
  return fault.contextLine === 0 ? '' : `line ${fault.contextLine}: `
}

/** A tab inside a plain scalar's continuation "violates indentation"; at the start of a token it cannot start any. */
function tabFault(text: string, at: number, error: YAMLParseError, lines: LineCounter): Fault | null {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const tab = /^ *\t/.test(text.slice(lineStart))
  if (error.code !== 'TAB_AS_INDENT' && !tab) return null
  const problemLine = lines.linePos(at).line - 1
  const before = text.slice(0, lineStart).replace(/(?:\s|^[ \t]*#.*$)+$/m, '')
  const lastLine = before.slice(before.lastIndexOf('\n') + 1)
  const block = /(?:^|[\s:-])[|>][-+0-9]*$/.test(lastLine)
  if (block)
    return {
      by: 'scanner',
      problem: 'found a tab character where an indentation space is expected',
      contextLine: lines.linePos(before.length - 1).line - 1,
      problemLine,
    }
  const afterPlainScalar = before !== '' && !/[:\-,[\]{}"'?]$/.test(lastLine)
  if (!afterPlainScalar) return tokenFault(problemLine)
  return {
    by: 'scanner',
    problem: 'found a tab character that violates indentation',
    contextLine: lines.linePos(before.length - 1).line - 1,
    problemLine,
  }
}

function tokenFault(line: number): Fault {
  return { by: 'scanner', problem: 'found character that cannot start any token', contextLine: line, problemLine: line }
}

function faultOf(text: string, error: YAMLParseError, contents: unknown, lines: LineCounter): Fault {
  const at = error.pos[0]
  const line = lines.linePos(at).line - 1
  const endLine = endOfStream(text)
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return tokenFault(line)
    case 'BAD_DQ_ESCAPE':
      return { by: 'scanner', problem: 'found unknown escape character', contextLine: line, problemLine: line }
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY': {
      const colon = lines.linePos(colonAfter(text, at)).line - 1
      return {
        by: 'scanner',
        problem: 'mapping values are not allowed in this context',
        contextLine: colon,
        problemLine: colon,
      }
    }
    case 'MISSING_CHAR':
    case 'BAD_INDENT':
    case 'UNEXPECTED_TOKEN':
      break
    default:
      return { by: 'parser', problem: 'did not find expected key', contextLine: 0, problemLine: line }
  }
  const quote = /Missing closing (["'])/.exec(error.message)?.[1]
  if (quote !== undefined) {
    const start = lines.linePos(Math.max(0, text.lastIndexOf(quote, at - 1))).line - 1
    return { by: 'scanner', problem: 'found unexpected end of stream', contextLine: start, problemLine: endLine }
  }
  const flow = openFlow(text, at)
  if (flow !== null) return flowFault(text, flow, at, endLine, lines)
  if (
    /Implicit keys need to be on a single line|Implicit map keys need to be followed by map values/.test(error.message)
  ) {
    const key = lines.linePos(at).line - 1
    const problemLine = Math.min(key + 1, endLine)
    return {
      by: 'scanner',
      problem: "could not find expected ':'",
      contextLine: key === 0 ? 0 : problemLine,
      problemLine,
    }
  }
  const parent = enclosingCollection(contents, at, lines)
  if (text[at] === '-' || parent === null || parent.kind === 'map') {
    return { by: 'parser', problem: 'did not find expected key', contextLine: parent?.line ?? 0, problemLine: line }
  }
  return { by: 'parser', problem: "did not find expected '-' indicator", contextLine: parent.line, problemLine: line }
}

/** go-yaml puts the end of the stream on a line of its own. */
function endOfStream(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function colonAfter(text: string, from: number): number {
  const found = /:(?=\s|$)/.exec(text.slice(from))
  return found === null ? from : from + found.index
}

function openFlow(text: string, at: number): { readonly start: number; readonly bracket: '[' | '{' } | null {
  const open: { start: number; bracket: '[' | '{' }[] = []
  const token = /"(?:[^"\\]|\\.)*"|'[^']*'|#.*$|[[\]{}]/gm
  for (const match of text.slice(0, at).matchAll(token)) {
    const character = match[0]
    if (character === '[' || character === '{') open.push({ start: match.index, bracket: character })
    else if (character === ']' || character === '}') open.pop()
  }
  return open.at(-1) ?? null
}

function flowFault(
  text: string,
  flow: { readonly start: number; readonly bracket: '[' | '{' },
  at: number,
  endLine: number,
  lines: LineCounter,
): Fault {
  const contextLine = lines.linePos(flow.start).line - 1
  const rest = text.slice(at).trim()
  const problemLine = rest === '' ? endLine : lines.linePos(at).line - 1
  const wantsNode = /[[{,:]\s*$/.test(text.slice(0, at))
  if (wantsNode && flow.bracket === '[') {
    return { by: 'parser', problem: 'did not find expected node content', contextLine: problemLine, problemLine }
  }
  const closing = flow.bracket === '[' ? "',' or ']'" : "',' or '}'"
  return { by: 'parser', problem: `did not find expected ${closing}`, contextLine, problemLine }
}

/** The innermost block collection that began left of the fault: the one go-yaml was still reading. */
function enclosingCollection(
  contents: unknown,
  at: number,
  lines: LineCounter,
): { readonly kind: 'map' | 'seq'; readonly line: number } | null {
  const column = lines.linePos(at).col
  let found: { readonly kind: 'map' | 'seq'; readonly line: number } | null = null
  if (contents === null || contents === undefined) return null
  visit(contents as ParsedNode, (_key, node) => {
    if (isPair(node) || !isCollection(node) || !node.range) return undefined
    const start = lines.linePos(node.range[0])
    if (node.range[0] <= at && start.col <= column) {
      found = { kind: node.constructor.name === 'YAMLSeq' ? 'seq' : 'map', line: start.line - 1 }
    }
    return undefined
  })
  return found
}
