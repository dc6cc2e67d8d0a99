import { isDeepStrictEqual } from 'node:util'

/** A result that cannot be, told as an exception: to the fuzzer both are the same. */
export function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what)
}

export function same(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new Error(`${what}: ${short(actual)} is not ${short(expected)}`)
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 400)
}
