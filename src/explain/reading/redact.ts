import { bounded, escapeControl } from '../../lib/escape.ts'

/**
 * A part of the pasted text as it may be shown again: credentials taken out, control characters visible, bounded.
 * kubectl masks tokens itself; proxies' passwords in URLs and pasted headers it does not.
 */
export function shownPart(text: string, limit: number): string {
  return bounded(escapeControl(withoutSecrets(text)), limit)
}

function withoutSecrets(text: string): string {
  return text
    .replace(/(:\/\/)[^\s/@"]{1,500}@/g, '$1REDACTED@')
    .replace(/\b(Bearer|Basic|Negotiate)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 REDACTED')
    .replace(/\b((?:access_|id_|refresh_)?token|password|client_secret)=[^\s&"]+/gi, '$1=REDACTED')
    .replace(/\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g, 'REDACTED')
}
