import { EXIT } from './exit-code.ts'

/** What a command's exit statuses say, for its help and the man page. Wrong usage is 2 everywhere. */
export type ExitStatuses = Readonly<Record<number, string>>

export const DIAGNOSIS_EXITS: ExitStatuses = {
  [EXIT.ok]: 'healthy or degraded',
  [EXIT.failing]: 'failing',
  [EXIT.usage]: 'wrong usage',
  [EXIT.unfinished]: 'unfinished',
  [EXIT.interrupted]: 'interrupted',
}

/** One sentence: `Exit status: 0 accepted, 1 rejected.` */
export function exitSentence(exits: ExitStatuses): string {
  const said = Object.entries(exits).map(([status, meaning]) => `${status} ${meaning}`)
  return `Exit status: ${said.join(', ')}.`
}
