import { mkdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Platform } from '../../plugin-manifest/platforms.ts'
import type { Programs } from './programs.ts'
import { runToEnd, type Said } from './run-to-end.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A machine on which nothing is installed but kubectl and krew. */
export interface Machine {
  /** krew's own folder there, empty at first: `bin`, `store`, `receipts`. */
  readonly krewRoot: string
  /** The folders of its PATH. */
  readonly path: readonly string[]
  /** Runs `kubectl …` there; throws when it does not end with that status (0 unless told). */
  kubectl(args: readonly string[], status?: number): Promise<Said>
  /** Takes all of it away. */
  remove(): void
}

const COMMAND_MS = 120_000

/** What krew takes for a new machine of that platform: no Node.js, no git, no shell on PATH and no plugin index. */
export function newMachine(programs: Programs, { os, arch }: Platform): Machine {
  const { path: folder, remove } = temporaryFolder(tmpdir(), 'tlsdoctor-krew-')
  const [bin, krewRoot] = [join(folder, 'bin'), join(folder, 'krew')]
  for (const name of ['bin', 'home', 'tmp']) mkdirSync(join(folder, name))
  symlinkSync(programs.kubectl, join(bin, 'kubectl'))
  symlinkSync(programs.krew, join(bin, 'kubectl-krew'))
  const path = [bin, join(krewRoot, 'bin')]
  const env = {
    PATH: path.join(delimiter),
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    KREW_ROOT: krewRoot,
    KREW_OS: os,
    KREW_ARCH: arch,
  }
  return {
    krewRoot,
    path,
    kubectl: (args, status) =>
      runToEnd({ file: join(bin, 'kubectl'), args, cwd: env.HOME, env, timeoutMs: COMMAND_MS }, status),
    remove,
  }
}
