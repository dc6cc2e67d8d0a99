import type { Case } from '../../src/case.ts'
import type { HelloAnswer, HelloVariant } from '../../src/transcript/hello-variant.ts'
import type { Walk } from '../../src/transcript/transcript.ts'
import { der, selfSignedProxyLeaf } from './certificates.ts'
import { broken, healthy, presenting } from './situations.ts'
import { brokenHandshake } from './walks.ts'

const ANSWERED = { kind: 'server-hello', version: 0x0304, helloRetryRequest: false } as const
const SILENCE = { kind: 'timeout', afterMs: 4000 } as const

/** kubectl's hello is not answered; then these two variants are sent. */
function unansweredHello(again: HelloAnswer, small: HelloAnswer): Case {
  const one = broken(brokenHandshake({ kind: 'timeout', afterMs: 10_000 }))
  const helloVariants: readonly HelloVariant[] = [
    { variant: 'as-kubectl', sni: null, bytes: 1471, answer: again, certificates: null, durationMs: 4000 },
    { variant: 'without-post-quantum', sni: null, bytes: 249, answer: small, certificates: null, durationMs: 12 },
  ]
  return { ...one, transcripts: one.transcripts.map((transcript) => ({ ...transcript, helloVariants })) }
}

/** What lies behind the hello that is answered. */
function behindSmallHello(walks: readonly Walk[]): Case {
  const one = unansweredHello(SILENCE, ANSWERED)
  return { ...one, transcripts: one.transcripts.map((transcript) => ({ ...transcript, smallHelloWalks: walks })) }
}

const walksOf = (subject: Case) => subject.transcripts[0]?.walks ?? []

export const largeHelloDropped = behindSmallHello(walksOf(healthy))

/** With the small hello comes a chain that kubectl does not accept either. */
export const largeHelloDroppedBeforeStranger = behindSmallHello(walksOf(presenting(der(selfSignedProxyLeaf))))

/** Saved by a doctor that looked no further. */
export const largeHelloDroppedUnwalked = unansweredHello(SILENCE, ANSWERED)

/** A server that was slow once. */
export const helloAnsweredLater = unansweredHello(ANSWERED, ANSWERED)

export const noHelloAnswered = unansweredHello(SILENCE, SILENCE)
