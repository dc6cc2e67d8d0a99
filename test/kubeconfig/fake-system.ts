import type { FileRead, ProcessCommand, ProcessResult, System } from '../../src/system/system.ts'

export interface FakeWorld {
  /** Path → content; `null` is a folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>
  readonly env?: Readonly<Record<string, string>>
  readonly platform?: NodeJS.Platform
  readonly now?: Date
  readonly executables?: Readonly<Record<string, string>>
  readonly run?: (command: ProcessCommand) => ProcessResult
}

/** A world of a few files in memory with a fixed clock. */
export function fakeSystem(world: FakeWorld = {}): System {
  const files = world.files ?? {}
  return {
    now: () => world.now ?? new Date('2026-11-24T00:00:00Z'),
    monotonicMs: () => 0,
    zoneOffsetMinutes: () => 0,
    env: world.env ?? {},
    platform: world.platform ?? 'linux',
    homeDir: '/home/ann',
    cwd: '/work',
    readFile: (path): FileRead => {
      const content = files[path]
      if (content === undefined) return { ok: false, code: 'ENOENT', syscall: 'open' }
      if (content === null) return { ok: false, code: 'EISDIR', syscall: 'read' }
      return { ok: true, bytes: new Uint8Array(Buffer.from(content)), truncated: false }
    },
    listDirectory: (path) => {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`))
      return inside.length === 0 ? null : inside.map((file) => file.slice(path.length + 1))
    },
    exists: (path) => files[path] !== undefined,
    which: (name) => world.executables?.[name] ?? null,
    run: async (command) => {
      if (world.run === undefined) throw new Error('nothing may run in this test')
      return world.run(command)
    },
  }
}
