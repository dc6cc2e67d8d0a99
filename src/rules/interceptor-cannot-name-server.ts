import { parseIp } from '../lib/ip.ts'
import { foreignChain } from './facts/foreign-chain.ts'
import { blocked, notApplicable, onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import { seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type InterceptorCannotNameServerFacts = {
  readonly serverName: string
  /** What the minted certificate is for. */
  readonly names: readonly string[]
  /** The address stands in it, but as a DNS name. */
  readonly asDnsName: boolean
}

/** An address gets no SNI, so the interceptor cannot know which name to put into what it mints, and kubectl rejects the name. */
export const interceptorCannotNameServer: Rule<InterceptorCannotNameServerFacts> = {
  id: 'interceptor-cannot-name-server',
  citations: [
    { title: 'RFC 6066 section 3 (server_name)', ref: 'https://www.rfc-editor.org/rfc/rfc6066#section-3' },
    {
      title: 'crypto/x509 Certificate.VerifyHostname',
      ref: 'https://pkg.go.dev/crypto/x509#Certificate.VerifyHostname',
    },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) =>
    onEveryPath(subject, 'warning', (path) => {
      const chain = foreignChain(subject, path)
      const target = subject.case.target
      if (target === null || parseIp(target.serverName) === null)
        return notApplicable('the server is not verified by address')
      if (chain === null) return path.presented === null ? blocked('no certificate was captured') : 'clear'
      const leaf = path.presented?.[0]
      const hit = objection(path, 'x509.HostnameError')
      if (chain.cause !== 'intercepted' || hit === null || leaf === undefined) return 'clear'
      const asDnsName = leaf.sans.dns.includes(target.serverName)
      return {
        facts: { serverName: target.serverName, names: [...leaf.sans.dns, ...leaf.sans.ip].slice(0, 20), asDnsName },
        evidence: [seenOn(subject, path, 'tls/certificates/0', hit.text)],
      }
    }),
}
