import { inspect } from 'node:util'

export const REDACTED = 'REDACTED'

/**
 * A value that must never be printed. Whatever turns it into text (JSON, template strings, console) gets `REDACTED`;
 * only `reveal()` gives it out, so that a search for `reveal` finds every place where a secret leaves.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  [inspect.custom](): string {
    return REDACTED
  }
}
