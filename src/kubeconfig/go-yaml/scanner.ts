import { type Cursor, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isEnd, type Mark } from './cursor.ts'
import { readAnchor, readDirective, readTag } from './directives.ts'
import { MAX_DEPTH, PossibleKeys } from './possible-keys.ts'
import { atDocumentIndicator, scannerFault, skipBlockScalar, skipPlainScalar, skipQuotedScalar } from './scalars.ts'
import type { Token } from './token.ts'

interface QuotedLine {
  readonly offset: number
  readonly indent: number
}

/**
 * The tokens of a YAML text as go-yaml version 2 finds them, one at a time, because what it says first depends on how far
 * it has looked. Models scannerc.go of sigs.k8s.io/yaml/goyaml.v2; of a scalar only its extent is known.
 *
 * @throws GoYamlFault
 */
export class Scanner {
  readonly #cursor: Cursor
  readonly #queue: Token[] = []
  #end = 0
  /** Tokens that were taken. */
  #taken = 0
  #indent = -1
  readonly #indents: number[] = []
  readonly #keys: PossibleKeys
  readonly #quotedLines: QuotedLine[] = []
  #keyAllowed = true

  constructor(cursor: Cursor) {
    this.#cursor = cursor
    this.#keys = new PossibleKeys(cursor)
  }

  peek(): Token {
    while (this.#queue.length === 0 || this.#keys.isOpen(this.#taken)) this.#fetch()
    const [token] = this.#queue
    if (token === undefined) throw new Error('no token was fetched')
    return token
  }

  take(): void {
    this.#end = Math.max(this.#end, this.#queue.shift()?.end ?? 0)
    this.#taken++
  }

  /** Behind the last token that was taken, as an offset. */
  get end(): number {
    return this.#end
  }

  /** Where further lines of quoted scalars begin, and how far the collection around is indented; -1 for none. */
  get quotedLines(): readonly QuotedLine[] {
    return this.#quotedLines
  }

  get #inFlow(): boolean {
    return this.#keys.inFlow
  }

