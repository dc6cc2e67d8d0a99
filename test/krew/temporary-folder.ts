import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { atExit } from '../../src/system/at-exit.ts'

export interface TemporaryFolder {
  readonly path: string
  /** Is done at the end of the process if not before. */
  remove(): void
}

export function temporaryFolder(parent: string, prefix: string): TemporaryFolder {
  const path = mkdtempSync(join(parent, prefix))
  const remove = () => rmSync(path, { recursive: true, force: true })
  const removed = atExit(remove)
  return {
    path,
    remove: () => {
      removed()
      remove()
    },
  }
}
