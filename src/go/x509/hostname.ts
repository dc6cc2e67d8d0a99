import { formatIp, parseIp, sameIp } from '../../lib/ip.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoCertificate } from './certificate.ts'
import { type VerifyError, verifyError } from './errors.ts'

/** From this many SANs on, newer releases print only their number. */
const MANY_SANS = 100

/**
 * Whether the certificate names `host`: an IP address (brackets allowed) only among the IP SANs, a name only among the
 * DNS SANs (RFC 6125 section 6.4). `null` when it does. Models crypto/x509 Certificate.VerifyHostname and
 * HostnameError.Error.
 */
export function verifyHostname(certificate: GoCertificate, host: string, behaviours: Behaviours): VerifyError | null {
  const { dns, ip } = certificate.facts.sans
  const literal = host.length >= 3 && host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
  const address = parseIp(literal)
  if (address !== null) {
    if (ip.some((candidate) => sameIp(candidate, address))) return null
    return hostnameError(certificate, literal, behaviours)
  }
  const bareWildcard = x509Behaviours(behaviours).bareWildcard
  const name = lowerAscii(host)
  const isHostname = isValidHostname(name, 'host', bareWildcard)
  const named = dns.some((pattern) =>
    isHostname && isValidHostname(pattern, 'pattern', bareWildcard)
      ? matchHostnames(pattern, name)
      : matchExactly(pattern, name),
  )
  return named ? null : hostnameError(certificate, host, behaviours)
}

function hostnameError(certificate: GoCertificate, host: string, behaviours: Behaviours): VerifyError {
  return verifyError('x509.HostnameError', hostnameText(certificate, host, behaviours))
}

function hostnameText(certificate: GoCertificate, host: string, behaviours: Behaviours): string {
  const { sanExtension, sans } = certificate.facts
  if (sanExtension === null && matchHostnames(certificate.subject.commonName, host)) {
    const hint = x509Behaviours(behaviours).commonNameHint
      ? ' or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0'
      : ' instead'
    return `certificate relies on legacy Common Name field, use SANs${hint}`
  }
  const isAddress = parseIp(host) !== null
  if (isAddress && sans.ip.length === 0) {
    return `cannot validate certificate for ${host} because it doesn't contain any IP SANs`
  }
  const count = isAddress ? sans.ip.length : sans.dns.length
  if (behaviours.countManySans && count >= MANY_SANS) {
    return `certificate is valid for ${count} ${isAddress ? 'IP SANs' : 'names'}, but none matched ${host}`
  }
  const valid = (isAddress ? sans.ip.map(formatIp) : sans.dns).join(', ')
  if (valid === '') return `certificate is not valid for any names, but wanted to match ${host}`
  return `certificate is valid for ${valid}, not ${host}`
}

/** Models validHostname: a wildcard only as the whole first label of a pattern; `_` allowed as the web uses it. */
function isValidHostname(name: string, role: 'pattern' | 'host', bareWildcard: boolean): boolean {
  const bare = role === 'host' ? name.replace(/\.$/, '') : name
  if (bare === '' || (bare === '*' && !bareWildcard)) return false
  return bare
    .split('.')
    .every((label, i) => (role === 'pattern' && i === 0 && label === '*') || /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(label))
}

/** For names that are no valid hostnames: the same text but for case. */
function matchExactly(pattern: string, host: string): boolean {
  if (pattern === '' || pattern === '.' || host === '' || host === '.') return false
  return lowerAscii(pattern) === lowerAscii(host)
}

function matchHostnames(pattern: string, host: string): boolean {
  const wanted = lowerAscii(pattern)
  const given = lowerAscii(host.replace(/\.$/, ''))
  if (wanted === '' || given === '') return false
  const labels = wanted.split('.')
  const hostLabels = given.split('.')
  if (labels.length !== hostLabels.length) return false
  return labels.every((label, i) => (i === 0 && label === '*') || label === hostLabels[i])
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
