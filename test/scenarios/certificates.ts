import { toBase64 } from '../../src/lib/bytes.ts'
import { type CertificateSpec, createKey, type IssuedCertificate, issueCertificate } from '../../src/x509/issue.ts'

/** The instant of every scenario. */
export const AT = '2026-11-24T12:00:00.000Z'
export const SERVER_IP = '192.0.2.10'
export const SERVER_NAME = 'api.lab.example'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const now = Date.parse(AT)
export const life = { notBefore: new Date(now - YEAR_MS), notAfter: new Date(now + YEAR_MS) }

export function authority(commonName: string, more: Partial<CertificateSpec> = {}): IssuedCertificate {
  return issueCertificate({ subject: { commonName }, issuer: 'self', isCa: true, ...life, ...more })
}

/** Every leaf of the scenarios has this one key: keys cost time, and nothing here is about them. */
const leafKey = createKey('ecdsa-p256')

export function leafOf(issuer: IssuedCertificate | 'self', more: Partial<CertificateSpec> = {}): IssuedCertificate {
  return issueCertificate({
    subject: { commonName: 'kube-apiserver' },
    issuer,
    key: leafKey,
    extKeyUsage: ['serverAuth'],
    ...life,
    ...more,
  })
}

export const clusterCa = authority('kubernetes')
export const otherCa = authority('other-cluster')
/** The interceptor signs with an organization and a name of its own. */
export const proxyCa = issueCertificate({
  subject: { commonName: 'egress-proxy', organization: 'Example Egress' },
  issuer: 'self',
  isCa: true,
  ...life,
})

export const apiServerSans: NonNullable<CertificateSpec['sans']> = [
  { type: 'dns', value: 'kubernetes' },
  { type: 'dns', value: 'kubernetes.default.svc' },
  { type: 'dns', value: SERVER_NAME },
  { type: 'ip', value: SERVER_IP },
]

/** What the healthy API server presents. */
export const serverLeaf = leafOf(clusterCa, { sans: apiServerSans })

/** What the interceptor mints when it is asked for the address: the address is there, as a DNS name. */
export const mintedLeaf = leafOf(proxyCa, {
  subject: { commonName: SERVER_IP },
  sans: [{ type: 'dns', value: SERVER_IP }],
  sanCritical: true,
})

/** The interceptor's second variant: a self-signed certificate without any name. */
export const selfSignedProxyLeaf = leafOf('self', { subject: { commonName: 'egress-proxy' } })

export function der(...certificates: readonly IssuedCertificate[]): readonly string[] {
  return certificates.map((one) => toBase64(one.der))
}
