import { REDACTED } from '../lib/secret.ts'
import { redactUrlPassword } from '../lib/url-password.ts'
import { redactQuotedUrls } from './quoted-urls.ts'
import type { Header, OddLine } from './transcript.ts'

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
/** Of a field's name, and of its value. */
export const MAX_HEADER_VALUE = 4096

/** What of a message's head may enter a transcript: secrets replaced, at most 100 fields of 4 KiB each. */
export function redactHeaders(headers: readonly Header[]): readonly Header[] {
  return headers
    .slice(0, MAX_HEADERS)
    .map(([name, value]) => [name.slice(0, MAX_HEADER_VALUE), redactValue(name, value)])
}

/** A line that is no header to one client may be one to another, and a secret it is to both. */
export function redactOddLine({ line, initial }: OddLine): OddLine {
  const found = /^([^:]*):\s*/.exec(line)
  if (found === null) return { line: line.slice(0, MAX_HEADER_VALUE), initial }
  const [before, name = ''] = found
  const value = redactValue(name.trim(), line.slice(before.length))
  return { line: before.slice(0, MAX_HEADER_VALUE) + value, initial }
}

/**
 * A URL or path, or text that holds one, without what may be secret in it: userinfo, query and fragment. Works on what
 * does not parse, too.
 */
export function redactUrl(url: string): string {
  return url.replaceAll(/\/\/[^/?#\s]*@/g, `//${REDACTED}@`).replace(/([?#]).*/s, `$1${REDACTED}`)
}

/**
 * A text of kubectl's without the passwords of URLs that it quotes: those that it could not parse stand there whole.
 * What it could parse, Go masks by itself (net/url.URL.Redacted).
 */
export function redactMessage(message: string): string {
  return redactQuotedUrls(message).replace(
    /(could not parse: )(\S.*?)(?=\n\* |$)/s,
    (_, before: string, url: string) => `${before}${redactUrlPassword(url)}`,
  )
}

function redactValue(name: string, value: string): string {
  const lower = name.toLowerCase()
  if (SECRET_HEADERS.has(lower)) return REDACTED
  return (URL_HEADERS.has(lower) ? redactUrl(value) : value).slice(0, MAX_HEADER_VALUE)
}
