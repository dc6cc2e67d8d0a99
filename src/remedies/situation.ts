import type { JudgedCase, JudgedPath } from '../judged-case.ts'
import type { Location } from '../kubeconfig/location.ts'
import { kubectlFails } from '../rules/facts/walks.ts'
import type { FiredFinding } from '../rules/rule.ts'
import type { Target } from '../target/target.ts'
import type { KubeconfigEdit, Proposal } from './remedy.ts'

/** kubectl's path with its target, where there is a failure to mend on it. */
export function failingPath(subject: JudgedCase): { readonly path: JudgedPath; readonly target: Target } | null {
  const { kubectlPath } = subject
  const { target } = subject.case
  return kubectlPath === null || target === null || !kubectlFails(subject) ? null : { path: kubectlPath, target }
}

/** Those of these findings that fired on kubectl's own path (or about the configuration). */
export function firedOf(
  subject: JudgedCase,
  findings: readonly FiredFinding[],
  ids: readonly string[],
): readonly string[] {
  const own = subject.kubectlPath?.path.id
  return findings
    .filter(({ id, paths }) => ids.includes(id) && (paths.length === 0 || (own !== undefined && paths.includes(own))))
    .map(({ id }) => id)
}

/** Findings on kubectl's path that say: this path itself is the trouble, another might not have it. */
export const TROUBLED_PATH = [
  'tls-intercepted-by-proxy',
  'tls-intercepted-transparently',
  'foreign-chain-unexplained',
  'proxy-not-needed',
  'no-proxy-mismatch',
  'proxy-unreachable',
  'proxy-name-unresolved',
  'proxy-refuses-connect',
  'proxy-auth-required',
  'proxy-speaks-no-http',
  'proxy-tls-untrusted',
  'proxy-closes-tunnel',
  'proxy-cannot-reach-upstream',
  'socks-refused',
  'socks-auth-required',
  'socks-speaks-no-socks',
] as const

export const NO_WAY_OUT = ['no-route', 'connect-timeout', 'name-not-found', 'no-direct-route'] as const

/** An edit of the current cluster's entry; `null` where it stands in no file (a flag, the in-cluster configuration). */
export function clusterEdit(
  target: Target,
  set: Readonly<Record<string, string>>,
  unset: readonly string[] = [],
): KubeconfigEdit | null {
  const file = fileOf(target.origins.server ?? null)
  return file === null || target.cluster === null
    ? null
    : { file, section: 'clusters', name: target.cluster, set, unset }
}

function fileOf(location: Location | null): string | null {
  return location?.kind === 'file' ? location.file : null
}

/** What the words of every remedy for a cluster need. */
export type ClusterFacts = {
  readonly cluster: string | null
  readonly file: string | null
  readonly server: string
  readonly host: string
  readonly port: number
}

export function clusterFacts(target: Target): ClusterFacts {
  const { cluster, server, host, port } = target
  return { cluster, file: fileOf(target.origins.server ?? null), server, host, port }
}

/** What the words of a remedy that sets `proxy-url` need besides. */
export type ProxyUrlFacts = ClusterFacts & {
  /** The detected kubectl can set it; else it is written by hand. */
  readonly canSetProxyUrl: boolean
}

export function proxyUrlFacts(subject: JudgedCase, target: Target): ProxyUrlFacts {
  return { ...clusterFacts(target), canSetProxyUrl: subject.release.behaviours.setsProxyUrl }
}

/** What only those who run the network can do: it cannot be tried here. */
export function askedOfNetworkTeam<F extends Proposal['facts']>(id: string, fixes: readonly string[], facts: F) {
  const reason = 'only the network team can change it; run the doctor again afterwards'
  return {
    id,
    fixes,
    actor: 'network-admin',
    risk: 'none',
    applicability: 'exact',
    edit: null,
    facts,
    trial: { kind: 'untried', reason },
  } as const
}
