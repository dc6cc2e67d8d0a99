import type { Cursor, Mark } from './cursor.ts'
import { scannerFault } from './scalars.ts'

/** What turns out to be a key once a colon follows on its line. */
interface PossibleKey {
  readonly possible: boolean
  /** It stands where only a key can. */
  readonly required: boolean
  /** Which token of the stream it begins with. */
  readonly token: number
  readonly mark: Mark
}

/** Brackets within brackets (max_flow_level), and blocks within blocks. */
export const MAX_DEPTH = 10_000
/** A key ends on its line and within this many characters (YAML 1.1 section 7.3.2). */
const MAX_KEY_LENGTH = 1024

/** One possible key a flow level. Models yaml_simple_key_t and its functions in scannerc.go. */
export class PossibleKeys {
  readonly #cursor: Cursor
  readonly #keys: PossibleKey[]
  /** On which level the key that begins with a token is looked for. */
  readonly #levels = new Map<number, number>()

  constructor(cursor: Cursor) {
    this.#cursor = cursor
    this.#keys = [{ possible: false, required: false, token: 0, mark: cursor.mark }]
  }

  get inFlow(): boolean {
    return this.#keys.length > 1
  }

  /** Whether more has to be seen to know what the token begins. */
  isOpen(token: number): boolean {
    const level = this.#levels.get(token)
    return level !== undefined && this.#isStillKey(level)
  }

  save(token: number, required: boolean): void {
    this.drop()
    const { mark } = this.#cursor
    this.#keys[this.#keys.length - 1] = { possible: true, required, token, mark }
    this.#levels.set(token, this.#keys.length - 1)
  }

  /** Something else follows: it was none. */
  drop(): void {
    const level = this.#keys.length - 1
    const key = this.#keys[level]
    if (key === undefined || !key.possible) return
    if (key.required) throw noColon(this.#cursor)
    this.#forget(level, key)
  }

  /** A colon follows: the key that it makes, if there is one. */
  takeForValue(): PossibleKey | null {
    const level = this.#keys.length - 1
    const key = this.#keys[level]
    if (key === undefined || !this.#isStillKey(level)) return null
    this.#forget(level, key)
    return key
  }

  /** The level's first key has the number of the bracket, so that an empty pair of them takes its outer key along. */
  openLevel(token: number): void {
    this.#keys.push({ possible: false, required: false, token, mark: this.#cursor.mark })
    if (this.#keys.length - 1 > MAX_DEPTH) throw scannerFault(this.#cursor, `exceeded max depth of ${MAX_DEPTH}`)
  }

  closeLevel(): void {
    if (!this.inFlow) return
    const key = this.#keys.pop()
    if (key !== undefined) this.#levels.delete(key.token)
  }

  #isStillKey(level: number): boolean {
    const key = this.#keys[level]
    if (key === undefined || !key.possible) return false
    const { line, index } = this.#cursor.mark
    if (key.mark.line === line && key.mark.index + MAX_KEY_LENGTH >= index) return true
    if (key.required) throw noColon(this.#cursor)
    this.#keys[level] = { ...key, possible: false }
    return false
  }

  #forget(level: number, key: PossibleKey): void {
    this.#keys[level] = { ...key, possible: false }
    this.#levels.delete(key.token)
  }
}

function noColon(cursor: Cursor): Error {
  return scannerFault(cursor, "could not find expected ':'")
}
