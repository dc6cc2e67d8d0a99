import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** What listens there is no SOCKS5 proxy: mostly an HTTP proxy behind socks5://. */
export const socksSpeaksNoSocks: Rule<ConnectionFacts> = {
  id: 'socks-speaks-no-socks',
  citations: [{ title: 'RFC 1928', ref: 'https://www.rfc-editor.org/rfc/rfc1928' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        const tunnel = obstacle.layer === 'tunnel' && obstacle.tunnel.kind === 'socks5' ? obstacle.tunnel : null
        if (tunnel === null) return null
        const { end } = tunnel
        return WRONG.includes(end.kind)
          ? {
              detail: `${end.kind}${end.kind === 'unexpected-version' ? ` ${end.version}` : ''}`,
              hop: 'proxy',
              remote: tunnel.proxyAddress,
            }
          : null
      }),
    ),
}

const WRONG: readonly string[] = ['unexpected-version', 'non-zero-reserved', 'unknown-address-type', 'closed', 'reset']
