import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
} from 'yaml'
import { REDACTED } from '../lib/secret.ts'
import { type KubeconfigBehaviours, NEWEST_KUBECONFIG_BEHAVIOURS } from '../release/kubeconfig-behaviours.ts'
import { type ConfigNode, resolvePlainScalar } from './config-node.ts'
import { firstDocument } from './go-yaml/first-document.ts'
import { goSyntax } from './go-yaml/go-syntax.ts'
import { readYamlText } from './yaml-text.ts'

export type ParsedYaml =
  | { readonly kind: 'parsed'; readonly root: ConfigNode }
  /** `text`: what go-yaml and encoding/json say, `yaml: ` included. */
  | { readonly kind: 'failed'; readonly text: string; readonly line: number | null }

/** How the library is to read a kubeconfig: every scalar as text, equal keys side by side; what they mean is decided here. */
export const KUBECONFIG_YAML = {
  version: '1.1',
  schema: 'failsafe',
  uniqueKeys: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const

/** More nodes than any kubeconfig has; what aliases multiply beyond it is refused, as go-yaml does. */
const MAX_NODES = 200_000

/**
 * The first document of a YAML text (JSON is YAML), converted as sigs.k8s.io/yaml's YAMLToJSON does: later documents
 * are not read, the last of equal keys wins, keys become strings, merge keys are merged.
 *
 * @param words how the release begins its complaint about a key that is null
 */
export function parseYaml(bytes: Uint8Array, words: YamlWords = NEWEST_KUBECONFIG_BEHAVIOURS): ParsedYaml {
  const read = readYamlText(bytes)
  const first = firstDocument(read.text, read.fault)
  if (first.kind === 'fault') return { kind: 'failed', text: first.text, line: first.line }
  const { text } = first
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { ...KUBECONFIG_YAML, lineCounter: lines })
  const document = Array.isArray(documents) ? documents[0] : undefined
  if (document === undefined) return { kind: 'parsed', root: { kind: 'null', line: 1 } }
  try {
    const converter = new Converter(document, lines)
    const root = converter.convert(document.contents)
    return converter.nullKey === null ? { kind: 'parsed', root } : nullKeyFault(converter.nullKey, words)
  } catch (problem) {
    if (problem instanceof ConversionProblem) return { kind: 'failed', text: problem.message, line: problem.line }
    throw problem
  }
}

/** What differs between releases here. */
type YamlWords = Pick<KubeconfigBehaviours, 'unsupportedKey'>

interface NullKey {
  readonly value: ConfigNode
  readonly line: number
}

/** The value may be a secret. */
function nullKeyFault({ value, line }: NullKey, { unsupportedKey }: YamlWords): ParsedYaml {
  const shown = value.kind === 'null' ? '<nil>' : value.kind === 'bool' ? String(value.value) : REDACTED
  const text = `${unsupportedKey} map key of type: %!s(<nil>), key: <nil>, value: ${shown}`
  return { kind: 'failed', text, line }
}

/** Decoded by go-yaml itself, whatever the field wants. */
const BINARY = 'tag:yaml.org,2002:binary'

class ConversionProblem extends Error {
  override readonly name = 'ConversionProblem'
  readonly line: number | null

  constructor(message: string, line: number | null) {
    super(message)
    this.line = line
  }
}

class Converter {
  readonly #document: Document
  readonly #lines: LineCounter
  readonly #open = new Set<Node>()
  #nodes = 0
  #nullKey: NullKey | null = null

  constructor(document: Document, lines: LineCounter) {
    this.#document = document
    this.#lines = lines
  }

  /** The first key that is null: JSON has no such, which is noticed when all is read. */
  get nullKey(): NullKey | null {
    return this.#nullKey
  }

  convert(node: unknown): ConfigNode {
    if (++this.#nodes > MAX_NODES) throw new ConversionProblem('yaml: document contains excessive aliasing', null)
    if (isAlias(node)) return this.#alias(node)
    if (isScalar(node)) return this.#scalar(node)
    if (isMap(node)) return this.#within(node, () => this.#map(node))
    if (isSeq(node)) {
      return this.#within(node, () => ({
        kind: 'array',
        items: node.items.map((item) => this.convert(item)),
        line: this.#line(node),
      }))
    }
    return { kind: 'null', line: 1 }
  }

  #alias(alias: Alias): ConfigNode {
    const target = alias.resolve(this.#document)
    if (target === undefined) {
      throw new ConversionProblem(`yaml: unknown anchor '${alias.source}' referenced`, this.#line(alias))
    }
    if (this.#open.has(target)) {
      throw new ConversionProblem(`yaml: anchor '${alias.source}' value contains itself`, this.#line(alias))
    }
    return this.convert(target)
  }

  #scalar(scalar: Scalar): ConfigNode {
    const line = this.#line(scalar)
    const value = typeof scalar.value === 'string' ? scalar.value : ''
    if (scalar.tag === BINARY) return { kind: 'string', value: Buffer.from(value, 'base64').toString('latin1'), line }
    const plain = scalar.type === undefined || scalar.type === Scalar.PLAIN
    if (!plain || scalar.tag === '!' || scalar.tag === 'tag:yaml.org,2002:str') return { kind: 'string', value, line }
    const resolved = resolvePlainScalar(value, line)
    if ('unsupported' in resolved) {
      throw new ConversionProblem(`json: unsupported value: ${resolved.unsupported}`, line)
    }
    return resolved
  }

  #map(map: YAMLMap): ConfigNode {
    const own = new Map<string, ConfigNode>()
    const merged = new Map<string, ConfigNode>()
    for (const pair of map.items) {
      const key = this.convert(pair.key)
      const value = pair.value === null ? ({ kind: 'null', line: key.line } as const) : this.convert(pair.value)
      if (isScalar(pair.key) && pair.key.type === Scalar.PLAIN && pair.key.value === '<<') mergeInto(merged, value)
      else if (key.kind === 'null') this.#nullKey ??= { value, line: key.line }
      else own.set(keyText(key), value)
    }
    return { kind: 'object', entries: new Map([...merged, ...own]), line: this.#line(map) }
  }

  #within(node: Node, convert: () => ConfigNode): ConfigNode {
    this.#open.add(node)
    const converted = convert()
    this.#open.delete(node)
    return converted
  }

  #line(node: Node): number {
    return node.range ? this.#lines.linePos(node.range[0]).line : 1
  }
}

function mergeInto(merged: Map<string, ConfigNode>, value: ConfigNode): void {
  const sources = value.kind === 'array' ? value.items : [value]
  for (const source of sources) {
    if (source.kind !== 'object') {
      throw new ConversionProblem('yaml: map merge requires map or sequence of maps as the value', value.line)
    }
    for (const [key, entry] of source.entries) if (!merged.has(key)) merged.set(key, entry)
  }
}

function keyText(key: ConfigNode): string {
  switch (key.kind) {
    case 'string':
      return key.value
    case 'number':
      return key.text
    case 'bool':
      return String(key.value)
    default:
      throw new ConversionProblem(`yaml: invalid map key: ${goSyntax(key)}`, key.line)
  }
}
