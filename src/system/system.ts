/**
 * The world as the doctor may touch it outside `probe/`: clock, environment, files, processes. It comes in as the last
 * parameter; tests pass a fake. Nothing here throws for what the world did: failures are values.
 */
export interface System {
  /** The wall clock. */
  now(): Date
  /** Milliseconds from an arbitrary start that never jump. */
  monotonicMs(): number
  /** Minutes east of UTC of the local zone at that instant (Go prints `current time` in the local zone). */
  zoneOffsetMinutes(at: Date): number
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeDir: string
  readonly cwd: string
  readFile(path: string, options?: { readonly maxBytes?: number }): FileRead
  listDirectory(path: string): readonly string[] | null
  exists(path: string): boolean
  /** The first executable of that name on PATH; a name with a slash is taken as a path. `null` when there is none. */
  which(name: string): string | null
  run(command: ProcessCommand): Promise<ProcessResult>
}

/** `code` is errno's name (`ENOENT`, `EACCES`, `EISDIR`); `syscall` is the call that failed, as Go's PathError names it. */
export type FileRead =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly truncated: boolean }
  | { readonly ok: false; readonly code: string; readonly syscall: 'open' | 'read' | 'stat' }

export interface ProcessCommand {
  readonly file: string
  readonly args: readonly string[]
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** `null`: stdin is closed (`/dev/null`). */
  readonly stdin?: string | null
  readonly timeoutMs: number
  /** Nothing of it is read, however much there is. */
  readonly discardStdout?: boolean
  /** Bound for each of stdout and stderr; what comes after is not read and `truncated` is set. Default 1 MiB. */
  readonly maxOutputBytes?: number
  readonly signal?: AbortSignal
}

export type ProcessResult =
  | {
      readonly kind: 'exited'
      readonly exitCode: number | null
      readonly signal: string | null
      readonly stdout: string
      readonly stderr: string
      readonly truncated: boolean
      readonly endedBy: 'itself' | 'timeout' | 'abort'
      readonly durationMs: number
    }
  | { readonly kind: 'not-started'; readonly code: string; readonly message: string }
