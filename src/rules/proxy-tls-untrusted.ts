import { hostPort } from '../lib/host-port.ts'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import { blocked, notApplicable, onEveryPath } from './facts/sightings.ts'
import { decisiveWalk, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The certificate of an https:// proxy itself is rejected; kubectl checks it with the cluster's authorities. */
export const proxyTlsUntrusted: Rule<ConnectionFacts> = {
  id: 'proxy-tls-untrusted',
  citations: [
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      const { proxy } = path.path
      if (proxy?.kind !== 'https-proxy') return notApplicable('no https:// proxy on the path')
      const { verdict } = path.judgement
      const presented = decisiveWalk(path)?.proxyTls?.certificates ?? null
      if (presented === null) return blocked('the proxy presented no certificate')
      if (verdict.stage !== 'proxy' || !/certificate|x509/.test(`${verdict.code} ${verdict.text}`)) return 'clear'
      const detail = verdict.text ?? ''
      return {
        facts: { hop: 'proxy', peer: hostPort(proxy), remote: null, proxy: proxy.url, detail },
        evidence: [seenOn(subject, path, 'proxyTls/certificates/0', detail)],
      }
    }),
}
