import { hostPort } from '../lib/host-port.ts'
import { proxySetBy } from './facts/proxy-set-by.ts'
import { blocked, notApplicable, onKubectlPath } from './facts/sightings.ts'
import { chainIsAccepted, directPath, kubectlFails, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type ProxyNotNeededFacts = {
  readonly proxy: string
  readonly setBy: string
  readonly server: string
}

/** kubectl goes through a proxy and fails, while the direct path works. */
export const proxyNotNeeded: Rule<ProxyNotNeededFacts> = {
  id: 'proxy-not-needed',
  citations: [{ title: 'golang.org/x/net/http/httpproxy', ref: 'https://pkg.go.dev/golang.org/x/net/http/httpproxy' }],
  explainedBy: ['no-proxy-mismatch'],
  check: (subject) =>
    onKubectlPath(subject, 'error', (path) => {
      const { proxy } = path.path
      if (proxy === null) return notApplicable('kubectl uses no proxy')
      const direct = directPath(subject)
      if (direct === null || direct.transcript === null) return blocked('the direct path was not walked')
      if (!kubectlFails(subject) || !chainIsAccepted(direct)) return 'clear'
      // Where the proxy's path is accepted too, what fails is the answer, and that has to be better without it.
      if (chainIsAccepted(path) && direct.judgement.message !== null) return 'clear'
      return {
        facts: {
          proxy: proxy.url,
          setBy: proxySetBy(subject, path) ?? proxy.url,
          server: hostPort(path.path.server),
        },
        evidence: [
          seenOn(subject, path, '', `through ${proxy.url}: ${path.judgement.verdict.text ?? 'kubectl fails'}`),
          seenOn(subject, direct, 'tls', 'direct: the certificate is accepted'),
        ],
      }
    }),
}
