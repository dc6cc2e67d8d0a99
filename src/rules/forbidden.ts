import { type AnswerFacts, answerLook, isStatusObject } from './facts/answer-facts.ts'
import { answersLikeApiServer } from './facts/api-server-signs.ts'
import { isUntrusted } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import { credentialsWereHeldBack } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The API server knows the user and refuses this request (403). */
export const forbidden: Rule<AnswerFacts> = {
  id: 'forbidden',
  citations: [
    { title: 'Authorization', ref: 'https://kubernetes.io/docs/reference/access-authn-authz/authorization/' },
  ],
  explainedBy: ['client-certificate-expired'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (credentialsWereHeldBack(subject, path)) return blocked('the request went out without credentials')
      if (isUntrusted(subject, path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) =>
        exchange.status === 403 && (isStatusObject(exchange) || answersLikeApiServer(path))
          ? '403 from the API server'
          : null,
      )
    }),
}
