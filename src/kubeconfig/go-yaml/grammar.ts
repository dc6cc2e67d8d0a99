import { assertNever } from '../../lib/exhaustive.ts'
import { GoYamlFault } from './cursor.ts'
import type { Scanner } from './scanner.ts'
import type { Token, TokenKind } from './token.ts'

/** What is expected next. */
type State =
  | { readonly kind: 'block-node' | 'flow-node' | 'block-node-or-sequence' }
  | { readonly kind: 'block-entry' | 'indentless-entry' | 'block-key' | 'block-value' }
  | { readonly kind: 'flow-sequence-entry' | 'flow-mapping-entry'; readonly first: boolean }
  | { readonly kind: 'pair-key' | 'pair-value' | 'flow-mapping-value' | 'flow-mapping-no-value' }

/**
 * Reads the first document of a stream by YAML's grammar, for its faults alone. What comes later is looked at no further
 * than its first token, as go-yaml does. Models parserc.go of sigs.k8s.io/yaml/goyaml.v2, and of decode.go that an alias
 * needs its anchor before it.
 *
 * @throws GoYamlFault
 */
export function checkFirstDocument(scanner: Scanner): void {
  new Document(scanner).check()
}

class Document {
  readonly #scanner: Scanner
  readonly #states: State[] = []
  readonly #anchors = new Set<string>()
  readonly #tagHandles = new Set(['!', '!!'])

  constructor(scanner: Scanner) {
    this.#scanner = scanner
  }

  check(): void {
    if (this.#is('stream-end')) return
    if (this.#is('version-directive', 'tag-directive', 'document-start')) {
      this.#directives()
      if (!this.#is('document-start')) throw this.#fault('did not find expected <document start>')
      this.#scanner.take()
      if (!this.#is('version-directive', 'tag-directive', 'document-start', 'document-end', 'stream-end')) {
        this.#states.push({ kind: 'block-node' })
      }
    } else this.#states.push({ kind: 'block-node' })
    for (let state = this.#states.pop(); state !== undefined; state = this.#states.pop()) this.#step(state)
    this.#scanner.peek()
  }

  #is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.#scanner.peek().kind)
  }

  #fault(problem: string, token: Token = this.#scanner.peek()): GoYamlFault {
    return new GoYamlFault('parser', problem, token.line)
  }

  #directives(): void {
    let version = false
    const handles = new Set<string>()
    for (;;) {
      const token = this.#scanner.peek()
      if (token.kind === 'version-directive') {
        if (version) throw this.#fault('found duplicate %YAML directive')
        if (token.version !== '1.1') throw this.#fault('found incompatible YAML document')
        version = true
      } else if (token.kind === 'tag-directive') {
        if (handles.has(token.handle)) throw this.#fault('found duplicate %TAG directive')
        handles.add(token.handle)
        this.#tagHandles.add(token.handle)
      } else return
      this.#scanner.take()
    }
  }

