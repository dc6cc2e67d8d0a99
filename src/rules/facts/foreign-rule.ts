import type { JudgedCase } from '../../judged-case.ts'
import { productHints } from '../data/interceptors.ts'
import type { Evidence, RuleResult } from '../rule.ts'
import { chainOrigin } from './chain-origin.ts'
import { type ForeignCause, type ForeignChain, foreignChain } from './foreign-chain.ts'
import { blocked, notApplicable, onEveryPath } from './sightings.ts'
import { lastExchange, seenOn } from './walks.ts'

/** What every finding about a foreign chain tells. Subject and issuer stay apart: people mistake one for the other. */
export type ForeignFacts = {
  readonly subject: string
  readonly issuer: string
  readonly topIssuer: string
  readonly proxy: string | null
  readonly server: string
  readonly trustSource: string
}

/** One finding of the family: a foreign chain for which exactly this cause can be named, on paths that `where` picks. */
export function foreignChainFinding(
  subject: JudgedCase,
  cause: ForeignCause,
  where: (chain: ForeignChain) => boolean = () => true,
): RuleResult<ForeignFacts> {
  return onEveryPath(subject, 'error', (path) => {
    const origin = chainOrigin(subject, path)
    if (origin.kind === 'none') return blocked('no certificate was captured')
    if (origin.kind === 'undetermined') return notApplicable(origin.reason)
    const chain = foreignChain(subject, path)
    if (chain === null || chain.cause !== cause || !where(chain)) return 'clear'
    return {
      facts: {
        subject: chain.subject,
        issuer: chain.issuer,
        topIssuer: chain.topIssuer,
        proxy: path.path.proxy?.url ?? null,
        server: `${path.path.server.host}:${path.path.server.port}`,
        trustSource: subject.case.target?.trust.source ?? 'system',
      },
      evidence: evidenceOf(subject, chain),
      confidence: chain.confidence,
    }
  })
}

function evidenceOf(subject: JudgedCase, chain: ForeignChain): readonly [Evidence, ...Evidence[]] {
  const { path, subject: name, issuer } = chain
  const text = `presented: subject ${name}, issuer ${issuer}; the cluster's authority did not sign it`
  return [
    seenOn(subject, path, 'tls/certificates/0', text, 'supports'),
    ...byWeight(chain.signs),
    ...hints(subject, chain),
  ]
}

/** A product's name in an issuer or an answer tells a reader whom to ask; it proves nothing. */
function hints(subject: JudgedCase, { path, issuer, topIssuer }: ForeignChain): readonly Evidence[] {
  const exchange = lastExchange(path)
  const lines = (exchange?.headers ?? []).map(([name, value]) => `${name}: ${value}`)
  const answer = [...lines, exchange?.body ?? ''].join('\n')
  return productHints([issuer, topIssuer], answer).map(({ product, source }) =>
    seenOn(subject, path, 'tls/certificates/0', `it looks like ${product} (${source})`, 'hint'),
  )
}

function byWeight(signs: readonly Evidence[]): readonly Evidence[] {
  return [...signs].sort((a, b) => Number(b.weight === 'proof') - Number(a.weight === 'proof'))
}
