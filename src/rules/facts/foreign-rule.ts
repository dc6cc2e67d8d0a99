import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { escapeControl } from '../../lib/escape.ts'
import { hostPort } from '../../lib/host-port.ts'
import { productHints } from '../data/interceptors.ts'
import type { Evidence, RuleResult } from '../rule.ts'
import { apiServerSigns } from './api-server-signs.ts'
import { chainOrigin } from './chain-origin.ts'
import { type ForeignCause, type ForeignChain, foreignChain } from './foreign-chain.ts'
import { proxySetBy } from './proxy-set-by.ts'
import { blocked, notApplicable, onEveryPath } from './sightings.ts'
import { objection } from './verdict-codes.ts'
import { chainIsAccepted, isTargetServer, lastExchange, lastStatus, seenOn } from './walks.ts'

/** What every finding about a foreign chain tells. Subject and issuer stay apart: people mistake one for the other. */
export type ForeignFacts = {
  readonly subject: string
  readonly issuer: string
  readonly topIssuer: string
  readonly proxy: string | null
  readonly server: string
  readonly trustSource: string
  /** Whether kubectl rejects its authority, trusts it all the same, or does not look (verification off). */
  readonly trust: ForeignChain['trust']
  /** What makes kubectl take the proxy; `null` where there is none, or where it is not kubectl's own. */
  readonly proxySetBy: string | null
  /** Another path to the same server on which it shows a certificate of the trusted authority. */
  readonly seenSoundOn: string | null
}

/** One finding of the family: a foreign chain for which exactly this cause can be named, on paths that `where` picks. */
export function foreignChainFinding(
  subject: JudgedCase,
  cause: ForeignCause,
  where: (chain: ForeignChain) => boolean = () => true,
): RuleResult<ForeignFacts> {
  return onEveryPath(subject, stopsKubectl(subject) ? 'error' : 'warning', (path) => {
    const origin = chainOrigin(subject, path)
    if (origin.kind === 'none') return blocked('no certificate was captured')
    const chain = foreignChain(subject, path)
    if (chain === null && origin.kind === 'undetermined') return notApplicable(origin.reason)
    if (chain === null || chain.cause !== cause || !where(chain)) return 'clear'
    return {
      facts: {
        subject: chain.subject,
        issuer: chain.issuer,
        topIssuer: chain.topIssuer,
        proxy: path.path.proxy?.url ?? null,
        server: hostPort(path.path.server),
        trustSource: subject.case.target?.trust.source ?? 'system',
        trust: chain.trust,
        proxySetBy: proxySetBy(subject, path),
        seenSoundOn: soundElsewhere(subject, path),
      },
      evidence: evidenceOf(subject, chain),
      confidence: chain.confidence,
    }
  })
}

/** A chain that kubectl accepts is no reason for its failure, unless the server then misses the client certificate. */
function stopsKubectl(subject: JudgedCase): boolean {
  const { kubectlPath } = subject
  if (kubectlPath === null || !chainIsAccepted(kubectlPath)) return true
  const usesCertificate = subject.case.target?.authentication.includes('client-certificate') === true
  return usesCertificate && [401, 403].includes(lastStatus(kubectlPath) ?? 0)
}

function soundElsewhere(subject: JudgedCase, path: JudgedPath): string | null {
  const sound = subject.paths.find(
    (other) =>
      other !== path &&
      isTargetServer(subject, other) &&
      chainOrigin(subject, other).kind === 'anchored' &&
      chainIsAccepted(other) &&
      foreignChain(subject, other) === null,
  )
  return sound?.path.label ?? null
}

function evidenceOf(subject: JudgedCase, chain: ForeignChain): readonly [Evidence, ...Evidence[]] {
  const { path, subject: name, issuer } = chain
  const text = `presented: subject ${name}, issuer ${issuer}; ${SIGNED[chain.trust]}`
  return [
    seenOn(subject, path, 'tls/certificates/0', text, 'supports'),
    ...otherNames(subject, path),
    ...whyThisCause(subject, chain),
    ...byWeight(chain.signs),
    ...hints(subject, chain),
  ]
}

/** What tells this cause from the others that a foreign chain can have. */
function whyThisCause(subject: JudgedCase, { path, cause, topIssuer }: ForeignChain): readonly Evidence[] {
  if (cause === 'intercepted' || cause === 'unexplained') return []
  const signs = apiServerSigns(subject, path)
  const told = CAUSE_TOLD_BY[cause]
  if (told === undefined) return signs
  return [seenOn(subject, path, 'tls/certificates', told(topIssuer), 'supports'), ...signs]
}

const CAUSE_TOLD_BY: Readonly<Partial<Record<ForeignCause, (topIssuer: string) => string>>> = {
  'same-name-other-key': (issuer) => `the kubeconfig's authority is named ${issuer} too, but its key did not sign this`,
  'intermediate-missing': (issuer) =>
    `no certificate of ${issuer} was sent, and that is no name of a trusted authority`,
}

/** A router that knows no such name shows its default certificate, which is for something else altogether. */
function otherNames(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  const serverName = subject.case.target?.serverName ?? ''
  const sans = path.presented?.[0]?.sans
  const names = [...(sans?.dns ?? []), ...(sans?.ip ?? [])]
  if (names.length === 0 || names.includes(serverName) || objection(path, 'x509.HostnameError') === null) return []
  const text = `it is for ${names.slice(0, 4).map(escapeControl).join(', ')}, not for ${escapeControl(serverName)}`
  return [seenOn(subject, path, 'tls/certificates/0', text, 'hint')]
}

const SIGNED = {
  untrusted: 'no authority that kubectl trusts here signed it',
  trusted: 'an authority that kubectl trusts here signed it',
  unchecked: 'verification is off, so kubectl compares it with nothing',
} as const satisfies Record<ForeignChain['trust'], string>

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
