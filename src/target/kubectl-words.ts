/** A kubectl command line without its connection flags: what is an argument, and what belongs to a flag. */
export interface KubectlWords {
  /** In order: the command, its kinds and names. */
  readonly words: readonly string[]
  /** The last value of a flag by any of its names: `flag('-o', '--output')`; a boolean's is `true`, unless it says other. */
  flag(...names: readonly string[]): string | undefined
}

/** Flags of reading commands that take the next word as their value (`kubectl get --help` and the like, v1.20 to v1.36). */
const VALUED: ReadonlySet<string> = new Set([
  ...['-o', '--output', '-l', '--selector', '-L', '--label-columns', '--field-selector', '--chunk-size', '--sort-by'],
  ...['--subresource', '--template', '-f', '--filename', '-k', '--kustomize', '--raw', '-c', '--container', '--since'],
  ...['--since-time', '--tail', '--limit-bytes', '--max-log-requests', '--pod-running-timeout', '--for', '--types'],
  ...['--api-version', '--api-group', '--verbs', '--categories', '--log-flush-frequency', '--profile'],
  ...['--profile-output', '--as-user-extra'],
])

/** Reads the words as pflag does: `-ojson`, `-o json`, `-o=json`, `-Aojson`; everything after `--` is an argument. */
export function readKubectlWords(argv: readonly string[]): KubectlWords {
  const words: string[] = []
  const flags = new Map<string, string>()
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (word === '--') {
      words.push(...argv.slice(at + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word)
      continue
    }
    const open = word.startsWith('--') ? readLong(word, flags) : readShort(word, flags)
    if (open !== null) flags.set(open, argv[++at] ?? '')
  }
  return { words, flag: (...names) => names.map((name) => flags.get(name)).find((value) => value !== undefined) }
}

/** @returns the flag whose value is the next word */
function readLong(word: string, flags: Map<string, string>): string | null {
  const equals = word.indexOf('=')
  if (equals === -1 && VALUED.has(word)) return word
  flags.set(equals === -1 ? word : word.slice(0, equals), equals === -1 ? 'true' : word.slice(equals + 1))
  return null
}

function readShort(word: string, flags: Map<string, string>): string | null {
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at]}`
    const rest = word.slice(at + 1)
    if (rest.startsWith('=')) {
      flags.set(name, rest.slice(1))
      return null
    }
    if (VALUED.has(name)) {
      if (rest === '') return name
      flags.set(name, rest)
      return null
    }
    flags.set(name, 'true')
  }
  return null
}
