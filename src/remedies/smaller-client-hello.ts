import type { RemedyKind } from './remedy.ts'
import { failingPath, firedOf } from './situation.ts'

export type SmallerClientHelloFacts = {
  /** What GODEBUG must hold: `tlsmlkem=0`. */
  readonly setting: string
  /** What it holds already. */
  readonly kept: string | null
}

/** Without the post-quantum key share the hello fits one segment. Temporary: the network is what is to be mended. */
export const smallerClientHello: RemedyKind<SmallerClientHelloFacts> = {
  id: 'smaller-client-hello',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const fixes = firedOf(subject, findings, ['large-client-hello-dropped'])
    const { postQuantum } = subject.release.behaviours
    if (fixes.length === 0 || postQuantum === 'none') return []
    const small = failing.path.transcript?.helloVariants?.find(({ variant }) => variant === 'without-post-quantum')
    // The draft had a setting of its own (Go 1.23).
    const setting = postQuantum === 'kyber' ? 'tlskyber=0' : 'tlsmlkem=0'
    const kept = subject.case.environment.variables.GODEBUG
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: 'none',
        applicability: 'exact',
        edit: null,
        facts: { setting, kept: kept === undefined || kept === '' ? null : kept },
        trial: {
          kind: 'seen',
          reason: `a hello of ${small?.bytes ?? 0} octets, as kubectl then sends it, was answered`,
        },
      },
    ]
  },
}
