/** Prose and names as roff text for the man macros; what would be a request or an escape is written as what it looks like. */
export function text(words: string): string {
  const written = words
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\\-'`"^~]|[^ -~]/gu, (character) => ESCAPED[character] ?? unicode(character))
  return written.startsWith('.') ? `\\&${written}` : written
}

export function bold(words: string): string {
  return `\\fB${text(words)}\\fR`
}

export function italic(words: string): string {
  return `\\fI${text(words)}\\fR`
}

export function section(title: string, lines: readonly string[]): readonly string[] {
  return [`.SH ${text(title)}`, ...lines]
}

/** A tag, and what is said of it; each of `more` is a further paragraph under the same tag. */
export function tagged(tag: string, said: string, more: readonly string[] = []): readonly string[] {
  return ['.TP', tag, text(said), ...more.flatMap((paragraph) => ['.IP', paragraph])]
}

/**
 * A bare `-` may be printed as a hyphen, and the quotes as typographic ones: none of them can be pasted into a shell
 * (groff_char(7)).
 */
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '"': '\\(dq',
  '^': '\\(ha',
  '~': '\\(ti',
  // Not every font of a terminal without Unicode has it, and roff warns where it has not.
  '…': '...',
}

/** Any encoding of the reader's terminal can show it, or something like it. */
function unicode(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `\\[u${code.toString(16).toUpperCase().padStart(4, '0')}]`
}
