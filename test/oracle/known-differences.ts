import type { Comparison } from './figures.ts'
import open from './open-differences.json' with { type: 'json' }

/** Cases in which the model is known to say something else than kubectl, with the reason. They count as unequal all the same. */
export const KNOWN_DIFFERENCES: readonly { readonly reason: string; readonly ids: readonly string[] }[] = [
  { reason: 'open: not yet looked into', ids: open.ids },
]

/** Those that nobody knows of. */
export function unexpected(unequal: readonly Comparison[]): readonly Comparison[] {
  const known = new Set(KNOWN_DIFFERENCES.flatMap(({ ids }) => ids))
  return unequal.filter(({ id }) => !known.has(id))
}
