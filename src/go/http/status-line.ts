import { quoteBytes } from './quote.ts'

/** A response's first line, latin-1 and without its line end: what it says, or Go's error about it. */
export type StatusLine =
  | {
      readonly kind: 'status'
      readonly code: number
      /** Text after the first space behind the code; `null`: no such space. */
      readonly phrase: string | null
    }
  | { readonly kind: 'malformed'; readonly error: string }

/**
 * Reads a status line as net/http does: the code is looked at before the version, and need only be three digits.
 * Models net/http.ReadResponse. Texts: kubectl-truth section 6.
 */
export function readStatusLine(line: string): StatusLine {
  const [proto, rest] = cut(line)
  if (rest === null) return { kind: 'malformed', error: `malformed HTTP response ${quoteBytes(line)}` }
  const [code, phrase] = cut(rest.replace(/^ +/, ''))
  if (!/^\d{3}$/.test(code)) return { kind: 'malformed', error: `malformed HTTP status code ${quoteBytes(code)}` }
  if (!/^HTTP\/\d\.\d$/.test(proto)) return { kind: 'malformed', error: `malformed HTTP version ${quoteBytes(proto)}` }
  return { kind: 'status', code: Number(code), phrase }
}

function cut(text: string): readonly [before: string, after: string | null] {
  const at = text.indexOf(' ')
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}
