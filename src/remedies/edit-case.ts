import type { Case } from '../case.ts'
import type { Base64 } from '../lib/bytes.ts'
import { parseIp } from '../lib/ip.ts'
import type { ProxyChoice } from '../target/proxy-choice.ts'
import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'

/** kubectl takes another path that was already walked. Its transcript stays as it is: nothing about it is assumed. */
export function onPath(subject: Case, path: NetworkPath): Case {
  const paths = subject.paths.map((one) => ({ ...one, usedByKubectl: one.id === path.id }))
  const proxied = withTarget(subject, (target) => ({
    ...target,
    proxy: { ...target.proxy, proxy: path.proxy, decidedBy: decision(target, path) },
  }))
  return { ...proxied, paths }
}

/**
 * Another name is verified. The certificates stay those that were presented, so this holds where the peer does not choose
 * its certificate by the name it is asked for.
 */
export function verifiedAs(subject: Case, serverName: string): Case {
  const sni = parseIp(serverName) === null ? serverName : null
  return withTarget(subject, (target) => ({ ...target, serverName, sni }))
}

/** Further trust anchors beside those that are there. */
export function trusting(subject: Case, certificates: readonly Base64[]): Case {
  return withTarget(subject, (target) => ({
    ...target,
    trust: { ...target.trust, certificates: [...target.trust.certificates, ...certificates] },
  }))
}

/** `GODEBUG` says so, and what was walked with that hello is what kubectl meets. `null`: it was not walked. */
export function withSmallHello(subject: Case, path: NetworkPath, godebug: string): Case | null {
  const small = subject.transcripts.find(({ pathId }) => pathId === path.id)?.smallHelloWalks
  if (small === undefined) return null
  const transcripts = subject.transcripts.map((one) => (one.pathId === path.id ? { ...one, walks: small } : one))
  const variables = { ...subject.environment.variables, GODEBUG: godebug }
  return { ...subject, transcripts, environment: { ...subject.environment, variables } }
}

/** The clock stands where the other side says it is. */
export function at(subject: Case, instant: string): Case {
  return { ...subject, at: instant }
}

function withTarget(subject: Case, change: (target: Target) => Target): Case {
  return subject.target === null ? subject : { ...subject, target: change(subject.target) }
}

function decision(target: Target, path: NetworkPath): ProxyChoice['decidedBy'] {
  if (path.proxy === null) return { kind: 'no-variable' }
  return { kind: 'proxy-url', at: target.origins.server ?? { kind: 'default' } }
}
