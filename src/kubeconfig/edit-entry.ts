import { isMap, isScalar, isSeq, type Pair, parseAllDocuments, type YAMLMap } from 'yaml'
import { KUBECONFIG_YAML } from './parse-yaml.ts'

/** One entry of a list of a kubeconfig, as it stands in the text. Offsets are UTF-16 units into that text. */
export interface EntryInText {
  /** The whole item of the list, its name included. */
  readonly start: number
  readonly end: number
  /** Its `cluster` or `user`. */
  readonly body: YAMLMap
}

/** Which member of an item holds what the item says. */
const BODY = { clusters: 'cluster', users: 'user' } as const

export type EntrySection = keyof typeof BODY

/** Finds the entry that client-go reads; `null` where it is missing, or is written in a way (an alias) that others share. */
export function entryInText(text: string, section: EntrySection, name: string): EntryInText | null {
  const documents = parseAllDocuments(text, KUBECONFIG_YAML)
  const root = Array.isArray(documents) ? documents[0]?.contents : null
  const list = isMap(root) ? pairsOf(root, section).at(-1)?.value : null
  if (!isSeq(list)) return null
  const item = list.items.find((one) => isMap(one) && nameOf(one) === name)
  if (!isMap(item) || !item.range) return null
  const body = pairsOf(item, BODY[section]).at(-1)?.value
  return isMap(body) ? { start: item.range[0], end: item.range[1], body } : null
}

/** All pairs with that key; of equal keys the last counts. */
export function pairsOf(map: YAMLMap, key: string): readonly Pair[] {
  return map.items.filter((pair) => isScalar(pair.key) && pair.key.value === key)
}

/** Where a pair's key and value stand. A value that is left out stands behind the key. */
export function placeOf(pair: Pair): {
  readonly key: readonly [start: number, end: number]
  readonly value: readonly [start: number, end: number]
} | null {
  const key = rangeOf(pair.key)
  if (key === null) return null
  return { key, value: rangeOf(pair.value) ?? [key[1], key[1]] }
}

function nameOf(item: YAMLMap): unknown {
  const name = pairsOf(item, 'name').at(-1)?.value
  return isScalar(name) ? name.value : null
}

function rangeOf(node: unknown): readonly [number, number] | null {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
  return Array.isArray(range) && typeof range[0] === 'number' && typeof range[1] === 'number'
    ? [range[0], range[1]]
    : null
}