  #step(state: State): void {
    switch (state.kind) {
      case 'block-node':
      case 'flow-node':
      case 'block-node-or-sequence':
        this.#node(state.kind)
        break
      case 'block-entry':
        this.#blockEntry()
        break
      case 'indentless-entry':
        this.#indentlessEntry()
        break
      case 'block-key':
        this.#blockKey()
        break
      case 'block-value':
        this.#blockValue()
        break
      case 'flow-sequence-entry':
        this.#flowSequenceEntry(state.first)
        break
      case 'flow-mapping-entry':
        this.#flowMappingEntry(state.first)
        break
      case 'pair-key':
        this.#pairKey()
        break
      case 'pair-value':
        this.#pairValue()
        break
      case 'flow-mapping-value':
        this.#flowMappingValue()
        break
      case 'flow-mapping-no-value':
        // Another token is looked at before the value is found to be empty.
        this.#scanner.peek()
        break
      default:
        assertNever(state)
    }
  }

  /** Of a node with children the children are left to be expected. */
  #node(kind: 'block-node' | 'flow-node' | 'block-node-or-sequence'): void {
    const token = this.#scanner.peek()
    if (token.kind === 'alias') {
      if (!this.#anchors.has(token.name)) throw new GoYamlFault('parser', unknownAnchor(token.name), null)
      this.#scanner.take()
      return
    }
    const hasProperties = this.#properties()
    const block = kind !== 'flow-node'
    const content = this.#scanner.peek()
    if (kind === 'block-node-or-sequence' && content.kind === 'block-entry') {
      this.#states.push({ kind: 'indentless-entry' })
      return
    }
    const children = childrenOf(content.kind, block)
    if (children !== null) this.#states.push(children)
    if (children !== null || content.kind === 'scalar') this.#scanner.take()
    else if (!hasProperties) throw this.#fault('did not find expected node content')
  }

  /** An anchor and a tag, each once, in either order. */
  #properties(): boolean {
    const seen = new Set<TokenKind>()
    let tag: Extract<Token, { readonly kind: 'tag' | 'tag-directive' }> | null = null
    let anchor: string | null = null
    for (;;) {
      const token = this.#scanner.peek()
      if ((token.kind !== 'anchor' && token.kind !== 'tag') || seen.has(token.kind)) break
      if (token.kind === 'tag') tag = token
      if (token.kind === 'anchor') anchor = token.name
      seen.add(token.kind)
      this.#scanner.take()
    }
    if (tag !== null && tag.handle !== '' && !this.#tagHandles.has(tag.handle)) {
      throw this.#fault('found undefined tag handle', tag)
    }
    if (anchor !== null) this.#anchors.add(anchor)
    return seen.size > 0
  }

  #blockEntry(): void {
    if (this.#is('block-entry')) {
      this.#scanner.take()
      this.#states.push({ kind: 'block-entry' })
      if (!this.#is('block-entry', 'block-end')) this.#states.push({ kind: 'block-node' })
    } else if (this.#is('block-end')) this.#scanner.take()
    else throw this.#fault("did not find expected '-' indicator")
  }

  #indentlessEntry(): void {
    if (!this.#is('block-entry')) return
    this.#scanner.take()
    this.#states.push({ kind: 'indentless-entry' })
    if (!this.#is('block-entry', 'key', 'value', 'block-end')) this.#states.push({ kind: 'block-node' })
  }

  #blockKey(): void {
    if (this.#is('key')) {
      this.#scanner.take()
      this.#states.push({ kind: 'block-value' })
      if (!this.#is('key', 'value', 'block-end')) this.#states.push({ kind: 'block-node-or-sequence' })
    } else if (this.#is('block-end')) this.#scanner.take()
    else throw this.#fault('did not find expected key')
  }

  #blockValue(): void {
    this.#states.push({ kind: 'block-key' })
    if (!this.#is('value')) return
    this.#scanner.take()
    if (!this.#is('key', 'value', 'block-end')) this.#states.push({ kind: 'block-node-or-sequence' })
  }

  #flowSequenceEntry(first: boolean): void {
    if (!this.#is('flow-sequence-end')) {
      if (!first) this.#comma("',' or ']'")
      if (this.#is('key')) {
        this.#scanner.take()
        this.#states.push({ kind: 'flow-sequence-entry', first: false }, { kind: 'pair-value' }, { kind: 'pair-key' })
        return
      }
      if (!this.#is('flow-sequence-end')) {
        this.#states.push({ kind: 'flow-sequence-entry', first: false }, { kind: 'flow-node' })
        return
      }
    }
    this.#scanner.take()
  }

  #comma(expected: string): void {
    if (!this.#is('flow-entry')) throw this.#fault(`did not find expected ${expected}`)
    this.#scanner.take()
  }

  /** Of one pair in a sequence: `[a: b]`. Where there is no key, go-yaml loses the next token. */
  #pairKey(): void {
    if (this.#is('value', 'flow-entry', 'flow-sequence-end')) this.#scanner.take()
    else this.#states.push({ kind: 'flow-node' })
  }

  #pairValue(): void {
    if (!this.#is('value')) return
    this.#scanner.take()
    if (!this.#is('flow-entry', 'flow-sequence-end')) this.#states.push({ kind: 'flow-node' })
  }

  #flowMappingEntry(first: boolean): void {
    if (!this.#is('flow-mapping-end')) {
      if (!first) this.#comma("',' or '}'")
      if (this.#is('key')) {
        this.#scanner.take()
        this.#states.push({ kind: 'flow-mapping-entry', first: false }, { kind: 'flow-mapping-value' })
        if (!this.#is('value', 'flow-entry', 'flow-mapping-end')) this.#states.push({ kind: 'flow-node' })
        return
      }
      if (!this.#is('flow-mapping-end')) {
        this.#states.push({ kind: 'flow-mapping-entry', first: false }, { kind: 'flow-mapping-no-value' })
        this.#states.push({ kind: 'flow-node' })
        return
      }
    }
    this.#scanner.take()
  }

  #flowMappingValue(): void {
    if (!this.#is('value')) return
    this.#scanner.take()
    if (!this.#is('flow-entry', 'flow-mapping-end')) this.#states.push({ kind: 'flow-node' })
  }
}

function childrenOf(kind: TokenKind, block: boolean): State | null {
  switch (kind) {
    case 'flow-sequence-start':
      return { kind: 'flow-sequence-entry', first: true }
    case 'flow-mapping-start':
      return { kind: 'flow-mapping-entry', first: true }
    case 'block-sequence-start':
      return block ? { kind: 'block-entry' } : null
    case 'block-mapping-start':
      return block ? { kind: 'block-key' } : null
    default:
      return null
  }
}

function unknownAnchor(name: string): string {
  return `unknown anchor '${name}' referenced`
}
