import { type AnswerFacts, answerLook, isHtml } from './facts/answer-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** A web page answers where the API should. */
export const captivePortal: Rule<AnswerFacts> = {
  id: 'captive-portal',
  citations: [{ title: 'RFC 8910 (captive portals)', ref: 'https://www.rfc-editor.org/rfc/rfc8910' }],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently', 'redirected-to-login'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      return answerLook(subject, path, (exchange) =>
        exchange.status < 400 && isHtml(exchange) ? 'a web page instead of JSON' : null,
      )
    }),
}
