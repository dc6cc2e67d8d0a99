import type { ScanState } from '../render/scan.ts'
import type { Report } from '../report/report.ts'
import { lookOf } from './terminal.ts'
import type { World } from './world.ts'

export interface LiveScan {
  onStart(index: number): void
  onReport(index: number, report: Report): void
  /** Wipes the table. */
  end(): Promise<void>
}

const NOTHING: LiveScan = { onStart: () => {}, onReport: () => {}, end: async () => {} }
const DEFAULT_ROWS = 24
/** Title, count and the line of the cursor. */
const AROUND = 3

/**
 * The table on stderr while it fills, only where somebody watches it and where the text that follows on stdout takes its
 * place. What does not fit on the screen: the contexts under way come first, then those that ended last.
 */
export async function liveScan(
  contexts: readonly (string | null)[],
  noColor: boolean,
  world: World,
): Promise<LiveScan> {
  const { stderr, env } = world
  if (!stderr.isTty || !world.stdout.isTty || env.TERM === 'dumb' || (env.CI ?? '') !== '') return NOTHING
  const { liveTable } = await import('../render/scan.ts')
  const { scanRow } = await import('../report/scan.ts')
  const states: ScanState[] = contexts.map((context) => ({ context, row: 'waiting' }))
  const ended: number[] = []
  let drawn = 0
  const wipe = () => (drawn === 0 ? '' : `\u001b[${drawn}A\r\u001b[J`)
  const draw = (): void => {
    const room = Math.max(1, (stderr.rows ?? DEFAULT_ROWS) - AROUND)
    const shown = visible(states, ended, room).map((index) => states[index] as ScanState)
    const look = lookOf({ stdout: stderr, env, platform: world.platform }, noColor)
    const lines = liveTable(shown, { of: states.length, done: ended.length }, look)
    void stderr.write(`${wipe()}${lines.join('\n')}\n`)
    drawn = lines.length
  }
  return {
    onStart(index) {
      states[index] = { context: contexts[index] ?? null, row: 'looking' }
      draw()
    },
    onReport(index, report) {
      const row = scanRow(contexts[index] ?? null, report)
      states[index] = { context: row.context, row }
      ended.push(index)
      draw()
    },
    async end() {
      await stderr.write(wipe())
      drawn = 0
    },
  }
}

/** Indices in their order. */
function visible(states: readonly ScanState[], ended: readonly number[], room: number): readonly number[] {
  const all = states.map((_, index) => index)
  if (all.length <= room) return all
  const looking = all.filter((index) => states[index]?.row === 'looking').slice(0, room)
  const last = ended.slice(Math.max(0, ended.length - (room - looking.length)))
  return [...looking, ...last].slice(0, room).sort((a, b) => a - b)
}
