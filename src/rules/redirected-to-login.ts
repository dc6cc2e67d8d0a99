import { type AnswerFacts, answerLook } from './facts/answer-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { headerOf } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The answer leads to a login page instead of the API. */
export const redirectedToLogin: Rule<AnswerFacts> = {
  id: 'redirected-to-login',
  citations: [
    { title: 'RFC 9110 section 15.4 (redirection)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.4' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      return answerLook(subject, path, (exchange) => {
        const location = headerOf(exchange.headers, 'location')
        return exchange.status >= 300 && exchange.status < 400 && location !== null ? `to ${location}` : null
      })
    }),
}
