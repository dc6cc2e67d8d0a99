import type { Behaviours } from '../../release/release.ts'
import type { GoCertificate } from './certificate.ts'
import type { ChainsFound } from './chains.ts'
import { incompatibleUsage, type VerifyError, verifyError } from './errors.ts'
import { allowsServerAuth } from './ext-key-usage.ts'
import { constraintsAfterBuilding } from './name-constraints.ts'
import { policiesAreValid } from './policies.ts'

type Chain = readonly GoCertificate[]

/**
 * Of the chains that were built, those whose policies, purpose and (Go >= 1.26) name constraints hold; with none, the
 * error that tells why. Models the end of crypto/x509 Certificate.Verify in each of its forms.
 */
export function selectChains(candidates: readonly Chain[], behaviours: Behaviours): ChainsFound {
  switch (behaviours.policies) {
    case 'ignored':
      return withServerAuth(candidates, behaviours, incompatibleUsage())
    case 'all-candidates':
      if (candidates.some(policiesAreValid)) return counted(candidates, behaviours, 'chains')
      return { ok: false, error: noValidChains('all candidate chains have invalid policies') }
    case 'chains-with-invalid':
      return counted(candidates, behaviours, 'chains')
    case 'count-candidates':
      return counted(candidates, behaviours, 'candidate chains')
  }
}

function withServerAuth(chains: readonly Chain[], behaviours: Behaviours, otherwise: VerifyError): ChainsFound {
  const usable = chains.filter((chain) => allowsServerAuth(chain, behaviours))
  return usable.length === 0 ? { ok: false, error: otherwise } : { ok: true, chains: usable }
}

function counted(candidates: readonly Chain[], behaviours: Behaviours, noun: string): ChainsFound {
  const valid = candidates.filter(policiesAreValid)
  const usable = valid.filter((chain) => allowsServerAuth(chain, behaviours))
  const constrained = usable.map((chain) => constraintsOf(chain, behaviours))
  const chains = usable.filter((_, i) => constrained[i] === null)
  if (chains.length > 0) return { ok: true, chains }
  const constraint = constrained.find((error) => error !== null)
  if (constraint !== undefined && constraint !== null) return { ok: false, error: constraint }
  const [incompatible, invalid] = [valid.length - usable.length, candidates.length - valid.length]
  if (invalid === 0) return { ok: false, error: incompatibleUsage() }
  const details = [
    ...(incompatible > 0 ? [`${incompatible} ${noun} with incompatible key usage`] : []),
    `${invalid} ${noun} with invalid policies`,
  ]
  return { ok: false, error: noValidChains(details.join(', ')) }
}

function constraintsOf(chain: Chain, behaviours: Behaviours): VerifyError | null {
  return behaviours.nameConstraints === 'after-building' ? constraintsAfterBuilding(chain, behaviours) : null
}

function noValidChains(detail: string): VerifyError {
  return verifyError('x509.CertificateInvalidError.NoValidChains', `no valid chains built: ${detail}`)
}
