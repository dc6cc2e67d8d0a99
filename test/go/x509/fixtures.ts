import type { GoCertificate } from '../../../src/go/x509/certificate.ts'
import { type JudgeChainInput, judgeChain } from '../../../src/go/x509/judge-chain.ts'
import { parseCertificate } from '../../../src/go/x509/parse-certificate.ts'
import { type CertificateSpec, type IssuedCertificate, issueCertificate } from '../../../src/x509/issue.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

/** The instant that tests judge at. */
export const AT = new Date('2026-11-24T00:17:27Z')
export const VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
export const PAST = { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2025-12-31T23:59:59Z') }

export function authority(commonName: string, more: Partial<CertificateSpec> = {}): IssuedCertificate {
  return issueCertificate({ subject: { commonName }, issuer: 'self', isCa: true, ...VALIDITY, ...more })
}

export function server(issuer: IssuedCertificate | 'self', more: Partial<CertificateSpec> = {}): IssuedCertificate {
  return issueCertificate({
    subject: { commonName: 'kube-apiserver' },
    issuer,
    sans: [{ type: 'dns', value: 'api.example' }],
    ...VALIDITY,
    ...more,
  })
}

/** As that Go reads it. */
export function parsed({ der }: IssuedCertificate, go = 'go1.24.0'): GoCertificate {
  const read = parseCertificate(der, behavioursOfGo(go))
  if (!read.ok) throw new Error(read.error.text)
  return read.certificate
}

/** Go 1.24 at AT, for `api.example`, verification on. */
export function judge(
  presented: readonly IssuedCertificate[],
  anchors: readonly IssuedCertificate[],
  more: Partial<JudgeChainInput> = {},
) {
  return judgeChain({
    presented: presented.map(({ der }) => der),
    anchors: anchors.map(({ der }) => der),
    dnsName: 'api.example',
    at: AT,
    zoneOffsetMinutes: 0,
    behaviours: behavioursOfGo('go1.24.0'),
    insecure: false,
    ...more,
  })
}

export const PREFIX = 'tls: failed to verify certificate: x509: '
