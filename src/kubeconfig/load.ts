import { posix, win32 } from 'node:path'
import { type KubeconfigBehaviours, NEWEST_KUBECONFIG_BEHAVIOURS } from '../release/kubeconfig-behaviours.ts'
import type { System } from '../system/system.ts'
import { readWhole } from '../system/whole-file.ts'
import { type Fault, type FileConfig, readConfigFile } from './config-file.ts'
import { kubeconfigFiles } from './files.ts'
import { goPathError, goStatError } from './go-errno.ts'
import type { ConfigError, Kubeconfig } from './kubeconfig.ts'

export type LoadedKubeconfig =
  | { readonly kind: 'loaded'; readonly kubeconfig: Kubeconfig }
  | { readonly kind: 'refused'; readonly error: ConfigError }

/** Far more than any kubeconfig. */
const MAX_BYTES = 16 * 1024 * 1024

/**
 * Reads and merges the kubeconfig files as client-go does (ClientConfigLoadingRules.Load): of each cluster, user and
 * context the whole entry of the first file that has it, and the current-context of the first file that sets one.
 *
 * @param flag `--kubeconfig`
 * @param words how the release words what it refuses
 * @returns the merged kubeconfig, or kubectl's whole error text. Every broken file of a list is reported.
 * @throws UsageError for a file of more than 16 MiB
 */
export function loadKubeconfig(
  flag: string | undefined,
  system: System,
  words: KubeconfigBehaviours = NEWEST_KUBECONFIG_BEHAVIOURS,
): LoadedKubeconfig {
  const { by, files } = kubeconfigFiles(flag, system)
  const [only] = files
  if (by === 'flag' && only !== undefined && isAbsent(only, system)) {
    return refusal('kubeconfig-missing', [`error: ${goStatError(only, system.platform)}`], only, null)
  }
  const configs: FileConfig[] = []
  const missing: string[] = []
  const faults: { readonly file: string; readonly fault: Fault }[] = []
  for (const file of files) {
    const read = readWhole(file, MAX_BYTES, system)
    if (!read.ok) {
      if (read.code === 'ENOENT') missing.push(file)
      else faults.push({ file, fault: { text: goPathError(file, read, system.platform), line: null } })
      continue
    }
    const rules = { folder: folderOf(file, system), platform: system.platform }
    const config = readConfigFile(file, read.bytes, rules, words)
    if (config.kind === 'fault') faults.push({ file, fault: config.fault })
    else configs.push(config.config)
  }
  const [first] = faults
  if (first === undefined) return { kind: 'loaded', kubeconfig: merge(configs, missing) }
  const lines = faults.map(({ file, fault }) => `error loading config file "${file}": ${fault.text}`)
  // An aggregate of several errors is printed without a prefix (kubectl cmd/util MultipleErrors).
  return refusal(
    'kubeconfig-invalid',
    lines.length === 1 ? [`error: ${lines[0]}`] : lines,
    first.file,
    first.fault.line,
  )
}

/** os.IsNotExist is false for `not a directory`, so that such a path fails later and in other words. */
function isAbsent(file: string, system: System): boolean {
  const read = system.readFile(file, { maxBytes: 1 })
  return !read.ok && read.code === 'ENOENT'
}

function folderOf(file: string, system: System): string {
  const { dirname, resolve } = system.platform === 'win32' ? win32 : posix
  return dirname(resolve(system.cwd, file))
}

function merge(configs: readonly FileConfig[], missing: readonly string[]): Kubeconfig {
  return {
    files: configs.map((config) => config.file),
    missing,
    currentContext: configs.find((config) => config.currentContext !== null)?.currentContext ?? null,
    contexts: firstWins(configs.map((config) => config.contexts)),
    clusters: firstWins(configs.map((config) => config.clusters)),
    users: firstWins(configs.map((config) => config.users)),
  }
}

function firstWins<T>(maps: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> {
  return new Map([...maps].reverse().flatMap((map) => [...map]))
}

function refusal(code: string, lines: readonly string[], file: string, line: number | null): LoadedKubeconfig {
  const error: ConfigError = {
    code,
    message: lines.join('\n'),
    at: { kind: 'file', file, pointer: '', line },
    facts: line === null ? { file } : { file, line },
  }
  return { kind: 'refused', error }
}
