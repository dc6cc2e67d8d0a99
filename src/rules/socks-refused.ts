import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The SOCKS proxy refuses the connection, with a reply code of RFC 1928. */
export const socksRefused: Rule<ConnectionFacts> = {
  id: 'socks-refused',
  citations: [{ title: 'RFC 1928', ref: 'https://www.rfc-editor.org/rfc/rfc1928' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        const tunnel = obstacle.layer === 'tunnel' && obstacle.tunnel.kind === 'socks5' ? obstacle.tunnel : null
        if (tunnel === null) return null
        const { end } = tunnel
        return end.kind === 'refused'
          ? { detail: SOCKS_REPLIES[end.reply] ?? `reply ${end.reply}`, hop: 'proxy', remote: tunnel.proxyAddress }
          : null
      }),
    ),
}

/** RFC 1928 section 6. */
const SOCKS_REPLIES: Readonly<Record<number, string>> = {
  1: 'general SOCKS server failure',
  2: 'connection not allowed by ruleset',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
  6: 'TTL expired',
  7: 'command not supported',
  8: 'address type not supported',
}
