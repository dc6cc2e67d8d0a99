import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { Evidence } from '../rule.ts'
import { decisiveWalk, headerOf, lastExchange, seenOn } from './walks.ts'

/** Headers that kube-apiserver's own filters set on every answer (k8s.io/apiserver: audit and flow control). */
const API_SERVER_HEADERS = ['audit-id', 'x-kubernetes-pf-flowschema-uid', 'x-kubernetes-pf-prioritylevel-uid'] as const

/** kube-apiserver asks every client for a certificate; what ends TLS before it seldom does. */
export function asksForClientCertificate(path: JudgedPath): boolean {
  return (decisiveWalk(path)?.tls?.certificateRequest ?? null) !== null
}

/** The answer came from an API server, perhaps relayed. */
export function answersLikeApiServer(path: JudgedPath): boolean {
  const exchange = lastExchange(path)
  if (exchange === null) return false
  return API_SERVER_HEADERS.some((name) => headerOf(exchange.headers, name) !== null)
}

/** Names that only an API server's own certificate carries (kubeadm, k3s, kops and the rest all add them). */
export function namedLikeApiServer(path: JudgedPath): boolean {
  const leaf = path.presented?.[0]
  if (leaf === undefined) return false
  return (
    leaf.sans.dns.some((name) => /^kubernetes(\.default.*)?$/.test(name)) || /CN=kube-apiserver\b/.test(leaf.subject)
  )
}

/**
 * What speaks for a real API server at the end of this path. Through a proxy only the request for a client certificate
 * counts: an interceptor copies names and relays headers, but does not ask for a certificate it cannot use.
 */
export function apiServerSigns(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  const signs: Evidence[] = []
  if (asksForClientCertificate(path)) {
    signs.push(seenOn(subject, path, 'tls/certificateRequest', 'it asks for a client certificate, as API servers do'))
  }
  if (path.path.proxy !== null) return signs
  if (answersLikeApiServer(path)) {
    signs.push(seenOn(subject, path, 'http', "its answer carries an API server's headers", 'supports'))
  }
  if (namedLikeApiServer(path)) {
    signs.push(seenOn(subject, path, 'tls/certificates/0', "its certificate has an API server's names", 'supports'))
  }
  return signs
}
