import type { OnEvent } from '../transcript/event.ts'
import type { World } from './world.ts'

export interface Progress {
  readonly onEvent: OnEvent
  /** Wipes the line. */
  end(): Promise<void>
}

/** One line on stderr that counts the paths, only where somebody watches it: nothing of it may reach a log. */
export function progress(world: World): Progress {
  if (!world.stderr.isTty || world.env.TERM === 'dumb' || (world.env.CI ?? '') !== '') {
    return { onEvent: () => {}, end: async () => {} }
  }
  const planned = new Set<string>()
  const ended = new Set<string>()
  let shown = ''
  return {
    onEvent(event) {
      if (event.kind === 'path-planned') planned.add(event.pathId)
      if (event.kind === 'path-ended') ended.add(event.pathId)
      const text = `looking: ${ended.size} of ${planned.size} paths done`
      if (text === shown) return
      shown = text
      void world.stderr.write(`\r${text}\u001b[K`)
    },
    async end() {
      if (shown !== '') await world.stderr.write('\r\u001b[K')
    },
  }
}
