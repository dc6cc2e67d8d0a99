import { REDACTED, type Secret } from '../lib/secret.ts'

/** What is shorter stands in ordinary words, too: `demo` as a password must not blacken every demo. */
const SHORTEST = 8

/**
 * Plain JSON data with every occurrence of these secrets replaced: a peer may repeat what it was sent. Of a header's
 * value the scheme may be missing, and of Basic authentication (RFC 7617) the password may stand decoded.
 */
export function withoutSecrets<T>(value: T, secrets: readonly Secret[]): T {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= SHORTEST)
  // Longer ones first: a header's value holds the token.
  const sorted = forms.toSorted((a, b) => b.length - a.length)
  return sorted.length === 0 ? value : (scrub(value, sorted) as T)
}

function formsOf(secret: Secret): readonly string[] {
  const value = secret.reveal()
  const bare = /^\S+ (.+)$/s.exec(value)?.[1] ?? value
  const basic = value.startsWith('Basic ') ? Buffer.from(bare, 'base64').toString('utf8') : ''
  return [value, bare, basic.slice(basic.indexOf(':') + 1), encodeURIComponent(bare)]
}

function scrub(value: unknown, forms: readonly string[]): unknown {
  if (typeof value === 'string') {
    return forms.reduce((text, form) => withoutCut(text.replaceAll(form, REDACTED), form), value)
  }
  if (Array.isArray(value)) return value.map((item) => scrub(item, forms))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrub(item, forms)]))
}

/** Of a text that was cut to its length the end may be the beginning of a secret. */
function withoutCut(text: string, form: string): string {
  for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST; length--) {
    if (text.endsWith(form.slice(0, length))) return text.slice(0, -length) + REDACTED
  }
  return text
}
