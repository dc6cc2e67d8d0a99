import type { System } from '../system/system.ts'

/** What the command line touches of the process: tests give their own. */
export interface World {
  readonly stdout: Output
  readonly stderr: Output
  /** Somebody types there: nothing is piped in. */
  readonly stdinIsTty: boolean
  /** Asks on stderr and waits for a line; `null`: nobody answers. Only where somebody types there. */
  ask?(question: string): Promise<string | null>
  /** All of standard input; `null`: it is longer than that. */
  readStdin(maxBytes: number): Promise<Uint8Array | null>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  /** The terminal that somebody sits at; `null` where input or output is none, absent where there is no process. */
  readonly terminal?: () => TerminalStreams | null
  /** Calls back at every Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void
  /** Ends the process at once. */
  exit(code: number): void
  /** Loaded only by commands that look at the world. */
  system(): Promise<System>
}

/** Raw streams: only the terminal UI takes them. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
}

export interface Output {
  readonly isTty: boolean
  readonly columns: number | null
  /** Lines of the terminal; absent where there is none. */
  readonly rows?: number | null
  /** Settles when the text is handed on, or when nobody reads any more (`| head`): then the rest is dropped silently. */
  write(text: string): Promise<void>
}
