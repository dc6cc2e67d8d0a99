/** Where go-yaml stands in a text: characters, lines and columns from 0. */
export interface Mark {
  readonly index: number
  readonly line: number
  readonly column: number
}

/**
 * What go-yaml's scanner or parser refuses. `line` counts from 0; `null`: none is named. The two print lines differently
 * (fail in decode.go): the scanner the line itself, the parser the line before; neither prints the first one.
 */
export class GoYamlFault extends Error {
  override readonly name = 'GoYamlFault'
  readonly by: 'scanner' | 'parser'
  readonly line: number | null

  constructor(by: 'scanner' | 'parser', problem: string, line: number | null) {
    super(problem)
    this.by = by
    this.line = line
  }
}

/**
 * A text read character by character. The character behind its end is `''`.
 *
 * @param fault what the bytes behind the text hold that is no text; reading on to them throws it
 */
export class Cursor {
  readonly #text: string
  readonly #fault: string | null
  #at = 0
  #index = 0
  #line = 0
  #column = 0

  constructor(text: string, fault: string | null) {
    this.#text = text
    this.#fault = fault
  }

  get mark(): Mark {
    return { index: this.#index, line: this.#line, column: this.#column }
  }

  /** In UTF-16 units of the text. */
  get offset(): number {
    return this.#at
  }

  get line(): number {
    return this.#line
  }

  get column(): number {
    return this.#column
  }

  /** One UTF-16 unit: what YAML gives a meaning to is in the first plane. */
  peek(ahead = 0): string {
    const character = this.#text[this.#at + ahead] ?? ''
    if (character === '' && this.#fault !== null) throw new GoYamlFault('scanner', this.#fault, null)
    return character
  }

  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  skip(count = 1): void {
    for (let left = count; left > 0; left--) {
      this.#at += (this.#text.codePointAt(this.#at) ?? 0) > 0xffff ? 2 : 1
      this.#index++
      this.#column++
    }
  }

  /** Over letters, digits and what else means nothing within a scalar: at once, for certificates are thousands of them. */
  skipOrdinary(): void {
    ORDINARY.lastIndex = this.#at
    const count = ORDINARY.test(this.#text) ? ORDINARY.lastIndex - this.#at : 0
    this.#at += count
    this.#index += count
    this.#column += count
  }

  /** Over characters that the pattern takes. */
  skipWhile(takes: (character: string) => boolean): string {
    const from = this.#at
    while (takes(this.peek())) this.skip()
    return this.#text.slice(from, this.#at)
  }

  skipLine(): void {
    this.#index++
    this.#at++
    this.#column = 0
    this.#line++
  }

  /** The end of the stream stands on a line of its own. */
  endLine(): void {
    if (this.#column === 0) return
    this.#column = 0
    this.#line++
  }
}

const ORDINARY = /[0-9A-Za-z+/=._]+/y

export const isEnd = (character: string): boolean => character === ''
export const isBlank = (character: string): boolean => character === ' ' || character === '\t'
/** YAML 1.1 section 5.4; CR LF has become one line feed before. */
export const isBreak = (character: string): boolean => /^[\n\r\u0085\u2028\u2029]$/.test(character)
export const isBreakOrEnd = (character: string): boolean => character === '' || isBreak(character)
export const isBlankOrEnd = (character: string): boolean => isBlank(character) || isBreakOrEnd(character)
export const isWordCharacter = (character: string): boolean => /^[0-9A-Za-z_-]$/.test(character)
