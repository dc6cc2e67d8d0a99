import { answers } from './answers.ts'
import { commands } from './commands.ts'
import { configs } from './configs.ts'
import { networks } from './networks.ts'
import { proxies } from './proxies.ts'
import { proxyRules } from './proxy-rules.ts'
import { redirects } from './redirects.ts'
import type { Situation } from './situation.ts'
import { tlsFaults } from './tls-faults.ts'
import { type Certificates, createCertificates } from './world.ts'

const FAMILIES: readonly ((certificates: Certificates) => readonly Situation[])[] = [
  tlsFaults,
  answers,
  redirects,
  proxies,
  proxyRules,
  networks,
  configs,
  commands,
]

/** Everything that is no matter of the certificate alone. */
export function situations(now: Date): readonly Situation[] {
  const certificates = createCertificates(now)
  const all = FAMILIES.flatMap((family) => family(certificates))
  const ids = new Set(all.map(({ id }) => id))
  if (ids.size !== all.length) throw new Error('two situations have one id')
  return all
}
