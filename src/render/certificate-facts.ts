import type { ReportPath } from '../report/report.ts'

type Certificate = NonNullable<ReportPath['presented']>[number]

/** A certificate's fields as rows of name and text, subject aside; empty ones left out. */
export function certificateFacts(certificate: Certificate): readonly (readonly [name: string, text: string])[] {
  const { publicKey, nameConstraints } = certificate
  const rows: readonly (readonly [string, string])[] = [
    ['issuer', certificate.selfSigned ? `${certificate.issuer} (self-signed)` : certificate.issuer],
    ['names', sanText(certificate)],
    ['valid', `${certificate.notBefore} to ${certificate.notAfter}`],
    [
      'key',
      `${publicKey.algorithm}${publicKey.bits === null ? '' : ` ${publicKey.bits}`}, signed with ${certificate.signatureAlgorithm}`,
    ],
    ['usage', [certificate.isCa ? 'CA' : 'not a CA', ...certificate.keyUsage, ...certificate.extKeyUsage].join(', ')],
    ['constraints', nameConstraints === null ? '' : constraintText(nameConstraints)],
    ['serial', certificate.serial],
    ['sha256', certificate.sha256],
    ['parse error', certificate.parseError ?? ''],
  ]
  return rows.filter(([, text]) => text !== '')
}

/** `DNS:kubernetes, IP:203.0.113.10`, as openssl writes them. */
function sanText(certificate: Certificate): string {
  const { dns, ip, email, uri } = certificate.sans
  const names = [
    ...dns.map((name) => `DNS:${name}`),
    ...ip.map((address) => `IP:${address}`),
    ...email.map((address) => `email:${address}`),
    ...uri.map((address) => `URI:${address}`),
  ]
  return names.length === 0 ? 'none' : names.join(', ')
}

function constraintText(constraints: NonNullable<Certificate['nameConstraints']>): string {
  const permitted = constraints.permitted.length === 0 ? [] : [`permitted ${constraints.permitted.join(', ')}`]
  const excluded = constraints.excluded.length === 0 ? [] : [`excluded ${constraints.excluded.join(', ')}`]
  return [...permitted, ...excluded].join('; ')
}
