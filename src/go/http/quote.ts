import { escapeControl } from '../../lib/escape.ts'
import { quote } from '../../lib/quote.ts'

/**
 * A byte string between double quotes as Go's `%q` prints it: valid UTF-8 that is printable stays, other bytes become
 * `\x15`. Input is latin-1, one character a byte. Models strconv.Quote.
 */
export function quoteBytes(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8')
  // A replacement character means bytes that are no UTF-8: they are then shown one by one.
  return text.includes('\ufffd') ? `"${[...latin1].map(quoteByte).join('')}"` : quote(text)
}

/** Go prints the bytes as they came, and a terminal takes them for UTF-8. */
export function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8')
}

/** Text of a peer as kubectl prints it, but with what a terminal would obey made visible; line feeds and tabs stay. */
export function remoteText(text: string): string {
  return text
    .split(/([\n\t]+)/)
    .map((part, i) => (i % 2 === 0 ? escapeControl(part) : part))
    .join('')
}

function quoteByte(byte: string): string {
  if (byte.charCodeAt(0) < 0x80) return quote(byte).slice(1, -1)
  return `\\x${byte.charCodeAt(0).toString(16)}`
}
