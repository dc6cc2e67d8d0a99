import type { JudgedPath } from '../judged-case.ts'
import { bounded, escapeControl } from '../lib/escape.ts'
import type { ConnectTunnel } from '../transcript/transcript.ts'
import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { decisiveWalk, headerOf, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type ProxyRefusesConnectFacts = ConnectionFacts & {
  /** What the proxy says besides the status line, which kubectl drops. */
  readonly said: string | null
}

/** The proxy answers CONNECT with something else than 200; kubectl prints the reason phrase alone. */
export const proxyRefusesConnect: Rule<ProxyRefusesConnectFacts> = {
  id: 'proxy-refuses-connect',
  citations: [
    { title: 'RFC 9110 section 9.3.6 (CONNECT)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6' },
  ],
  explainedBy: ['proxy-auth-required', 'proxy-cannot-reach-upstream'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      const look = obstacleLook(subject, path, (obstacle) => {
        const tunnel = obstacle.layer === 'tunnel' && obstacle.tunnel.kind === 'connect' ? obstacle.tunnel : null
        if (tunnel === null || tunnel.end.kind !== 'answered' || NOT_A_REFUSAL.includes(tunnel.status ?? 0)) return null
        return { detail: tunnel.statusLine ?? '', hop: 'proxy' }
      })
      if (typeof look !== 'object' || !('facts' in look)) return look
      const said = saidOn(path)
      const more = said === null ? [] : [seenOn(subject, path, 'tunnel', `it says: ${said}`, 'supports')]
      return { ...look, facts: { ...look.facts, said }, evidence: [...look.evidence, ...more] }
    }),
}

function saidOn(path: JudgedPath): string | null {
  const tunnel = decisiveWalk(path)?.tunnel
  const said = tunnel?.kind === 'connect' ? saidIn(tunnel) : null
  return said === null || said === '' ? null : escapeControl(bounded(said, 300))
}

/** squid names its reason in a header; of a page only the title is for people. */
function saidIn({ headers, body }: ConnectTunnel): string | null {
  const named = headerOf(headers, 'x-squid-error')
  if (named !== null) return named
  const text = (body ?? '').trim()
  if (!/^<|<html\b/i.test(text)) return text
  return /<title>([^<]*)<\/title>/i.exec(text)?.[1]?.trim() ?? null
}

/** These have findings of their own. */
const NOT_A_REFUSAL: readonly number[] = [407, 502, 503, 504]
