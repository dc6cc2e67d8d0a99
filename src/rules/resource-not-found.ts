import { type AnswerFacts, answerLook, isStatusObject } from './facts/answer-facts.ts'
import { isUntrusted } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The API server itself says that it does not have what was asked for: the connection is in order. */
export const resourceNotFound: Rule<AnswerFacts> = {
  id: 'resource-not-found',
  citations: [
    {
      title: 'Kubernetes API: Status',
      ref: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/',
    },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (isUntrusted(subject, path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) =>
        exchange.status === 404 && isStatusObject(exchange) ? '404, in a Status of the API server' : null,
      )
    }),
}
