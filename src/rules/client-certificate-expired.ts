import { distinguishedName, readCertificate } from './facts/chain-origin.ts'
import { placeOf } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

export type ClientCertificateExpiredFacts = {
  readonly subject: string
  readonly notAfter: string
  readonly place: string | null
  readonly user: string | null
}

/** The kubeconfig's client certificate is past its notAfter. */
export const clientCertificateExpired: Rule<ClientCertificateExpiredFacts> = {
  id: 'client-certificate-expired',
  citations: [
    { title: 'Authenticating', ref: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/' },
  ],
  explainedBy: [],
  check: (subject) => {
    const client = subject.case.target?.clientCertificate ?? null
    const der = client?.certificates[0]
    const certificate = der === undefined ? null : readCertificate(der)
    if (client === null || certificate === null)
      return { state: 'not-applicable', reason: 'the user has no client certificate' }
    const notAfter = new Date(certificate.validTo).toISOString()
    if (Date.parse(notAfter) >= Date.parse(subject.case.at)) return { state: 'clear' }
    const place = placeOf(client.at)
    return {
      state: 'fired',
      severity: 'error',
      facts: {
        subject: distinguishedName(certificate.subject),
        notAfter,
        place,
        user: subject.case.target?.user ?? null,
      },
      evidence: [{ path: null, pointer: '/target/clientCertificate', text: `not after ${notAfter}`, weight: 'proof' }],
      paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
      confidence: 'certain',
    }
  },
}
