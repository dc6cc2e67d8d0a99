import type { RemedyKind } from './remedy.ts'

export type CredentialPluginRepairFacts = { readonly missing: boolean; readonly user: string | null }

/** Install the credential plugin, or mend its own connection and login. */
export const credentialPluginRepair: RemedyKind<CredentialPluginRepairFacts> = {
  id: 'credential-plugin-repair',
  propose(subject, findings) {
    const finding = findings.find(({ id }) => id === 'exec-plugin-missing' || id === 'exec-plugin-failed')
    if (finding === undefined) return []
    const reason = 'the plugin is another program with a connection of its own'
    const facts = { missing: finding.id === 'exec-plugin-missing', user: subject.case.target?.user ?? null }
    return [
      {
        id: this.id,
        fixes: [finding.id],
        actor: 'you',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts,
        trial: { kind: 'untried', reason },
      },
    ]
  },
}
