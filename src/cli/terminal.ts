import type { TerminalStreams, World } from './world.ts'

const DEFAULT_WIDTH = 80

export interface Look {
  readonly width: number
  readonly colour: boolean
  readonly ascii: boolean
}

/**
 * How the report may look where stdout goes. Colour only on a terminal that can and unless somebody said no
 * (no-color.org: `NO_COLOR` counts when it is not empty).
 */
export function lookOf(world: Pick<World, 'stdout' | 'env' | 'platform'>, noColor: boolean): Look {
  const { env, stdout } = world
  const refused = noColor || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb'
  return { width: widthOf(world), colour: stdout.isTty && !refused, ascii: !isUtf8(world) }
}

/** The terminal for a UI: none in CI, for `TERM=dumb`, and where input or output is redirected. */
export function screenTerminal({ env, terminal }: Pick<World, 'env' | 'terminal'>): TerminalStreams | null {
  const ci = env.CI ?? ''
  if (terminal === undefined || env.TERM === 'dumb' || (ci !== '' && ci !== 'false')) return null
  return terminal()
}

function widthOf({ stdout, env }: Pick<World, 'stdout' | 'env'>): number {
  if (stdout.isTty && stdout.columns !== null && stdout.columns > 0) return stdout.columns
  const asked = /^\d{2,4}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : 0
  return asked > 0 ? asked : DEFAULT_WIDTH
}

/** The locale's own word, in the order of setlocale(3); where none is set, terminals of today are UTF-8. */
function isUtf8({ env, platform }: Pick<World, 'env' | 'platform'>): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '')
  return locale === undefined || /utf-?8/i.test(locale)
}
