import { createKey, type IssuedCertificate, issueCertificate, type SubjectAltName } from '../x509/issue.ts'

const DAY_MS = 86_400_000

/** A certificate authority of that name, with a new key, valid for ten years from the day before `now`. */
export function createAuthority(
  subject: { readonly commonName: string; readonly organization?: string },
  now: Date,
): IssuedCertificate {
  return issueCertificate({
    subject,
    issuer: 'self',
    key: createKey('rsa-2048'),
    isCa: true,
    keyUsage: ['digitalSignature', 'keyEncipherment', 'keyCertSign'],
    notBefore: daysFrom(now, -1),
    notAfter: daysFrom(now, 3650),
  })
}

/** What kubeadm gives an API server: `CN=kube-apiserver` with the service's names and the addresses given. */
export function issueApiServerCertificate(
  ca: IssuedCertificate,
  validity: { readonly notBefore: Date; readonly notAfter: Date },
  addresses: readonly SubjectAltName[],
): IssuedCertificate {
  return issueCertificate({
    subject: { commonName: 'kube-apiserver' },
    issuer: ca,
    key: createKey('rsa-2048'),
    sans: [
      ...SERVICE_NAMES.map((value) => ({ type: 'dns' as const, value })),
      { type: 'ip', value: '10.96.0.1' },
      ...addresses,
    ],
    isCa: false,
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extKeyUsage: ['serverAuth'],
    ...validity,
  })
}

/** `days` may be negative. */
export function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS)
}

const SERVICE_NAMES = [
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
]
