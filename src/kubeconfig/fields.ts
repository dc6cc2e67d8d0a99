import type { ConfigNode } from './config-node.ts'
import { decodeGoBase64 } from './go-base64.ts'
import type { Located } from './kubeconfig.ts'
import type { Location } from './location.ts'

/**
 * Typed access to one object of a kubeconfig that `firstTypeFault` has passed, each value with its place.
 * What is absent, null or empty is `null`: client-go does not tell them apart.
 */
export class Fields {
  readonly #node: ConfigNode | undefined
  readonly #file: string
  readonly #pointer: string

  constructor(node: ConfigNode | undefined, file: string, pointer: string) {
    this.#node = node
    this.#file = file
    this.#pointer = pointer
  }

  get at(): Location {
    return { kind: 'file', file: this.#file, pointer: this.#pointer, line: this.#node?.line ?? null }
  }

  get present(): boolean {
    return this.#node !== undefined && this.#node.kind !== 'null'
  }

  child(key: string): Fields {
    return new Fields(this.#entry(key), this.#file, `${this.#pointer}/${escapePointer(key)}`)
  }

  items(): readonly Fields[] {
    if (this.#node?.kind !== 'array') return []
    return this.#node.items.map((item, i) => new Fields(item, this.#file, `${this.#pointer}/${i}`))
  }

  entries(): readonly (readonly [string, Fields])[] {
    if (this.#node?.kind !== 'object') return []
    return [...this.#node.entries.keys()].map((key) => [key, this.child(key)] as const)
  }

  /** The text of this value itself. */
  get value(): string {
    return this.#node?.kind === 'string' ? this.#node.value : ''
  }

  text(key: string): string {
    return this.child(key).value
  }

  located(key: string): Located<string> | null {
    const child = this.child(key)
    return child.value === '' ? null : { value: child.value, at: child.at }
  }

  bytes(key: string): Located<Uint8Array> | null {
    const child = this.child(key)
    const node = this.#entry(key)
    const value = node === undefined ? null : bytesOf(node)
    return value === null || value.length === 0 ? null : { value, at: child.at }
  }

  bool(key: string): boolean {
    const node = this.#entry(key)
    return node?.kind === 'bool' && node.value
  }

  texts(key: string): readonly string[] {
    return this.child(key)
      .items()
      .map((item) => item.value)
  }

  #entry(key: string): ConfigNode | undefined {
    return this.#node?.kind === 'object' ? this.#node.entries.get(key) : undefined
  }
}

/** A byte field is base64 text, or (encoding/json) a list of numbers. */
function bytesOf(node: ConfigNode): Uint8Array | null {
  if (node.kind === 'array') {
    return Uint8Array.from(node.items, (item) => (item.kind === 'number' ? Number(item.text) : 0))
  }
  if (node.kind !== 'string') return null
  const decoded = decodeGoBase64(node.value)
  return 'bytes' in decoded ? decoded.bytes : null
}

/** RFC 6901 section 3. */
function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
