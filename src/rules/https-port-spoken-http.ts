import { hostPort } from '../lib/host-port.ts'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import { blocked, notApplicable, onEveryPath } from './facts/sightings.ts'
import { lastExchange, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The kubeconfig says http:// to a port that speaks TLS. */
export const httpsPortSpokenHttp: Rule<ConnectionFacts> = {
  id: 'https-port-spoken-http',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
  ],
  explainedBy: ['server-scheme-missing', 'server-scheme-http'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (subject.case.target?.scheme !== 'http') return notApplicable('the server URL is https')
      const exchange = lastExchange(path)
      if (exchange === null) return blocked('no request was sent')
      const firstLine = exchange.end.kind === 'malformed' ? exchange.end.firstLine : ''
      const isAlert = firstLine.startsWith('\u0015\u0003')
      const isGoServer =
        exchange.status === 400 &&
        /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port/i.test(exchange.body ?? '')
      if (!isAlert && !isGoServer) return 'clear'
      const detail = isAlert ? 'a TLS alert answered the HTTP request' : 'the server says that it speaks HTTPS'
      return {
        facts: {
          hop: 'server',
          peer: hostPort(path.path.server),
          remote: null,
          proxy: path.path.proxy?.url ?? null,
          detail,
        },
        evidence: [seenOn(subject, path, 'http', detail)],
      }
    }),
}
