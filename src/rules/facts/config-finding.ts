import type { JudgedCase } from '../../judged-case.ts'
import type { Location } from '../../kubeconfig/location.ts'
import type { RuleResult, Severity } from '../rule.ts'

/** What a finding about the kubeconfig tells: where it stands, and the values that client-go named. */
export type ConfigFacts = {
  readonly place: string | null
  readonly message: string | null
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

/**
 * A finding that the loader has already made: client-go refuses the configuration with this code (`error`), or takes it
 * although something about it is odd (`oddSeverity`).
 */
export function configFinding(
  subject: JudgedCase,
  id: string,
  oddSeverity: Severity = 'warning',
): RuleResult<ConfigFacts> {
  const { configError, target } = subject.case
  if (configError?.code === id) {
    return {
      state: 'fired',
      severity: 'error',
      facts: { place: placeOf(configError.at), message: configError.message, values: configError.facts },
      evidence: [{ path: null, pointer: '/configError', text: configError.message, weight: 'proof' }],
      paths: [],
      confidence: 'certain',
    }
  }
  const index = target?.oddities.findIndex((oddity) => oddity.code === id) ?? -1
  const odd = target?.oddities[index]
  if (odd === undefined) return { state: 'clear' }
  const place = placeOf(odd.at)
  return {
    state: 'fired',
    severity: oddSeverity,
    facts: { place, message: null, values: odd.facts },
    evidence: [{ path: null, pointer: `/target/oddities/${index}`, text: `${id}${at(place)}`, weight: 'proof' }],
    paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
    confidence: 'certain',
  }
}

/** `~/.kube/config:12 (/clusters/0/cluster/server)`, `--server`, `KUBERNETES_MASTER`. */
export function placeOf(location: Location | null): string | null {
  if (location === null) return null
  switch (location.kind) {
    case 'file':
      return `${location.file}${location.line === null ? '' : `:${location.line}`}`
    case 'flag':
      return location.flag
    case 'variable':
      return location.variable
    case 'in-cluster':
      return location.file ?? 'the in-cluster configuration'
    case 'default':
      return null
  }
}

function at(place: string | null): string {
  return place === null ? '' : ` at ${place}`
}
