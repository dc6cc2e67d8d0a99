/** Longer ones are dropped by many terminals, or by what stands between. */
const MAX_BYTES = 74_994

/** Asks the terminal to put a text on the clipboard (xterm, "Operating System Commands" 52). `null`: it is too long. */
export function clipboardSequence(text: string): string | null {
  const bytes = Buffer.from(text, 'utf8')
  return bytes.length > MAX_BYTES ? null : `\u001b]52;c;${bytes.toString('base64')}\u0007`
}
