import { equalBytes } from '../../lib/bytes.ts'
import { quote } from '../../lib/quote.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { VerifyStep } from '../verdict.ts'
import type { CertPool } from './cert-pool.ts'
import type { GoCertificate, GoPublicKey } from './certificate.ts'
import { type VerifyError, verifyError } from './errors.ts'
import { checkSignatureFrom } from './signature.ts'
import { checkValidity, type ValidityContext } from './validity.ts'

/** Go gives up after this many signature checks for one leaf. */
const MOST_SIGNATURE_CHECKS = 100

/** A hostile server can present thousands of candidates; a reader needs no more steps than this. */
const MOST_STEPS = 200

export interface ChainSearch extends ValidityContext {
  readonly roots: CertPool
  readonly intermediates: CertPool
  /** The candidates that were looked at, in that order, at most `MOST_STEPS`. */
  readonly trace: VerifyStep[]
}

export type ChainsFound =
  | { readonly ok: true; readonly chains: readonly (readonly GoCertificate[])[] }
  | { readonly ok: false; readonly error: VerifyError }

/**
 * All chains from the last certificate of `partial` to a root. Where there is none, the error is that of the last
 * candidate whose signature was right, else an unknown authority with the first candidate's problem as a hint: an
 * expired authority is thus reported as if the server had expired. Models crypto/x509 Certificate.buildChains.
 */
export function buildChains(partial: readonly GoCertificate[], search: ChainSearch, budget = newBudget()): ChainsFound {
  const child = partial.at(-1)
  if (child === undefined) throw new Error('a chain begins with a leaf')
  const chains: (readonly GoCertificate[])[] = []
  let error: VerifyError | null = null
  let hint: string | null = null
  for (const { candidate, from } of candidatesOf(child, search)) {
    const skipped = reasonToSkip(candidate, partial, search)
    if (skipped !== null) {
      record(search, child, candidate, from, skipped)
      continue
    }
    budget.checks++
    if (budget.checks > MOST_SIGNATURE_CHECKS) {
      // Go looks at the rest too, and finds the limit reached each time.
      error = signatureLimit()
      break
    }
    const unsigned = checkSignatureFrom(child, candidate, search.behaviours)
    if (unsigned !== null) {
      record(search, child, candidate, from, unsigned)
      hint ??= hintText(unsigned, candidate)
      continue
    }
    error = checkValidity(candidate, from, partial, search)
    record(search, child, candidate, from, error?.text ?? null)
    if (error !== null) continue
    if (from === 'roots') {
      chains.push([...partial, candidate])
      continue
    }
    const above = buildChains([...partial, candidate], search, budget)
    error = above.ok ? null : above.error
    if (above.ok) chains.push(...above.chains)
  }
  if (chains.length > 0) return { ok: true, chains }
  return { ok: false, error: error ?? unknownAuthority(child, hint) }
}

interface Budget {
  checks: number
}

function newBudget(): Budget {
  return { checks: 0 }
}

type From = 'roots' | 'intermediates'

function candidatesOf(
  child: GoCertificate,
  { roots, intermediates }: ChainSearch,
): readonly { readonly candidate: GoCertificate; readonly from: From }[] {
  return [
    ...roots.candidates(child).map((candidate) => ({ candidate, from: 'roots' as const })),
    ...intermediates.candidates(child).map((candidate) => ({ candidate, from: 'intermediates' as const })),
  ]
}

function reasonToSkip(
  candidate: GoCertificate,
  partial: readonly GoCertificate[],
  { behaviours }: ChainSearch,
): string | null {
  if (candidate.publicKey === null && behaviours.skipUnknownKeyCandidates) return 'x509: unknown public key algorithm'
  return partial.some((member) => isSameAuthority(member, candidate, behaviours)) ? 'already in the chain' : null
}

/** Subject, key and SANs: a cross-signed twin adds nothing. Models crypto/x509 alreadyInChain. */
function isSameAuthority(a: GoCertificate, b: GoCertificate, behaviours: Behaviours): boolean {
  if (x509Behaviours(behaviours).sameAuthority === 'octets') return a.sha256 === b.sha256
  if (!equalBytes(a.rawSubject, b.rawSubject) || !isSameKey(a, b)) return false
  const [left, right] = [a.facts.sanExtension, b.facts.sanExtension]
  if (left === null || right === null) return left === right
  return equalBytes(left, right)
}

function isSameKey(a: GoCertificate, b: GoCertificate): boolean {
  const types: readonly (GoPublicKey['type'] | undefined)[] = [a.publicKey?.type, b.publicKey?.type]
  return types[0] === types[1] && equalBytes(a.rawSpki, b.rawSpki)
}

function record(
  { trace }: ChainSearch,
  child: GoCertificate,
  candidate: GoCertificate,
  from: From,
  reason: string | null,
): void {
  if (trace.length >= MOST_STEPS) return
  const result = reason === null ? 'accepted' : 'rejected'
  trace.push({ child: child.sha256, candidate: candidate.sha256, from, result, reason })
}

/** The candidate goes by its common name, else its first organization, else its serial number. */
function hintText(problem: string, { subject, serial }: GoCertificate): string {
  const name = subject.commonName || (subject.organization[0] ?? `serial:${serial}`)
  return ` (possibly because of ${quote(problem)} while trying to verify candidate authority certificate ${quote(name)})`
}

function unknownAuthority(child: GoCertificate, hint: string | null): VerifyError {
  return verifyError('x509.UnknownAuthorityError', `certificate signed by unknown authority${hint ?? ''}`, child)
}

function signatureLimit(): VerifyError {
  return verifyError('x509.SignatureLimit', 'signature check attempts limit reached while verifying certificate chain')
}