  #fetch(): void {
    const cursor = this.#cursor
    this.#skipToToken()
    this.#closeBlocks(cursor.column)
    const character = cursor.peek()
    const next = (): boolean => isBlankOrEnd(cursor.peek(1))
    if (isEnd(character)) this.#endStream()
    else if (cursor.column === 0 && character === '%') this.#directive()
    else if (atDocumentIndicator(cursor)) this.#documentIndicator(character)
    else if (character === '[' || character === '{') this.#openFlow(character)
    else if (character === ']' || character === '}') this.#closeFlow(character)
    else if (character === ',') this.#flowEntry()
    else if (character === '-' && next()) this.#blockEntry()
    else if (character === '?' && (this.#inFlow || next())) this.#explicitKey()
    else if (character === ':' && (this.#inFlow || next())) this.#value()
    else if (character === '*' || character === '&') this.#keyLike(() => readAnchor(cursor))
    else if (character === '!') this.#keyLike(() => readTag(cursor))
    else if ((character === '|' || character === '>') && !this.#inFlow) this.#blockScalar()
    else if (character === "'" || character === '"') this.#quotedScalar()
    else if (this.#beginsPlainScalar(character)) this.#plainScalar()
    else throw scannerFault(cursor, 'found character that cannot start any token')
  }

  #beginsPlainScalar(character: string): boolean {
    if (!isBlankOrEnd(character) && !/^[-?:,[\]{}#&*!|>'"%@`]$/.test(character)) return true
    if (character === '-') return !isBlank(this.#cursor.peek(1))
    return !this.#inFlow && /^[?:]$/.test(character) && !isBlankOrEnd(this.#cursor.peek(1))
  }

  /** Over blanks, comments and line ends. A tab is no blank where a key could begin. */
  #skipToToken(): void {
    const cursor = this.#cursor
    for (;;) {
      const tabs = this.#inFlow || !this.#keyAllowed
      cursor.skipWhile((character) => character === ' ' || (tabs && character === '\t'))
      if (cursor.peek() === '#') cursor.skipWhile((character) => !isBreakOrEnd(character))
      if (!isBreak(cursor.peek())) return
      cursor.skipLine()
      if (!this.#inFlow) this.#keyAllowed = true
    }
  }

  #openBlock(kind: 'block-sequence-start' | 'block-mapping-start', mark: Mark, token: number | null): void {
    if (this.#inFlow || this.#indent >= mark.column) return
    this.#indents.push(this.#indent)
    this.#indent = mark.column
    if (this.#indents.length > MAX_DEPTH) throw scannerFault(this.#cursor, `exceeded max depth of ${MAX_DEPTH}`)
    this.#queue.splice(token === null ? this.#queue.length : token - this.#taken, 0, { kind, line: mark.line, end: 0 })
  }

  #closeBlocks(column: number): void {
    if (this.#inFlow) return
    while (this.#indent > column) {
      this.#queue.push({ kind: 'block-end', line: this.#cursor.line, end: 0 })
      this.#indent = this.#indents.pop() ?? -1
    }
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return
    const required = !this.#inFlow && this.#indent === this.#cursor.column
    this.#keys.save(this.#taken + this.#queue.length, required)
  }

  #endStream(): void {
    this.#cursor.endLine()
    this.#closeBlocks(-1)
    this.#keys.drop()
    this.#keyAllowed = false
    this.#queue.push({ kind: 'stream-end', line: this.#cursor.line, end: 0 })
  }

  #directive(): void {
    this.#closeBlocks(-1)
    this.#keys.drop()
    this.#keyAllowed = false
    this.#queue.push(readDirective(this.#cursor))
  }

  #documentIndicator(character: string): void {
    this.#closeBlocks(-1)
    this.#keys.drop()
    this.#keyAllowed = false
    const { line } = this.#cursor
    this.#cursor.skip(3)
    const kind = character === '-' ? 'document-start' : 'document-end'
    this.#queue.push({ kind, line, end: this.#cursor.offset })
  }

  #openFlow(character: string): void {
    this.#saveKey()
    this.#keys.openLevel(this.#taken + this.#queue.length)
    this.#keyAllowed = true
    this.#sign(character === '[' ? 'flow-sequence-start' : 'flow-mapping-start')
  }

  #closeFlow(character: string): void {
    this.#keys.drop()
    this.#keys.closeLevel()
    this.#keyAllowed = false
    this.#sign(character === ']' ? 'flow-sequence-end' : 'flow-mapping-end')
  }

  #flowEntry(): void {
    this.#keys.drop()
    this.#keyAllowed = true
    this.#sign('flow-entry')
  }

  #blockEntry(): void {
    if (!this.#inFlow) {
      if (!this.#keyAllowed) {
        throw scannerFault(this.#cursor, 'block sequence entries are not allowed in this context')
      }
      this.#openBlock('block-sequence-start', this.#cursor.mark, null)
    }
    this.#keys.drop()
    this.#keyAllowed = true
    this.#sign('block-entry')
  }

  #explicitKey(): void {
    if (!this.#inFlow) {
      if (!this.#keyAllowed) throw scannerFault(this.#cursor, 'mapping keys are not allowed in this context')
      this.#openBlock('block-mapping-start', this.#cursor.mark, null)
    }
    this.#keys.drop()
    this.#keyAllowed = !this.#inFlow
    this.#sign('key')
  }

  #value(): void {
    const key = this.#keys.takeForValue()
    if (key !== null) {
      this.#queue.splice(key.token - this.#taken, 0, { kind: 'key', line: key.mark.line, end: 0 })
      this.#openBlock('block-mapping-start', key.mark, key.token)
      this.#keyAllowed = false
    } else {
      if (!this.#inFlow) {
        if (!this.#keyAllowed) throw scannerFault(this.#cursor, 'mapping values are not allowed in this context')
        this.#openBlock('block-mapping-start', this.#cursor.mark, null)
      }
      this.#keyAllowed = !this.#inFlow
    }
    this.#sign('value')
  }

  /** Anchors, aliases and tags may begin a key. */
  #keyLike(read: () => Token): void {
    this.#saveKey()
    this.#keyAllowed = false
    this.#queue.push(read())
  }

  #blockScalar(): void {
    this.#keys.drop()
    this.#keyAllowed = true
    const { line } = this.#cursor
    skipBlockScalar(this.#cursor, this.#indent)
    this.#queue.push({ kind: 'scalar', line, end: this.#cursor.offset })
  }

  #quotedScalar(): void {
    this.#saveKey()
    this.#keyAllowed = false
    const { line } = this.#cursor
    const lines = skipQuotedScalar(this.#cursor)
    this.#quotedLines.push(...lines.map((offset) => ({ offset, indent: this.#indent })))
    this.#queue.push({ kind: 'scalar', line, end: this.#cursor.offset })
  }

  #plainScalar(): void {
    this.#saveKey()
    this.#keyAllowed = false
    const { line } = this.#cursor
    const overLines = skipPlainScalar(this.#cursor, this.#indent, this.#inFlow)
    if (overLines) this.#keyAllowed = true
    this.#queue.push({ kind: 'scalar', line, end: this.#cursor.offset })
  }

  /** A token of one character. */
  #sign(
    kind:
      | 'flow-sequence-start'
      | 'flow-sequence-end'
      | 'flow-mapping-start'
      | 'flow-mapping-end'
      | 'flow-entry'
      | 'block-entry'
      | 'key'
      | 'value',
  ): void {
    const { line } = this.#cursor
    this.#cursor.skip()
    this.#queue.push({ kind, line, end: this.#cursor.offset })
  }
}
