import { parseIp } from '../lib/ip.ts'
import { hasNoSans, ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

export type ServerIpNotInCertificateFacts = ServerCertificateFacts & {
  readonly ips: readonly string[]
  readonly dns: readonly string[]
}

/** The server is addressed by an IP that its own certificate does not hold as an IP SAN. */
export const serverIpNotInCertificate: Rule<ServerIpNotInCertificateFacts> = {
  id: 'server-ip-not-in-certificate',
  citations: [
    {
      title: 'crypto/x509 Certificate.VerifyHostname',
      ref: 'https://pkg.go.dev/crypto/x509#Certificate.VerifyHostname',
    },
    {
      title: 'PKI certificates and requirements',
      ref: 'https://kubernetes.io/docs/setup/best-practices/certificates/',
    },
  ],
  explainedBy: ['certificate-without-sans'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([leaf]) => {
        const serverName = subject.case.target?.serverName ?? ''
        if (objection(path, 'x509.HostnameError') === null || parseIp(serverName) === null || hasNoSans(leaf))
          return null
        const detail = `IP SANs ${leaf.sans.ip.join(', ') || '(none)'}, not ${serverName}`
        return { detail, ips: leaf.sans.ip, dns: leaf.sans.dns }
      }),
    ),
}
