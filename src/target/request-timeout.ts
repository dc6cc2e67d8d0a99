import { parseDuration } from '../lib/duration.ts'

const INVALID =
  'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)'

/**
 * `--request-timeout`: seconds as a number, or a Go duration; negative ones are refused.
 * Models clientcmd.ParseTimeout.
 *
 * @returns milliseconds, or client-go's error text
 */
export function parseRequestTimeout(text: string): number | { readonly invalid: string } {
  if (text === '') return 0
  const milliseconds = /^[+-]?\d+$/.test(text) ? Number(text) * 1000 : parseDuration(text)
  return milliseconds === null || milliseconds < 0 ? { invalid: INVALID } : milliseconds
}
