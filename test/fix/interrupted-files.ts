import type { Done, FileOperations, NewFile } from '../../src/system/file-operations.ts'

/** The process is no more: thrown through everything, and by every operation after it. */
export class Crash extends Error {}

export type Interruption = 'crash-before' | 'crash-after' | 'fail'

const MOST_BYTES_A_WRITE = 64

/**
 * Real file operations of which one, the `step`th, goes wrong: the world ends just before or just after it, or it fails
 * and the world goes on. Writes take few bytes at a time, so that the world also ends in the middle of them.
 */
export function interruptedFiles(
  real: FileOperations,
  step: number,
  how: Interruption,
): FileOperations & { readonly steps: () => number } {
  let count = 0
  let crashed = false
  const at = <T>(run: () => Done<T>): Done<T> => {
    if (crashed) throw new Crash('nothing runs after a crash')
    const isIt = count === step
    count += 1
    if (!isIt) return run()
    if (how === 'fail') return { ok: false, code: 'EIO' }
    crashed = true
    if (how === 'crash-after') run()
    throw new Crash(`step ${step}`)
  }
  const opened = (file: NewFile): NewFile => ({
    owner: file.owner,
    write: (bytes) => at(() => file.write(bytes.subarray(0, MOST_BYTES_A_WRITE))),
    changeOwner: (owner) => at(() => file.changeOwner(owner)),
    changeMode: (mode) => at(() => file.changeMode(mode)),
    sync: () => at(() => file.sync()),
    close: () => at(() => file.close()),
  })
  return {
    steps: () => count,
    resolve: (path) => at(() => real.resolve(path)),
    read: (path) => at(() => real.read(path)),
    create: (path) =>
      at(() => {
        const created = real.create(path)
        return created.ok ? { ok: true, value: opened(created.value) } : created
      }),
    changeMode: (path, mode) => at(() => real.changeMode(path, mode)),
    rename: (from, to) => at(() => real.rename(from, to)),
    remove: (path) => at(() => real.remove(path)),
    list: (folder) => at(() => real.list(folder)),
    syncFolder: (folder) => at(() => real.syncFolder(folder)),
  }
}
