import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { headerOf, lastExchange } from './walks.ts'

/** A run takes up to a minute, and dates have whole seconds. */
export const TOLERATED_SKEW_MS = 5 * 60 * 1000

/** The last answer on this path says the same time as this machine's clock; `null`: no answer said a time. */
export function clocksAgree(subject: JudgedCase, path: JudgedPath): boolean | null {
  const date = headerOf(lastExchange(path)?.headers ?? [], 'date')
  const there = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(there) ? null : Math.abs(Date.parse(subject.case.at) - there) <= TOLERATED_SKEW_MS
}
