import type { Output, World } from '../../src/cli/world.ts'

export interface FakeWorld extends World {
  readonly out: () => string
  readonly err: () => string
  readonly exits: readonly number[]
  interrupt(): void
}

/** A process that only remembers. It has no system: a command that touches one fails the test. */
export function fakeWorld(
  given: Partial<Pick<World, 'env' | 'platform'>> & { readonly tty?: number; readonly stdin?: string } = {},
): FakeWorld {
  const written = { out: '', err: '' }
  const exits: number[] = []
  const listeners = new Set<() => void>()
  const output = (key: 'out' | 'err'): Output => ({
    isTty: given.tty !== undefined,
    columns: given.tty ?? null,
    async write(text) {
      written[key] += text
    },
  })
  return {
    stdout: output('out'),
    stderr: output('err'),
    stdinIsTty: given.stdin === undefined,
    readStdin: async (maxBytes) => {
      const bytes = new TextEncoder().encode(given.stdin ?? '')
      return bytes.length > maxBytes ? null : bytes
    },
    env: given.env ?? {},
    platform: given.platform ?? 'linux',
    onInterrupt(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    exit: (code) => exits.push(code),
    system: () => Promise.reject(new Error('this test touches no system')),
    out: () => written.out,
    err: () => written.err,
    exits,
    interrupt() {
      for (const listener of listeners) listener()
    },
  }
}
