import { toBase64 } from '../lib/bytes.ts'
import { withoutEnd } from '../lib/without-end.ts'

export interface PemBlock {
  readonly label: string
  /** RFC 1421 headers (`Proc-Type: 4,ENCRYPTED`); client-go and crypto/x509 skip certificates that have any. */
  readonly headers: Readonly<Record<string, string>>
  readonly der: Uint8Array
}

const BEGIN = '-----BEGIN '
const END = '-----END '
const DASHES = '-----'
/** Far more than any block has; each of them may be looked at again for the next block (a colon is no base64). */
const MAX_HEADERS = 100

/**
 * All PEM blocks of a text, in order. What stands around them is ignored, and so is a block whose end line, headers or
 * base64 is wrong: reading goes on after its first line. Models encoding/pem Decode (RFC 7468 with RFC 1421 headers).
 */
export function decodePem(input: Uint8Array | string): readonly PemBlock[] {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1')
  const blocks: PemBlock[] = []
  let at = 0
  while (true) {
    const begin = beginLine(text, at)
    if (begin === null) return blocks
    const block = blockAfter(text, begin)
    if (block !== null) blocks.push(block.block)
    at = block === null ? begin.next : block.next
  }
}

/** Base64 in lines of 64 characters between the two label lines, with a final newline. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return [`${BEGIN}${label}${DASHES}`, ...lines, `${END}${label}${DASHES}`, ''].join('\n')
}

interface BeginLine {
  readonly label: string
  /** Index of the first character after the line. */
  readonly next: number
}

function beginLine(text: string, from: number): BeginLine | null {
  let at = from
  while (true) {
    const found = text.indexOf(BEGIN, at)
    if (found === -1) return null
    // A block begins only at the start of a line, and its first line ends with the dashes (trailing blanks aside).
    if (found === 0 || text[found - 1] === '\n') {
      const line = lineAt(text, found)
      if (line.text.length >= BEGIN.length + DASHES.length && line.text.endsWith(DASHES)) {
        return { label: line.text.slice(BEGIN.length, -DASHES.length), next: line.next }
      }
    }
    at = found + BEGIN.length
  }
}

function blockAfter(text: string, begin: BeginLine): { readonly block: PemBlock; readonly next: number } | null {
  const { headers, bodyStart } = readHeaders(text, begin.next)
  // The end line may follow at once: an empty body is allowed. Dashes are no base64, so that any other line of them ends
  // the search: else text of nothing but first lines would be searched to its end from each of them.
  const end = text.startsWith(DASHES, bodyStart) ? bodyStart : indexAfterNewline(text, bodyStart)
  if (end === -1 || !text.startsWith(END, end)) return null
  const endLine = lineAt(text, end)
  if (endLine.text !== `${END}${begin.label}${DASHES}`) return null
  const der = strictBase64(text.slice(bodyStart, end))
  return der === null ? null : { block: { label: begin.label, headers, der }, next: endLine.next }
}

function indexAfterNewline(text: string, from: number): number {
  const found = text.indexOf(`\n${DASHES}`, from)
  return found === -1 ? -1 : found + 1
}

/** Headers are the lines with a colon straight after the first line; of more than a hundred the body begins with one. */
function readHeaders(
  text: string,
  from: number,
): { readonly headers: Readonly<Record<string, string>>; readonly bodyStart: number } {
  // A header may have any name, __proto__ too.
  const headers: Record<string, string> = Object.create(null)
  let at = from
  for (let lines = 0; lines < MAX_HEADERS && at < text.length; lines++) {
    const line = lineAt(text, at)
    const colon = line.text.indexOf(':')
    if (colon === -1) break
    headers[line.text.slice(0, colon).trim()] = line.text.slice(colon + 1).trim()
    at = line.next
  }
  return { headers, bodyStart: at }
}

function lineAt(text: string, from: number): { readonly text: string; readonly next: number } {
  const newline = text.indexOf('\n', from)
  const end = newline === -1 ? text.length : newline
  return { text: withoutEnd(text.slice(from, end), ' \t\r'), next: newline === -1 ? end : newline + 1 }
}

/** Standard alphabet with padding; blanks and line ends are skipped. `null` for anything else. */
function strictBase64(body: string): Uint8Array | null {
  const digits = body.replace(/[ \t\r\n]+/g, '')
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return null
  return new Uint8Array(Buffer.from(digits, 'base64'))
}
