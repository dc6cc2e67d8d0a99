import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { contentHash } from '../../src/fix/content-hash.ts'
import { replaceFile } from '../../src/fix/replace-file.ts'
import { planUndo, undo } from '../../src/fix/undo.ts'
import type { FileOperations } from '../../src/system/file-operations.ts'
import { nodeFileOperations } from '../../src/system/node-file-operations.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { Crash, type Interruption, interruptedFiles } from './interrupted-files.ts'

const OLD = `old: ${'a'.repeat(300)}\n`
const NEW = `new: ${'b'.repeat(350)}\n`
const MODE = 0o640
const real = nodeFileOperations()
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe.skipIf(lacksUnix !== null).each<Interruption>(['crash-before', 'crash-after', 'fail'])(
  `%s at every file operation${inTitle(lacksUnix)}`,
  (how) => {
    test('of fix --apply: the kubeconfig is whole, the old or the new, and so is the backup', () => {
      const runs = everyStep(how, OLD, apply)
      // Two files of six writes each, and what stands around them.
      expect(runs.length).toBeGreaterThan(28)
      for (const { step, folder, result } of runs) {
        const content = readFileSync(join(folder, 'config'), 'utf8')
        expect([OLD, NEW], `step ${step}`).toContain(content)
        expect(statSync(join(folder, 'config')).mode & 0o777, `step ${step}`).toBe(MODE)
        const backups = backupsIn(folder)
        for (const backup of backups) expect(readFileSync(join(folder, backup), 'utf8'), `step ${step}`).toBe(OLD)
        if (content === NEW) expect(backups.length, `step ${step}`).toBe(1)
        if (how === 'fail') {
          expect(result, `step ${step}`).toBe(content === NEW ? 'done' : 'failed')
          if (result === 'failed' && !cleaningUp(folder))
            expect(readdirSync(folder), `step ${step}`).toEqual(['config'])
        }
      }
      expect(new Set(runs.map(({ folder }) => readFileSync(join(folder, 'config'), 'utf8')))).toEqual(
        new Set([OLD, NEW]),
      )
    })

    test('of fix --undo: the kubeconfig is whole, the edited or the restored', () => {
      const runs = everyStep(how, OLD, undone, (folder) => {
        expect(apply(folder, real)).toBe('done')
      })
      expect(runs.length).toBeGreaterThan(9)
      for (const { step, folder, result } of runs) {
        const content = readFileSync(join(folder, 'config'), 'utf8')
        expect([OLD, NEW], `step ${step}`).toContain(content)
        expect(statSync(join(folder, 'config')).mode & 0o777, `step ${step}`).toBe(MODE)
        // What is not yet restored can still be.
        if (content === NEW) expect(backupsIn(folder).length, `step ${step}`).toBe(1)
        if (result === 'done') expect(content, `step ${step}`).toBe(OLD)
      }
    })
  },
)

test('after a crash the same command works again, once the lock of the dead is gone', () => {
  for (const { step, folder } of everyStep('crash-before', OLD, apply)) {
    rmSync(join(folder, 'config.lock'), { force: true })
    if (readFileSync(join(folder, 'config'), 'utf8') === OLD)
      expect(apply(folder, real, 1), `step ${step}`).toBe('done')
    expect(undone(folder, real), `step ${step}`).toBe('done')
    expect(readFileSync(join(folder, 'config'), 'utf8'), `step ${step}`).toBe(OLD)
  }
})

interface Run {
  readonly step: number
  readonly folder: string
  readonly result: string
}

/** One run in a new folder for each operation that there is to go wrong. */
function everyStep(
  how: Interruption,
  content: string,
  act: (folder: string, files: FileOperations) => string,
  prepare: (folder: string) => void = () => {},
): readonly Run[] {
  const runs: Run[] = []
  for (let step = 0; ; step += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-fix-'))
    folders.push(folder)
    writeFileSync(join(folder, 'config'), content, { mode: MODE })
    prepare(folder)
    const files = interruptedFiles(real, step, how)
    const result = surviving(() => act(folder, files))
    runs.push({ step, folder, result })
    if (files.steps() <= step) return runs
  }
}

function surviving(run: () => string): string {
  try {
    return run()
  } catch (error) {
    if (error instanceof Crash) return 'crashed'
    throw error
  }
}

function apply(folder: string, files: FileOperations, minutes = 0): string {
  const at = new Date(Date.UTC(2026, 0, 31, 12, minutes))
  const path = join(folder, 'config')
  return replaceFile({ path, seen: contentHash(Buffer.from(OLD)), bytes: Buffer.from(NEW), at }, files).kind
}

function undone(folder: string, files: FileOperations): string {
  const plan = planUndo([join(folder, 'config')], files)
  return plan.kind === 'undoable' ? undo(plan.undo, files).kind : plan.kind
}

function backupsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.bak'))
}

/** What failed was the removal of something that is no longer needed. */
function cleaningUp(folder: string): boolean {
  return readdirSync(folder).some((name) => name.startsWith('.tlsdoctor-') || name === 'config.lock')
}
