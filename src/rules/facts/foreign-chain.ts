import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { Evidence } from '../rule.ts'
import { apiServerSigns } from './api-server-signs.ts'
import { type ChainOrigin, chainOrigin, distinguishedName, issued, readCertificate } from './chain-origin.ts'
import { isIntercepted, isMinted, signsOfInterception } from './proofs-of-interception.ts'
import { trustedElsewhere } from './trusted-elsewhere.ts'
import { decisiveWalk } from './walks.ts'

/**
 * A presented chain that is not the server's, and the one reason for it that the facts allow to name: no trust anchor signed
 * it, or whoever presents it was caught at making certificates.
 */
export interface ForeignChain {
  readonly path: JudgedPath
  /** `trusted`: an authority that kubectl trusts signed it all the same. `unchecked`: verification is switched off. */
  readonly trust: 'untrusted' | 'trusted' | 'unchecked'
  readonly subject: string
  readonly issuer: string
  readonly topIssuer: string
  readonly cause: ForeignCause
  readonly signs: readonly Evidence[]
  readonly confidence: 'certain' | 'likely'
}

export type ForeignCause =
  | 'intercepted'
  | 'self-signed'
  | 'same-name-other-key'
  | 'intermediate-missing'
  | 'unknown-to-system'
  | 'other-authority'
  | 'unexplained'

/** Of one path; `null` where the chain is the cluster's own, or none was captured, or nothing can be said. */
export function foreignChain(subject: JudgedCase, path: JudgedPath): ForeignChain | null {
  const origin = chainOrigin(subject, path)
  // Someone put the interceptor's authority into the kubeconfig or the system's store, or switched verification off: what
  // it mints is accepted and still not the server's.
  if (origin.kind === 'none' || (origin.kind !== 'foreign' && !isMinted(subject, path))) return null
  const der = decisiveWalk(path)?.tls?.certificates?.[0]
  const leaf = der === undefined ? null : readCertificate(der)
  if (leaf === null) return null
  const signs = signsOfInterception(subject, path)
  const issuer = distinguishedName(leaf.issuer)
  const facts = { path, trust: TRUST[origin.kind], subject: distinguishedName(leaf.subject), issuer, signs }
  if (origin.kind !== 'foreign') return { ...facts, topIssuer: issuer, cause: 'intercepted', confidence: 'certain' }
  return { ...facts, topIssuer: origin.topIssuer, ...explain(subject, path, origin) }
}

/** The certificate on this path is not the server's to answer for. */
export function isForeign(subject: JudgedCase, path: JudgedPath): boolean {
  return foreignChain(subject, path) !== null
}

/** kubectl itself rejects it for its authority: nothing that is answered behind it is the server's word to this user. */
export function isUntrusted(subject: JudgedCase, path: JudgedPath): boolean {
  return foreignChain(subject, path)?.trust === 'untrusted'
}

const TRUST = {
  foreign: 'untrusted',
  anchored: 'trusted',
  undetermined: 'unchecked',
} as const satisfies Record<Exclude<ChainOrigin['kind'], 'none'>, ForeignChain['trust']>

type Foreign = Extract<ChainOrigin, { kind: 'foreign' }>

/** In order: what is proved, what the certificates show by themselves, what the peer shows, and else nothing. */
function explain(
  subject: JudgedCase,
  path: JudgedPath,
  origin: Foreign,
): { readonly cause: ForeignCause; readonly confidence: 'certain' | 'likely' } {
  const missing = missingIntermediate(subject, path, origin)
  // With that certificate the chain is the cluster's own, so that nobody else can have made it.
  if (missing === 'found') return { cause: 'intermediate-missing', confidence: 'certain' }
  if (isIntercepted(subject, path)) return { cause: 'intercepted', confidence: 'certain' }
  const isApiServer = apiServerSigns(subject, path).length > 0
  const mayBeProxys = path.path.proxy !== null && !isApiServer
  const confidence = isApiServer ? 'certain' : 'likely'
  if (origin.leafSelfSigned && !mayBeProxys) return { cause: 'self-signed', confidence }
  if (origin.anchorOfSameName !== null) return { cause: 'same-name-other-key', confidence }
  if (missing === 'looks-like' && !mayBeProxys) return { cause: 'intermediate-missing', confidence: 'likely' }
  if (subject.case.target?.trust.source === 'system' && !mayBeProxys) return { cause: 'unknown-to-system', confidence }
  if (isApiServer) return { cause: 'other-authority', confidence }
  const isKnownToSystem = trustedElsewhere(subject, path).some((store) => store.name === 'system')
  if (isKnownToSystem && path.path.proxy === null) return { cause: 'other-authority', confidence: 'likely' }
  return { cause: 'unexplained', confidence: 'certain' }
}

/**
 * `found`: another path or store of this machine has the certificate that leads from the top of the chain to an anchor.
 * `looks-like`: nobody has it, but its name is that of an intermediate, or shares its organization with an anchor.
 */
function missingIntermediate(
  subject: JudgedCase,
  path: JudgedPath,
  origin: Foreign,
): 'found' | 'looks-like' | 'no-sign' {
  if (!origin.issuerAbsent) return 'no-sign'
  const anchors = (subject.case.target?.trust.certificates ?? []).flatMap((der) => readCertificate(der) ?? [])
  const own = new Set(decisiveWalk(path)?.tls?.certificates ?? [])
  const others = [
    ...subject.paths.filter((one) => one !== path).flatMap((one) => decisiveWalk(one)?.tls?.certificates ?? []),
    ...subject.case.trustElsewhere.flatMap((store) => store.matching),
  ]
  const chain = [...own].flatMap((der) => readCertificate(der) ?? [])
  const bridges = others
    .filter((der) => !own.has(der))
    .flatMap((der) => readCertificate(der) ?? [])
    .some((one) => chain.some((below) => issued(one, below)) && anchors.some((anchor) => issued(anchor, one)))
  if (bridges) return 'found'
  const isNamedIntermediate = /\b(intermediate|issuing|sub-?ca|signing ca|ca \d)\b/i.test(origin.topIssuer)
  const organization = organizationOf(origin.topIssuer)
  const sharesOrganization =
    organization !== null &&
    anchors.some((anchor) => organizationOf(distinguishedName(anchor.subject)) === organization)
  return isNamedIntermediate || sharesOrganization ? 'looks-like' : 'no-sign'
}

function organizationOf(name: string): string | null {
  return /(?:^|,)O=([^,]+)/.exec(name)?.[1] ?? null
}
