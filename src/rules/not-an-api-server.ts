import { type AnswerFacts, answerLook, isStatusObject } from './facts/answer-facts.ts'
import { answersLikeApiServer } from './facts/api-server-signs.ts'
import { isUntrusted } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** What answers is accepted, and no API server: a web server, a load balancer without a backend, a wrong path in the URL. */
export const notAnApiServer: Rule<AnswerFacts> = {
  id: 'not-an-api-server',
  citations: [
    {
      title: 'Kubernetes API: Status',
      ref: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/',
    },
  ],
  explainedBy: ['redirected-to-login', 'captive-portal'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (isUntrusted(subject, path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) => {
        const { status } = exchange
        const refuses = status >= 400 && status < 500 && ![401, 403, 407, 429].includes(status)
        if (!refuses || isStatusObject(exchange) || answersLikeApiServer(path)) return null
        return `HTTP ${status}, and nothing of what an API server adds to every answer`
      })
    }),
}
