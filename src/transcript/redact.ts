import { REDACTED } from '../lib/secret.ts'
import type { Header } from './transcript.ts'

/** Headers whose whole value is a secret, in lower case. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'set-cookie2',
])

/** Headers that hold a URL, whose query may carry a code, a state or a token (RFC 6749 section 4.1.2). */
const URL_HEADERS: ReadonlySet<string> = new Set(['location', 'content-location', 'refresh', 'link'])

const MAX_HEADERS = 100
const MAX_VALUE = 4096

/** What of a message's head may enter a transcript: secrets replaced, at most 100 fields of 4 KiB each. */
export function redactHeaders(headers: readonly Header[]): readonly Header[] {
  return headers.slice(0, MAX_HEADERS).map(([name, value]) => [name.slice(0, MAX_VALUE), redactValue(name, value)])
}

/** A URL or path without what may be secret in it: password, query and fragment. Works on what does not parse, too. */
export function redactUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#@]*@/i, (_, scheme: string | undefined) => `${scheme ?? ''}//${REDACTED}@`)
    .replace(/([?#]).*$/s, `$1${REDACTED}`)
}

function redactValue(name: string, value: string): string {
  const lower = name.toLowerCase()
  if (SECRET_HEADERS.has(lower)) return REDACTED
  return (URL_HEADERS.has(lower) ? redactUrl(value) : value).slice(0, MAX_VALUE)
}
