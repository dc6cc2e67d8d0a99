/** Commands of kubectl itself (`kubectl --help`, v1.20 to v1.36), those that talk to the API server. */
export const BUILTIN_COMMANDS: ReadonlySet<string> = new Set([
  ...['alpha', 'annotate', 'api-resources', 'api-versions', 'apply', 'attach', 'auth', 'autoscale', 'certificate'],
  ...['cluster-info', 'cordon', 'cp', 'create', 'debug', 'delete', 'describe', 'diff', 'drain', 'edit', 'events'],
  ...['exec', 'explain', 'expose', 'get', 'label', 'logs', 'patch', 'port-forward', 'proxy', 'replace', 'rollout'],
  ...['run', 'scale', 'set', 'taint', 'top', 'uncordon', 'version', 'wait'],
])

/** Commands of kubectl that make no request. */
export const LOCAL_COMMANDS: ReadonlySet<string> = new Set([
  ...['completion', 'config', 'help', 'kuberc', 'kustomize', 'options', 'plugin'],
])

/** Commands that only read and end by themselves: kubectl may be run for these. */
const READING: ReadonlySet<string> = new Set([
  ...[
    'get',
    'describe',
    'logs',
    'top',
    'version',
    'cluster-info',
    'api-resources',
    'api-versions',
    'explain',
    'events',
  ],
])
const READING_AUTH: ReadonlySet<string> = new Set(['can-i', 'whoami'])

/** Shorthands that take a value: what follows them in the same word is no flag. */
const VALUED = 'olcnsvkL'

/**
 * Whether kubectl may be run for these arguments: a reading command without `-w`, `-f` or `--follow`, which wait or
 * read files. `cluster-info dump` asks for everything there is, so it is predicted only.
 *
 * @param argv without connection flags
 */
export function mayRun(argv: readonly string[]): boolean {
  const [command = '', second = ''] = argv.filter((word) => !word.startsWith('-'))
  if (argv.some(waitsOrReadsFiles)) return false
  if (command === 'auth') return READING_AUTH.has(second)
  if (command === 'cluster-info' && second === 'dump') return false
  return READING.has(command)
}

function waitsOrReadsFiles(word: string): boolean {
  if (word.startsWith('--')) return /^--(?:watch|watch-only|follow|filename|kustomize)(?:=(?!false$)|$)/.test(word)
  if (!word.startsWith('-')) return false
  for (const letter of word.slice(1)) {
    if (letter === 'w' || letter === 'f') return true
    if (VALUED.includes(letter)) return letter === 'k'
  }
  return false
}
