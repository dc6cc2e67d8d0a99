import { withSmallHello } from './edit-case.ts'
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
    // The draft had a setting of its own (Go 1.23).
    const setting = postQuantum === 'kyber' ? 'tlskyber=0' : 'tlsmlkem=0'
    const kept = subject.case.environment.variables.GODEBUG || null
    const godebug = kept === null ? setting : `${kept},${setting}`
    const edited = withSmallHello(subject.case, failing.path.path, godebug)
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: 'none',
        applicability: 'exact',
        edit: null,
        facts: { setting, kept },
        trial:
          edited === null
            ? { kind: 'untried', reason: 'a smaller hello was answered, and what follows it was not looked at' }
            : { kind: 'edited', case: edited, by: 'probe' },
      },
    ]
  },
}
