import { escapeControl } from '../lib/escape.ts'
import { foreignChain } from './facts/foreign-chain.ts'
import { blocked, notApplicable, onEveryPath } from './facts/sightings.ts'
import { trustedElsewhere } from './facts/trusted-elsewhere.ts'
import type { Rule } from './rule.ts'

export type InterceptorTrustedElsewhereFacts = {
  readonly authority: string
  readonly places: readonly { readonly name: string; readonly file: string }[]
}

/** The interceptor's authority stands in a trust store that kubectl does not read, since the kubeconfig pins its own. */
export const interceptorTrustedElsewhere: Rule<InterceptorTrustedElsewhereFacts> = {
  id: 'interceptor-trusted-elsewhere',
  citations: [
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) =>
    onEveryPath(subject, 'warning', (path) => {
      const source = subject.case.target?.trust.source
      if (source === 'system' || source === 'insecure') return notApplicable('the kubeconfig pins no authority')
      const chain = foreignChain(subject, path)
      if (chain === null) return path.presented === null ? blocked('no certificate was captured') : 'clear'
      if (chain.cause !== 'intercepted') return 'clear'
      const stores = trustedElsewhere(subject, path)
      const [first, ...more] = stores.map((store) => ({
        path: path.path.id,
        pointer: `/trustElsewhere/${store.index}`,
        text: `${escapeControl(store.name)}: ${escapeControl(store.file)} holds ${chain.topIssuer}`,
        weight: 'proof' as const,
      }))
      if (first === undefined) return 'clear'
      const places = stores.map(({ name, file }) => ({ name, file: escapeControl(file) }))
      return { facts: { authority: chain.topIssuer, places }, evidence: [first, ...more] }
    }),
}
