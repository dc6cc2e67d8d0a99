import { type AnswerFacts, answerLook } from './facts/answer-facts.ts'
import { isUntrusted } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import { credentialsWereHeldBack } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The API server does not know who asks (401): an expired or missing token or client certificate. */
export const unauthorized: Rule<AnswerFacts> = {
  id: 'unauthorized',
  citations: [
    { title: 'Authenticating', ref: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/' },
  ],
  explainedBy: ['client-certificate-expired', 'redirected-to-login'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (credentialsWereHeldBack(subject, path)) return blocked('the request went out without credentials')
      if (isUntrusted(subject, path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) =>
        exchange.status === 401 ? `401, sent: ${exchange.carried.join(', ') || 'no credential'}` : null,
      )
    }),
}
