import { type AnswerFacts, answerLook, isStatusObject } from './facts/answer-facts.ts'
import { isUntrusted } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** A healthy API server passes on an x509 error of a hop behind it: a kubelet, a webhook, an aggregated API. */
export const upstreamHopCertificate: Rule<AnswerFacts> = {
  id: 'upstream-hop-certificate',
  citations: [
    {
      title: 'Control plane to node communication',
      ref: 'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/',
    },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (isUntrusted(subject, path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) =>
        isStatusObject(exchange) && /x509:/.test(exchange.body ?? '')
          ? 'an x509 error inside an API server answer'
          : null,
      )
    }),
}
