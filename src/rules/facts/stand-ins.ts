import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { StageName } from '../../transcript/transcript.ts'
import { foreignChain } from './foreign-chain.ts'

/**
 * Stages on which something in between answered for the server, so that what they say is not the server's: by what was
 * proved on this path, or of its proxy or network by a canary.
 */
export function standIns(subject: JudgedCase, path: JudgedPath): ReadonlyMap<StageName, string> {
  const doubts = new Map<StageName, string>()
  const { proxy } = path.path
  if (proxy !== null && opensAnyTunnel(subject, path)) {
    doubts.set('proxy', `${proxy.url} opens tunnels even to names that cannot exist: it has not reached the server yet`)
  }
  if (proxy === null && acceptsAnyAddress(subject)) {
    doubts.set('tcp', 'something on the network accepts connections even to an address that nobody has')
  }
  if (foreignChain(subject, path)?.cause === 'intercepted') {
    const who = proxy === null || proxy.kind === 'ssh' ? 'something on the network' : proxy.url
    for (const stage of ['tls', 'certificate', 'http'] as const) doubts.set(stage, `${who} answers for the server`)
    if (proxy === null) doubts.set('tcp', doubts.get('tcp') ?? `${who} answers for the server`)
  }
  return doubts
}

function opensAnyTunnel(subject: JudgedCase, { path }: JudgedPath): boolean {
  return subject.case.canaries.some((canary) => {
    if (canary.kind !== 'connect-to-impossible-name' || canary.status !== 200) return false
    const asked = subject.paths.find((one) => one.path.id === canary.pathId)?.path.proxy ?? null
    return asked !== null && path.proxy !== null && asked.kind === path.proxy.kind && asked.url === path.proxy.url
  })
}

function acceptsAnyAddress(subject: JudgedCase): boolean {
  return subject.case.canaries.some((canary) => canary.kind === 'reserved-address' && canary.connected)
}
