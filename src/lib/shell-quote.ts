/**
 * One word for a POSIX shell that gives exactly `text` back. Plain words stay as they are; others are put between
 * single quotes (XCU 2.2.2), and where control characters stand inside, `printf` writes them, so that pasting the line
 * into a terminal can do nothing by itself. A trailing line feed would be lost there (XCU 2.6.3); nothing that is
 * quoted here ends in one.
 */
export function shellQuote(text: string): string {
  if (PLAIN.test(text)) return text
  if (CONTROL.test(text)) return `"$(printf '${[...Buffer.from(text, 'utf8')].map(printfByte).join('')}')"`
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A whole command line: each word quoted, one space between. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellQuote).join(' ')
}

const PLAIN = /^[A-Za-z0-9_@+:,./=-]+$/
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

function printfByte(byte: number): string {
  const character = String.fromCharCode(byte)
  return /[A-Za-z0-9_./:-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`
}
