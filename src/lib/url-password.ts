import { REDACTED } from './secret.ts'

/**
 * A URL for people's eyes, be it one or not: whatever may be a password, from the first `:` behind the scheme to the last
 * `@`, is replaced. People quote, misspell and forget to escape here, and Go reads some of it all the same.
 */
export function redactUrlPassword(value: string): string {
  const at = value.lastIndexOf('@')
  if (at === -1) return value
  const scheme = /^["'\s]*[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(value)?.[0] ?? ''
  const colon = /:|%3a/i.exec(value.slice(scheme.length, at))
  if (colon === null) return value
  return `${value.slice(0, scheme.length + colon.index)}:${REDACTED}${value.slice(at)}`
}
