import { type AnswerFacts, answerLook } from './facts/answer-facts.ts'
import { isUntrusted } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The API server has no room for the request now (429). */
export const requestThrottled: Rule<AnswerFacts> = {
  id: 'request-throttled',
  citations: [
    {
      title: 'API priority and fairness',
      ref: 'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/',
    },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (isUntrusted(subject, path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) => (exchange.status === 429 ? '429, too many requests' : null))
    }),
}
