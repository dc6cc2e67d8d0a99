import { render } from 'ink'
import type { Report, ReportRemedy } from '../../report/report.ts'
import type { ProbeEvent } from '../../transcript/event.ts'
import type { RenderOptions } from '../renderer.ts'
import { App } from './app.tsx'
import type { Effect } from './command.ts'
import { clipboardSequence } from './osc52.ts'
import { createStore } from './store.ts'
import { initialState } from './ui-state.ts'

/** What the screen asks of the program; what comes back is told to the user in one line. */
export interface ScreenCallbacks {
  readonly runAgain: () => void
  readonly save: (file: string, format: string) => Promise<string>
  readonly apply: (remedy: ReportRemedy) => Promise<string>
  /** The terminal is no more; there is nothing to be restored and nobody to be told. */
  readonly gone: () => void
}

export interface ScreenOptions extends RenderOptions {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  /** What `o` chooses from; the first is chosen at the start. */
  readonly formats: readonly string[]
  /** `null`: without `--watch`. */
  readonly watchEveryMs: number | null
}

export interface Screen {
  readonly runStarted: () => void
  readonly probed: (event: ProbeEvent) => void
  readonly runEnded: (report: Report) => void
  /** @param nextInMs until the next run of a watch; `null`: one is under way, or none comes */
  readonly ticked: (nowMs: number, nextInMs: number | null) => void
  readonly close: (by: 'quit' | 'interrupt') => void
  /** The user left; the terminal is as it was found. Rejects where the screen itself broke. */
  readonly closed: Promise<'quit' | 'interrupt'>
}

/**
 * Opens the terminal UI on the alternate screen: the scrollback stays untouched. Whatever ends the process, the terminal
 * is restored.
 */
export function openScreen(options: ScreenOptions, callbacks: ScreenCallbacks): Screen {
  const { stdin, stdout } = options
  let by: 'quit' | 'interrupt' = 'quit'
  const tell = (answer: Promise<string>) => {
    void answer.then(
      (notice) => store.dispatch({ kind: 'told', notice }),
      (error: unknown) =>
        store.dispatch({ kind: 'told', notice: error instanceof Error ? error.message : String(error) }),
    )
  }
  const carryOut = (effect: Effect): void => {
    switch (effect.kind) {
      case 'close':
        close(effect.by)
        break
      case 'run-again':
        callbacks.runAgain()
        break
      case 'save':
        tell(callbacks.save(effect.file, effect.format))
        break
      case 'apply':
        tell(callbacks.apply(effect.remedy))
        break
      case 'copy':
        tell(copy(effect.text, stdout))
        break
    }
  }
  const store = createStore(initialState(options), carryOut)
  const instance = render(<App store={store} options={options} />, {
    stdin,
    stdout,
    interactive: true,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    maxFps: 60,
  })
  const close = (reason: 'quit' | 'interrupt'): void => {
    by = reason
    instance.unmount()
  }
  // A terminal that went away says so by the end of its input and by EIO, where no signal comes with it.
  stdin.once('end', callbacks.gone)
  stdout.once('error', callbacks.gone)
  return {
    runStarted: () => store.dispatch({ kind: 'run-started' }),
    probed: batched((events) => store.dispatch({ kind: 'probed', events })),
    runEnded: (report) => store.dispatch({ kind: 'run-ended', report }),
    ticked: (nowMs, nextInMs) => store.dispatch({ kind: 'ticked', nowMs, nextInMs }),
    close,
    closed: instance
      .waitUntilExit()
      .then(() => by)
      .finally(() => {
        stdin.off('end', callbacks.gone)
        stdout.off('error', callbacks.gone)
      }),
  }
}

/** The terminal does what it can: nothing comes back from it. */
async function copy(text: string, stdout: NodeJS.WriteStream): Promise<string> {
  const sequence = clipboardSequence(text)
  if (sequence === null) return 'too long for the clipboard: s saves the report'
  stdout.write(sequence)
  return 'handed to the terminal for its clipboard (OSC 52)'
}

/** Events that come in one turn of the event loop change the state once. */
function batched(handOn: (events: readonly ProbeEvent[]) => void): (event: ProbeEvent) => void {
  let waiting: ProbeEvent[] = []
  return (event) => {
    waiting.push(event)
    if (waiting.length > 1) return
    setImmediate(() => {
      const events = waiting
      waiting = []
      handOn(events)
    })
  }
}
