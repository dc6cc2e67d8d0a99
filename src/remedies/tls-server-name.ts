import { parseIp } from '../lib/ip.ts'
import { objection } from '../rules/facts/verdict-codes.ts'
import type { CertificateDescription } from '../x509/description.ts'
import { verifiedAs } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterEdit, clusterFacts, failingPath, firedOf } from './situation.ts'

export type TlsServerNameFacts = ClusterFacts & { readonly name: string }

/** Verify the certificate under a name that it holds, with `tls-server-name`. */
export const tlsServerName: RemedyKind<TlsServerNameFacts> = {
  id: 'tls-server-name',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const leaf = path.presented?.[0]
    if (leaf === undefined || objection(path, 'x509.HostnameError') === null) return []
    const fixes = firedOf(subject, findings, NAME_FINDINGS)
    if (fixes.length === 0) return []
    const name = bestName(leaf)
    const own = firedOf(subject, findings, OWN_CERTIFICATE).length > 0
    const shared = { id: this.id, fixes, actor: 'you', risk: 'none' } as const
    const facts = { ...clusterFacts(target), name: name ?? 'kubernetes.default.svc' }
    if (name === null || !own) {
      // Whoever mints certificates may mint one for any name asked for: at best the name is then right.
      const trial = { kind: 'error-mended', codes: ['x509.HostnameError'], certain: false } as const
      return own ? [] : [{ ...shared, applicability: 'likely', edit: null, facts, trial }]
    }
    const edit = clusterEdit(target, { 'tls-server-name': name })
    const trial = { kind: 'edited', case: verifiedAs(subject.case, name), by: 'model' } as const
    return [{ ...shared, applicability: 'exact', edit, facts, trial }]
  },
}

const OWN_CERTIFICATE = ['server-ip-not-in-certificate', 'server-name-not-in-certificate'] as const
const NAME_FINDINGS = [
  ...OWN_CERTIFICATE,
  'interceptor-cannot-name-server',
  'foreign-chain-unexplained',
  'tls-intercepted-by-proxy',
  'tls-intercepted-transparently',
] as const

/** A name that every API server's own certificate holds, before one that only this one does. */
function bestName({ sans }: CertificateDescription): string | null {
  const usable = sans.dns.filter((name) => !name.includes('*') && parseIp(name) === null)
  return (
    usable.find((name) => name === 'kubernetes.default.svc') ??
    usable.find((name) => name === 'kubernetes') ??
    usable[0] ??
    null
  )
}
