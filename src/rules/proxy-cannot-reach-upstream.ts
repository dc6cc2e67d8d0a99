import type { JudgedPath } from '../judged-case.ts'
import { bounded, escapeControl } from '../lib/escape.ts'
import { hostPort } from '../lib/host-port.ts'
import { answersLikeApiServer } from './facts/api-server-signs.ts'
import { isForeign } from './facts/foreign-chain.ts'
import { notApplicable, onEveryPath } from './facts/sightings.ts'
import { decisiveWalk, lastExchange, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type ProxyCannotReachUpstreamFacts = {
  readonly proxy: string | null
  readonly server: string
  readonly status: number
  /** What the proxy wrote, which kubectl drops. */
  readonly said: string | null
  readonly where: 'connect' | 'inside-tls' | 'plain-http'
}

/** The proxy itself says that it does not get through to the server: in its answer to CONNECT, or inside the TLS that it ended. */
export const proxyCannotReachUpstream: Rule<ProxyCannotReachUpstreamFacts> = {
  id: 'proxy-cannot-reach-upstream',
  citations: [{ title: 'RFC 9110 section 15.6.3 (502)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3' }],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently', 'foreign-chain-unexplained'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      const walk = decisiveWalk(path)
      if (path.path.proxy === null && !isForeign(subject, path)) return notApplicable('no proxy on the path')
      if (walk === null) return notApplicable('the path was not walked')
      const tunnel = walk.tunnel?.kind === 'connect' ? walk.tunnel : null
      if (tunnel !== null && isUpstreamStatus(tunnel.status)) {
        return {
          facts: facts(path, tunnel.status, tunnel.body, 'connect'),
          evidence: [seenOn(subject, path, 'tunnel', `CONNECT answered ${escapeControl(tunnel.statusLine ?? '')}`)],
        }
      }
      const exchange = lastExchange(path)
      if (exchange === null || !isUpstreamStatus(exchange.status)) return 'clear'
      const speaksOfUpstream = UPSTREAM_WORDS.test(exchange.body ?? '')
      if (answersLikeApiServer(path) || !(isForeign(subject, path) || speaksOfUpstream)) return 'clear'
      const said = shown(exchange.body)
      return {
        facts: facts(
          path,
          exchange.status,
          exchange.body,
          subject.case.target?.scheme === 'http' ? 'plain-http' : 'inside-tls',
        ),
        evidence: [
          seenOn(
            subject,
            path,
            'http',
            `HTTP ${exchange.status}, a body that kubectl does not print: ${said ?? '(empty)'}`,
          ),
        ],
      }
    }),
}

const UPSTREAM_WORDS =
  /upstream connect error|upstream request timeout|no healthy upstream|could not be retrieved|502 bad gateway/i

function isUpstreamStatus(status: number | null): status is 502 | 503 | 504 {
  return status === 502 || status === 503 || status === 504
}

function facts(
  { path }: JudgedPath,
  status: number,
  body: string | null,
  where: ProxyCannotReachUpstreamFacts['where'],
): ProxyCannotReachUpstreamFacts {
  return {
    proxy: path.proxy?.url ?? null,
    server: hostPort(path.server),
    status,
    said: shown(body),
    where,
  }
}

function shown(body: string | null): string | null {
  const text = (body ?? '').trim()
  return text === '' ? null : escapeControl(bounded(text, 400))
}
