import { chainIsAccepted, directPath } from '../rules/facts/walks.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { onPath } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import { failingPath, firedOf, NO_WAY_OUT, type ProxyUrlFacts, proxyUrlFacts, TROUBLED_PATH } from './situation.ts'

export type TunnelFacts = ProxyUrlFacts & {
  /** The machine that was walked through, with the user where one was named: `jump@198.51.100.8`. */
  readonly via: string | null
  /** Its port where it is not 22. */
  readonly viaPort: number | null
  readonly serverName: string
  readonly hasProxyUrl: boolean
}

const SSH_PORT = 22

/** Reach the server through a machine that has a clean way to it: an SSH tunnel, or a SOCKS proxy over SSH. */
export const tunnel: RemedyKind<TunnelFacts> = {
  id: 'tunnel',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [...TROUBLED_PATH, ...NO_WAY_OUT])
    if (fixes.length === 0) return []
    const walked = subject.paths.find((one) => one.path.transport === 'ssh' && chainIsAccepted(one))
    const rest = { id: this.id, fixes, actor: 'you', risk: 'none', edit: null } as const
    const facts = {
      ...proxyUrlFacts(subject, target),
      via: hopOf(walked?.path.proxy ?? null),
      viaPort: walked?.path.proxy?.port === SSH_PORT ? null : (walked?.path.proxy?.port ?? null),
      serverName: target.serverName,
      hasProxyUrl: target.proxy.decidedBy.kind === 'proxy-url',
    }
    if (walked !== undefined) {
      return [
        {
          ...rest,
          applicability: 'exact',
          facts,
          trial: { kind: 'edited', case: onPath(subject.case, walked.path), by: 'probe' },
        },
      ]
    }
    const direct = directPath(subject)
    if (direct !== null && !direct.path.usedByKubectl && chainIsAccepted(direct)) return []
    const failed = subject.paths.filter(({ path }) => path.transport === 'ssh').map(({ path }) => hopOf(path.proxy))
    const reason =
      failed.length === 0
        ? 'it needs a machine that reaches the server; name it with --via ssh://HOST and it will be walked'
        : `the way over ${failed.join(', ')} was walked and does not lead there; it needs another machine that reaches the server`
    return [{ ...rest, applicability: 'needs-input', facts, trial: { kind: 'untried', reason } }]
  },
}

function hopOf(proxy: ProxyEndpoint | null): string | null {
  if (proxy === null) return null
  return proxy.credentials === null ? proxy.host : `${proxy.credentials.username}@${proxy.host}`
}
