import type { VerifyStep } from '../verdict.ts'
import { CertPool } from './cert-pool.ts'
import type { GoCertificate } from './certificate.ts'
import { buildChains } from './chains.ts'
import { type VerifyError, verifyError } from './errors.ts'
import { verifyHostname } from './hostname.ts'
import { selectChains } from './select-chains.ts'
import { checkValidity, type ValidityContext } from './validity.ts'

export interface VerifyOptions extends ValidityContext {
  readonly intermediates: readonly GoCertificate[]
  /** `null`: the system's roots could not be loaded. */
  readonly roots: readonly GoCertificate[] | null
  /** `''`: no name is checked. */
  readonly dnsName: string
}

export type Verification =
  | {
      readonly ok: true
      /** Each leaf first. */
      readonly chains: readonly (readonly GoCertificate[])[]
      readonly trace: readonly VerifyStep[]
    }
  | { readonly ok: false; readonly error: VerifyError; readonly trace: readonly VerifyStep[] }

/**
 * Verifies a leaf for a TLS server: validity, then name, then chain, then policies, purpose and name constraints; the
 * first failure hides those after it. Models crypto/x509 Certificate.Verify with the options that crypto/tls gives.
 */
export function verify(leaf: GoCertificate, options: VerifyOptions): Verification {
  if (options.roots === null) {
    const text = 'failed to load system roots and no roots provided'
    return { ok: false, error: verifyError('x509.SystemRootsError', text), trace: [] }
  }
  const early =
    checkValidity(leaf, 'leaf', [], options) ??
    (options.dnsName === '' ? null : verifyHostname(leaf, options.dnsName, options.behaviours))
  if (early !== null) return { ok: false, error: early, trace: [] }

  const trace: VerifyStep[] = []
  const roots = new CertPool(options.roots)
  const found = roots.contains(leaf)
    ? trustedLeaf(leaf, trace)
    : buildChains([leaf], { ...options, roots, intermediates: new CertPool(options.intermediates), trace })
  if (!found.ok) return { ok: false, error: found.error, trace }
  const selected = selectChains(found.chains, options.behaviours)
  return selected.ok ? { ok: true, chains: selected.chains, trace } : { ok: false, error: selected.error, trace }
}

/** A leaf that is itself a trust anchor needs no signature and need not be a CA. */
function trustedLeaf(leaf: GoCertificate, trace: VerifyStep[]) {
  trace.push({ child: leaf.sha256, candidate: leaf.sha256, from: 'leaf', result: 'accepted', reason: null })
  return { ok: true, chains: [[leaf]] } as const
}
