import { type AnswerFacts, answerLook } from './facts/answer-facts.ts'
import { answersLikeApiServer } from './facts/api-server-signs.ts'
import { isForeign } from './facts/foreign-chain.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The API server answers with an error of its own (5xx). */
export const apiServerError: Rule<AnswerFacts> = {
  id: 'api-server-error',
  citations: [{ title: 'net/http status codes', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6' }],
  explainedBy: ['proxy-cannot-reach-upstream', 'upstream-hop-certificate'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      if (isForeign(subject, path) && !answersLikeApiServer(path)) return blocked('a foreign chain was presented')
      return answerLook(subject, path, (exchange) => (exchange.status >= 500 ? `HTTP ${exchange.status}` : null))
    }),
}
