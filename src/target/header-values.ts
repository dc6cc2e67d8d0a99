import type { Credentials } from '../kubeconfig/credentials.ts'
import { quote } from '../lib/quote.ts'
import { REDACTED } from '../lib/secret.ts'

/**
 * What net/http says before it connects when a token or an impersonated name cannot stand in a header, mostly for a line
 * break at its end; `null`: all can. Models Transport.roundTrip and httpguts.ValidHeaderFieldValue.
 * Divergence: of several such headers Go names any one; and a token is never repeated.
 *
 * @param quotes Go up to 1.18 repeats the value
 */
export function headerFault({ token, impersonate }: Pick<Credentials, 'token' | 'impersonate'>, quotes: boolean) {
  if (token !== null && !isFieldValue(token.reveal())) {
    return wording('Authorization', `Bearer ${REDACTED}`, quotes)
  }
  const wrong = impersonationHeaders(impersonate).find(([, value]) => !isFieldValue(value))
  return wrong === undefined ? null : wording(...wrong, quotes)
}

function wording(name: string, value: string, quotes: boolean): string {
  const problem = 'net/http: invalid header field value'
  return quotes ? `${problem} ${quote(value)} for key ${name}` : `${problem} for ${quote(name)}`
}

/** Everything but control characters; a tab is none. Models httpguts.ValidHeaderFieldValue of golang.org/x/net. */
export function isFieldValue(value: string): boolean {
  return !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)
}

/** What a Host header may hold: no more than the characters of a URL's host. Models httpguts.ValidHostHeader. */
export function isHostValue(value: string): boolean {
  return /^[\w!$%&'()*+,\-.:;=[\]~]*$/.test(value)
}

/** Models impersonatingRoundTripper of client-go transport: an extra's key is escaped and stands in the name. */
function impersonationHeaders(impersonate: Credentials['impersonate']): readonly (readonly [string, string])[] {
  if (impersonate === null) return []
  return [
    ['Impersonate-User', impersonate.user],
    ...(impersonate.uid === null ? [] : [['Impersonate-Uid', impersonate.uid] as const]),
    ...impersonate.groups.map((group) => ['Impersonate-Group', group] as const),
    ...Object.entries(impersonate.extra ?? {}).flatMap(([key, values]) =>
      values.map((value) => [canonical(`Impersonate-Extra-${encodeURIComponent(key)}`), value] as const),
    ),
  ]
}

/** Models textproto.CanonicalMIMEHeaderKey. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}
