import { builtinCollection } from './builtin-resources.ts'
import type { KubectlWords } from './kubectl-words.ts'

/** One read, below the target's path prefix. */
export interface Read {
  readonly path: string
  readonly purpose: string
  readonly accept: string
}

/** kubectl asks for a printable table (cli-runtime `metav1.Table`). */
const TABLE =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json'
const OBJECT = 'application/json'
/**
 * Divergence: from release 1.33 on the typed clients of `events` would rather have protobuf. The doctor asks for what it
 * can read: an API server words its refusals in what it is asked for.
 */
const TYPED = 'application/json, */*'
const CHUNK = '500'

/** Of `get` and `describe`; `[]` where only discovery knows the kind, or where kubectl asks for nothing. */
export function objectRequests(line: KubectlWords, namespace: string): readonly Read[] {
  const { words, flag } = line
  const [command, ...wanted] = words
  const everywhere = allNamespaces(line)
  const objects = namedObjects(wanted)
  if (objects === null) return []
  const query = listQuery(line)
  const accept = command === 'get' && isTable(line) ? TABLE : OBJECT
  const subresource = flag('--subresource')
  const reads: Read[] = []
  for (const { kind, name } of objects) {
    const collection = builtinCollection(kind, namespace, everywhere && name === null)
    // A name is looked for in one namespace only: kubectl refuses that before it asks.
    if (collection === null || (name !== null && everywhere)) return reads
    if (name === null && subresource !== undefined) return []
    const path =
      name === null
        ? `${collection}${query}`
        : `${collection}/${encodeURIComponent(name)}${subresource === undefined ? '' : `/${encodeURIComponent(subresource)}`}`
    reads.push({ path, purpose: name === null ? `the ${kind} themselves` : `${kind} ${name} itself`, accept })
  }
  return reads
}

/** `kubectl events` lists without discovery. */
export function eventRequests(line: KubectlWords, namespace: string): readonly Read[] {
  const collection = builtinCollection('events', namespace, allNamespaces(line))
  // What `--for` selects by is only known from discovery.
  if (collection === null || line.flag('--for') !== undefined) return []
  return [{ path: `${collection}${queryOf({ limit: CHUNK })}`, purpose: 'the events themselves', accept: TYPED }]
}

/** `kubectl logs` looks at the pod, or at what makes pods, before it asks for a log. */
export function logRequests(line: KubectlWords, namespace: string): readonly Read[] {
  const [, target] = line.words
  const selector = line.flag('-l', '--selector')
  if (target === undefined) {
    const pods = builtinCollection('pods', namespace, allNamespaces(line))
    if (selector === undefined || pods === null) return []
    return [{ path: `${pods}${queryOf({ labelSelector: selector })}`, purpose: 'the pods', accept: TYPED }]
  }
  const [kind, name] = target.includes('/') ? target.split('/', 2) : ['pods', target]
  const collection = builtinCollection(kind ?? '', namespace, false)
  if (collection === null || name === undefined) return []
  return [{ path: `${collection}/${encodeURIComponent(name)}`, purpose: `${kind} ${name} itself`, accept: TYPED }]
}

interface Wanted {
  readonly kind: string
  readonly name: string | null
}

/** `pods`, `pods,svc`, `pod a b`, `pod/a svc/b` (cli-runtime resource.Builder.ResourceTypeOrNameArgs). */
function namedObjects(words: readonly string[]): readonly Wanted[] | null {
  const [first, ...names] = words
  if (first === undefined) return null
  if (words.some((word) => word.includes('/'))) {
    const pairs = words.map((word) => word.split('/'))
    if (pairs.some((pair) => pair.length !== 2 || pair.includes(''))) return null
    return pairs.map(([kind = '', name = '']) => ({ kind, name }))
  }
  const kinds = first.split(',')
  if (names.length === 0) return kinds.map((kind) => ({ kind, name: null }))
  return kinds.flatMap((kind) => names.map((name) => ({ kind, name })))
}

function listQuery(line: KubectlWords): string {
  const { flag } = line
  const sorted = line.words[0] === 'get' && (flag('--sort-by') ?? '') !== ''
  return queryOf({
    fieldSelector: flag('--field-selector'),
    // Sorting needs everything at once, and the objects beside the table's rows.
    includeObject: sorted && isTable(line) ? 'Object' : undefined,
    labelSelector: flag('-l', '--selector'),
    limit: sorted ? undefined : chunk(line),
  })
}

function chunk({ flag }: KubectlWords): string | undefined {
  const size = flag('--chunk-size') ?? CHUNK
  return size === '0' ? undefined : size
}

/** The server prints only what people read (kubectl get `PrintFlags`, `--server-print`). */
function isTable({ flag }: KubectlWords): boolean {
  const output = flag('-o', '--output') ?? ''
  return (output === '' || output === 'wide') && flag('--server-print') !== 'false'
}

function allNamespaces({ flag }: KubectlWords): boolean {
  return /^(?:1|t|true)$/i.test(flag('-A', '--all-namespaces') ?? '')
}

/** Models url.Values.Encode: the names are given in their order already. */
function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name}=${queryEscape(value)}`],
  )
  return set.length === 0 ? '' : `?${set.join('&')}`
}

/** Models url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
