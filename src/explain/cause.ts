import type { RuleId } from '../rules/index.ts'

/** Causes that no diagnosis of the client's own path reports: they lie elsewhere, or have no rule. */
export const NAMED_CAUSES = [
  'proxy-scheme-https',
  'proxy-tls-too-old',
  'proxy-variable-malformed',
  'tunnel-down',
  'kubelet-unreachable',
  'webhook-unreachable',
  'aggregated-api-unreachable',
  'hop-unreachable',
  'identity-provider-trouble',
  'registry-untrusted',
  'exec-plugin-network',
  'exec-plugin-protocol',
  'request-timeout-too-short',
  'server-overloaded',
  'name-split-horizon',
  'certificate-policy',
  'local-firewall',
  'discovery-incomplete',
  'command-mistaken',
  'address-invalid',
] as const

/** A finding's id where a diagnosis can find the cause, else one of the names above. */
export type CauseId = RuleId | (typeof NAMED_CAUSES)[number]

/** What a cause is called, and what tells it from the others that print the same text. */
export interface CauseWords {
  /** One clause. */
  readonly title: string
  /** What is there to see where it is this one. */
  readonly tell: string
}

export function isNamedCause(id: CauseId): boolean {
  return NAMED_CAUSES.some((name) => name === id)
}
