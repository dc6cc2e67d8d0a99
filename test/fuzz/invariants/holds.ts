import { isDeepStrictEqual } from 'node:util'

/** A result that cannot be, told as an exception: to the fuzzer both are the same. */
export function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what)
}

export function same(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return
  const [one, other] = [actual, expected].map((value) => JSON.stringify(value) ?? String(value))
  const at = Math.max(0, firstDifference(one ?? '', other ?? '') - CONTEXT)
  throw new Error(`${what}: ${one?.slice(at, at + 4 * CONTEXT)} is not ${other?.slice(at, at + 4 * CONTEXT)}`)
}

const CONTEXT = 60

function firstDifference(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}
