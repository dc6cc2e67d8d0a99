import type { Case } from '../../src/case.ts'
import type { RuleId } from '../../src/rules/index.ts'
import type { Target } from '../../src/target/target.ts'
import { type IssuedCertificate, issueCertificate } from '../../src/x509/issue.ts'
import { apiServerSans, authority, clusterCa, der, leafOf, life, otherCa, SERVER_IP } from './certificates.ts'
import { date, direct, presenting } from './situations.ts'
import { answer, apiServerHeaders } from './walks.ts'

const intermediate = issueCertificate({
  subject: { commonName: 'lab intermediate' },
  issuer: clusterCa,
  isCa: true,
  ...life,
})
const expiredIntermediate = issueCertificate({
  subject: { commonName: 'old intermediate' },
  issuer: clusterCa,
  isCa: true,
  notBefore: date(-300),
  notAfter: date(-1),
})
const expiredCa = authority('old-authority', { notBefore: date(-4000), notAfter: date(-10) })
const notAnAuthority = authority('no-authority', { isCa: false })
const sans = apiServerSans
const clientCa = authority('client-ca')
const trusting = (...authorities: readonly IssuedCertificate[]): Partial<Target> => ({
  trust: { source: 'kubeconfig-data', certificates: der(...authorities), files: [] },
})

/** Certificates that are the server's own, or plainly are not. One Case a finding in which it fires. */
export const certificateFiring = {
  'server-ip-not-in-certificate': () =>
    presenting(
      der(
        leafOf(clusterCa, {
          sans: [
            { type: 'dns', value: SERVER_IP },
            { type: 'dns', value: 'kubernetes' },
          ],
        }),
      ),
    ),
  'server-name-not-in-certificate': () =>
    presenting(der(leafOf(clusterCa, { sans })), {
      serverName: 'else.lab.example',
      sni: 'else.lab.example',
      host: 'else.lab.example',
    }),
  'certificate-without-sans': () => presenting(der(leafOf(clusterCa))),
  'certificate-expired': () => presenting(der(leafOf(clusterCa, { sans, notBefore: date(-300), notAfter: date(-1) }))),
  'certificate-not-yet-valid': () =>
    presenting(der(leafOf(clusterCa, { sans, notBefore: date(1), notAfter: date(30) }))),
  'clock-skew': () =>
    direct({ http: [answer(200, { headers: [['date', date(-1).toUTCString()], ...apiServerHeaders] })] }),
  'certificate-expires-soon': () =>
    presenting(der(leafOf(clusterCa, { sans, notBefore: date(-360), notAfter: date(5) }))),
  'intermediate-missing': () => presenting(der(leafOf(intermediate, { sans }))),
  'intermediate-expired': () => presenting(der(leafOf(expiredIntermediate, { sans }), expiredIntermediate)),
  'cluster-ca-mismatch': () => presenting(der(leafOf(otherCa, { sans }))),
  'cluster-ca-rotated': () => presenting(der(leafOf(authority('kubernetes'), { sans }))),
  'cluster-ca-expired': () => presenting(der(leafOf(expiredCa, { sans })), trusting(expiredCa)),
  'authority-may-not-sign': () => presenting(der(leafOf(notAnAuthority, { sans })), trusting(notAnAuthority)),
  'wrong-key-usage': () => presenting(der(leafOf(clusterCa, { sans, extKeyUsage: ['clientAuth'] }))),
  'weak-signature': () => presenting(der(leafOf(clusterCa, { sans, signatureHash: 'sha1' }))),
  'certificate-malformed': () => presenting(der(leafOf(clusterCa, { sans, serial: -5n }))),
  'unhandled-critical-extension': () =>
    presenting(
      der(
        leafOf(clusterCa, {
          sans,
          extensions: [{ oid: '1.3.6.1.4.1.32473.1', critical: true, der: Uint8Array.of(5, 0) }],
        }),
      ),
    ),
  'self-signed-server': () => presenting(der(leafOf('self', { sans }))),
  'system-roots-do-not-know-server': () =>
    presenting(der(leafOf(otherCa, { sans })), { trust: { source: 'system', certificates: der(clientCa), files: [] } }),
} as const satisfies Partial<Record<RuleId, () => Case>>
