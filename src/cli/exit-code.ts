import type { Report } from '../report/report.ts'

export const FAIL_ON = ['error', 'warning', 'never'] as const
export type FailOn = (typeof FAIL_ON)[number]

export const EXIT = {
  ok: 0,
  failing: 1,
  usage: 2,
  unfinished: 3,
  unexpected: 70,
  hungUp: 129,
  interrupted: 130,
} as const

/**
 * The exit status of a diagnosis (contract.md section 1).
 *
 * @param interrupted Ctrl-C ended it, whatever was found until then
 */
export function exitCodeOf(outcome: Report['outcome'], failOn: FailOn, interrupted: boolean): number {
  if (interrupted) return EXIT.interrupted
  switch (outcome) {
    case 'healthy':
      return EXIT.ok
    case 'degraded':
      return failOn === 'warning' ? EXIT.failing : EXIT.ok
    case 'failing':
      return failOn === 'never' ? EXIT.ok : EXIT.failing
    case 'unfinished':
      return EXIT.unfinished
  }
}
