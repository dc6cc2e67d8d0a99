import { shellCommand } from '../../lib/shell-quote.ts'
import type { RemedyFacts, RemedyId } from '../../remedies/index.ts'
import type { ClusterFacts, ProxyUrlFacts } from '../../remedies/situation.ts'
import type { ReportRemedy } from '../report.ts'

export type Step = ReportRemedy['steps'][number]

/** What a remedy answers to. */
export interface Mended {
  /** Finding ids. */
  readonly fixes: readonly string[]
  /** Their titles, the causes alone: what was seen, for whoever is asked to help. */
  readonly seen: string
}

/** The words of one kind of remedy. Steps are complete: a command can be pasted, a request can be sent. */
export interface RemedyWords<F> {
  /** What to do, as a clause without a capital. */
  title(facts: F, mended: Mended): string
  /** The same in a few words, without addresses, for a sentence that has named them; the title where it is left out. */
  brief?(facts: F): string
  steps(facts: F, mended: Mended): readonly Step[]
}

export type RemedyWordsOf<Ids extends RemedyId> = { readonly [Id in Ids]: RemedyWords<RemedyFacts<Id>> }

export function command(...words: readonly string[]): Step {
  return { kind: 'command', text: shellCommand(words) }
}

/** A command line that is more than words: pipes, redirections, variables. Its parts are quoted by the caller. */
export function shell(text: string): Step {
  return { kind: 'command', text }
}

export function edit(text: string): Step {
  return { kind: 'edit', text }
}

export function request(text: string): Step {
  return { kind: 'request', text }
}

/** `kubectl config …` on the very file that the cluster's entry stands in. */
export function setCluster({ cluster, file }: ClusterFacts, ...flags: readonly string[]): Step {
  const where = file === null ? [] : [`--kubeconfig=${file}`]
  return command('kubectl', 'config', 'set-cluster', cluster ?? 'CLUSTER', ...flags, ...where)
}

/** By hand where that kubectl has no flag for it. */
export function setProxyUrl(facts: ProxyUrlFacts, url: string): Step {
  if (facts.canSetProxyUrl) return setCluster(facts, `--proxy-url=${url}`)
  return edit(`write the line proxy-url: ${url} into ${place(facts)}`)
}

/** Takes one entry of a cluster away; by hand where its name has signs that `kubectl config unset` takes for its own. */
export function unsetOfCluster(facts: ClusterFacts, key: string): Step {
  const { cluster, file } = facts
  if (cluster === null || !/^[\w-]+$/.test(cluster)) return edit(`remove the line ${key} from ${place(facts)}`)
  const where = file === null ? [] : [`--kubeconfig=${file}`]
  return command('kubectl', 'config', 'unset', `clusters.${cluster}.${key}`, ...where)
}

/** A pipeline that prints the authorities that the kubeconfig pins, as PEM. */
export function pinnedAuthorities({ cluster, file }: ClusterFacts): string {
  const path = `jsonpath={.clusters[?(@.name=="${cluster ?? 'CLUSTER'}")].cluster.certificate-authority-data}`
  const where = file === null ? [] : [`--kubeconfig=${file}`]
  return `${shellCommand(['kubectl', 'config', 'view', '--raw', '--flatten', ...where, '-o', path])} | base64 -d`
}

export function place({ file, cluster }: ClusterFacts): string {
  return `cluster ${cluster ?? '?'}${file === null ? '' : ` in ${file}`}`
}
