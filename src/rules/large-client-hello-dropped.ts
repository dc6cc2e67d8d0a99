import type { JudgedCase, JudgedPath } from '../judged-case.ts'
import type { HelloVariant, HelloVariantKind } from '../transcript/hello-variant.ts'
import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { blocked, type Look, onEveryPath } from './facts/sightings.ts'
import { seenBesideWalks } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type LargeClientHelloFacts = ConnectionFacts & {
  /** Octets of the record that went unanswered, and of the one that did not. */
  readonly largeBytes: number
  readonly smallBytes: number
}

/**
 * kubectl's hello gets no answer at all, twice; the same hello without the post-quantum key share does. With the share it
 * is longer than one TCP segment, which some firewalls do not put together.
 */
export const largeClientHelloDropped: Rule<LargeClientHelloFacts> = {
  id: 'large-client-hello-dropped',
  citations: [
    { title: 'crypto/tls Config.CurvePreferences', ref: 'https://pkg.go.dev/crypto/tls#Config' },
    { title: 'GODEBUG tlsmlkem', ref: 'https://go.dev/doc/godebug' },
  ],
  explainedBy: [],
  check: (subject) => onEveryPath(subject, 'error', (path) => look(subject, path)),
}

function look(subject: JudgedCase, path: JudgedPath): Look<LargeClientHelloFacts> {
  const seen = obstacleLook(subject, path, (obstacle) => {
    if (obstacle.layer !== 'tls' || obstacle.exchange.bytesReceived > 0) return null
    const { end, remote } = obstacle.exchange
    return ['timeout', 'reset', 'closed'].includes(end.kind) ? { detail: ENDINGS[end.kind] ?? end.kind, remote } : null
  })
  if (typeof seen !== 'object' || !('facts' in seen)) return seen
  const variants = path.transcript?.helloVariants ?? []
  const again = variantOf(variants, 'as-kubectl')
  const small = variantOf(variants, 'without-post-quantum')
  if (again === null || small === null) return blocked('no smaller hello was sent')
  if (again.variant.answer.kind === 'cut-off' || small.variant.answer.kind === 'cut-off') {
    return blocked('the run ended before the smaller hello was answered')
  }
  if (answers(again.variant) || !answers(small.variant)) return 'clear'
  const told = `${again.variant.bytes} bytes: no answer, twice; ${small.variant.bytes} bytes: answered in ${small.variant.durationMs} ms`
  return {
    facts: { ...seen.facts, largeBytes: again.variant.bytes, smallBytes: small.variant.bytes },
    evidence: [seenBesideWalks(subject, path, `helloVariants/${small.index}`, told, 'proof'), ...seen.evidence],
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  timeout: 'no answer to the hello',
  reset: 'reset at the hello',
  closed: 'closed at the hello',
}

function variantOf(variants: readonly HelloVariant[], kind: HelloVariantKind) {
  const index = variants.findIndex(({ variant }) => variant === kind)
  const variant = variants[index]
  return variant === undefined ? null : { variant, index }
}

function answers({ answer }: HelloVariant): boolean {
  return answer.kind === 'server-hello'
}
