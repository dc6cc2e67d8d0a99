import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoCertificate } from './certificate.ts'

const ANY = '2.5.29.37.0'
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
/** Netscape's and Microsoft's server-gated crypto. */
const GATED_CRYPTO = ['2.16.840.1.113730.4.1', '1.3.6.1.4.1.311.10.3.3']

/**
 * Whether every certificate of the chain allows serverAuth; one without the extension allows all, the root counts too.
 * Models crypto/x509 checkChainForKeyUsage.
 */
export function allowsServerAuth(chain: readonly GoCertificate[], behaviours: Behaviours): boolean {
  const accepted = [ANY, SERVER_AUTH, ...(x509Behaviours(behaviours).gatedCryptoPurposes ? GATED_CRYPTO : [])]
  return chain.every(({ facts: { extKeyUsages } }) => {
    return extKeyUsages.length === 0 || extKeyUsages.some((usage) => accepted.includes(usage))
  })
}
