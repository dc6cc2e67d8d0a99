import type { KubeconfigBehaviours } from '../release/kubeconfig-behaviours.ts'
import { duplicateNameFault } from './duplicate-names.ts'
import { clusterEntry, contextEntry, type PathRules, userEntry } from './entries.ts'
import { Fields } from './fields.ts'
import { firstTypeFault } from './go-types.ts'
import type { ClusterEntry, ContextEntry, Located, UserEntry } from './kubeconfig.ts'
import { parseYaml } from './parse-yaml.ts'
import { versionAndKindFault } from './version-and-kind.ts'

/** One kubeconfig file, read by itself. */
export interface FileConfig {
  readonly file: string
  readonly currentContext: Located<string> | null
  readonly contexts: ReadonlyMap<string, ContextEntry>
  readonly clusters: ReadonlyMap<string, ClusterEntry>
  readonly users: ReadonlyMap<string, UserEntry>
}

export interface Fault {
  /** client-go's words, without `error loading config file …: `. */
  readonly text: string
  /** 1-based, where it is known. */
  readonly line: number | null
}

/** In client-go's order: syntax, version and kind, types, duplicate names (clientcmd.Load). An empty file is an empty config. */
export function readConfigFile(
  file: string,
  bytes: Uint8Array,
  rules: PathRules,
  words: KubeconfigBehaviours,
): { readonly kind: 'read'; readonly config: FileConfig } | { readonly kind: 'fault'; readonly fault: Fault } {
  const parsed = parseYaml(bytes, words)
  if (parsed.kind === 'failed') return { kind: 'fault', fault: { text: parsed.text, line: parsed.line } }
  const { root } = parsed
  const wrongKind = versionAndKindFault(root, words.configScheme)
  if (wrongKind !== null) return { kind: 'fault', fault: { text: wrongKind, line: root.line } }
  const wrongType = firstTypeFault(root)
  if (wrongType !== null) return { kind: 'fault', fault: wrongType }
  const fields = new Fields(root, file, '')
  const duplicate = duplicateNameFault(fields, words)
  if (duplicate !== null) return { kind: 'fault', fault: { text: duplicate, line: null } }
  return {
    kind: 'read',
    config: {
      file,
      currentContext: fields.located('current-context'),
      contexts: named(fields.child('contexts'), (item) => contextEntry(item.child('context'))),
      clusters: named(fields.child('clusters'), (item) => clusterEntry(item.child('cluster'), rules)),
      users: named(fields.child('users'), (item) => userEntry(item.child('user'), rules)),
    },
  }
}

function named<T>(list: Fields, entry: (item: Fields) => T): ReadonlyMap<string, T> {
  return new Map(list.items().map((item) => [item.text('name'), entry(item)]))
}
