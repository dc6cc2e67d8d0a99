import type { FactsOf, RuleId } from '../../rules/index.ts'

/** Who can do something about it. */
export type Actor = 'you' | 'cluster-admin' | 'network-admin'

/** The words of one finding: functions of its facts, so that no sentence says more than was seen. */
export interface Words<F> {
  /** One clause: the cause and the place. */
  title(facts: F): string
  /** Two to four sentences: what it means and what it does not. */
  explanation(facts: F): string
  readonly actor: Actor | ((facts: F) => Actor)
}

export type WordsOf<Ids extends RuleId> = { readonly [Id in Ids]: Words<FactsOf<Id>> }

/** `12 minutes`, `24 hours`, `3 days`, whatever the sign. */
export function span(minutes: number): string {
  const length = Math.abs(minutes)
  if (length < 120) return `${length} ${length === 1 ? 'minute' : 'minutes'}`
  return length < 48 * 60 ? `${Math.round(length / 60)} hours` : `${Math.round(length / (24 * 60))} days`
}

export function list(items: readonly string[], limit = 6): string {
  if (items.length === 0) return '(none)'
  const shown = items.slice(0, limit).join(', ')
  return items.length > limit ? `${shown} and ${items.length - limit} more` : shown
}
