import type { ConfigFacts } from '../rules/facts/config-finding.ts'
import { repairs } from './data/kubeconfig-repairs.ts'
import type { RemedyKind } from './remedy.ts'

export type KubeconfigRepairFacts = {
  readonly finding: string
  readonly place: string | null
  readonly values: ConfigFacts['values']
  readonly repair: string
  readonly server: string | null
}

/** Correct the entry of the kubeconfig that client-go refuses or reads otherwise than meant. */
export const kubeconfigRepair: RemedyKind<KubeconfigRepairFacts> = {
  id: 'kubeconfig-repair',
  propose(subject, findings) {
    return findings.flatMap((finding) => {
      const repair = repairs[finding.id]
      if (repair === undefined) return []
      const { place, values } = finding.facts as ConfigFacts
      const facts = { finding: finding.id, place, values, repair, server: subject.case.target?.server ?? null }
      const reason = 'the right value is not known here'
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
        } as const,
      ]
    })
  },
}
