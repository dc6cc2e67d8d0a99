import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contentHash } from '../../src/fix/content-hash.ts'
import { replaceFile } from '../../src/fix/replace-file.ts'
import { planUndo, undo } from '../../src/fix/undo.ts'
import { nodeFileOperations } from '../../src/system/node-file-operations.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

const files = nodeFileOperations()
let folder = ''
let config = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-fix-'))
  config = join(folder, 'config')
  writeFileSync(config, 'old', { mode: 0o640 })
  chmodSync(config, 0o640)
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('replacing', () => {
  test.skipIf(lacksUnix !== null)(`keeps mode and owner, and a backup with both${inTitle(lacksUnix)}`, () => {
    const result = replace('old', 'new')
    expect(result).toMatchObject({ kind: 'done', file: config })
    expect(readFileSync(config, 'utf8')).toBe('new')
    const backup = result.kind === 'done' ? result.backup : ''
    const hashes = [contentHash(Buffer.from('old')), contentHash(Buffer.from('new'))].map((hash) => hash.slice(0, 16))
    expect(backup).toBe(`${config}.tlsdoctor-20260131T120000.000Z-${hashes.join('-')}.bak`)
    expect(readFileSync(backup, 'utf8')).toBe('old')
    const { uid, gid } = statSync(folder)
    for (const path of [config, backup]) {
      expect(statSync(path)).toMatchObject({ uid, gid })
      expect(statSync(path).mode & 0o7777).toBe(0o640)
    }
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test.skipIf(process.getuid?.() !== 0)('keeps the owner of a file that is somebody else’s (needs root)', async () => {
    const { chownSync } = await import('node:fs')
    chownSync(config, 12345, 23456)
    expect(replace('old', 'new').kind).toBe('done')
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name))).toMatchObject({ uid: 12345, gid: 23456 })
  })

  test.skipIf(lacksUnix !== null)(`follows a symbolic link, which stays one${inTitle(lacksUnix)}`, () => {
    mkdirSync(join(folder, 'home'))
    const link = join(folder, 'home', 'config')
    symlinkSync('../config', link)
    expect(replace('old', 'new', link)).toMatchObject({ kind: 'done', file: config })
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readlinkSync(link)).toBe('../config')
    expect(readFileSync(config, 'utf8')).toBe('new')
    expect(readdirSync(join(folder, 'home'))).toEqual(['config'])
  })

  test('is refused where the file is not what was looked at', () => {
    writeFileSync(config, 'somebody else’s')
    expect(replace('old', 'new')).toEqual({ kind: 'changed-meanwhile', file: config })
    expect(readdirSync(folder)).toEqual(['config'])
  })

  test('is refused while kubectl config holds its lock', () => {
    writeFileSync(`${config}.lock`, '')
    expect(replace('old', 'new')).toEqual({
      kind: 'failed',
      file: config,
      doing: `lock it (${config}.lock)`,
      code: 'EEXIST',
    })
    expect(readFileSync(config, 'utf8')).toBe('old')
    expect(readdirSync(folder).sort()).toEqual(['config', 'config.lock'])
  })

  test('is refused where the file has further names', () => {
    linkSync(config, join(folder, 'again'))
    expect(replace('old', 'new')).toMatchObject({ kind: 'failed', code: 'EMLINK' })
  })

  test('says what cannot be found', () => {
    rmSync(config)
    expect(replace('old', 'new')).toEqual({ kind: 'failed', file: config, doing: 'find it', code: 'ENOENT' })
    writeFileSync(config, 'old')
  })
})

describe('undoing', () => {
  test.skipIf(lacksUnix !== null)(`goes back step by step, and then there is nothing left${inTitle(lacksUnix)}`, () => {
    replace('old', 'new')
    chmodSync(config, 0o600)
    replace('new', 'newer', config, 1)
    expect(undoAll()).toEqual(['done', 'done', 'nothing'])
    expect(readFileSync(config, 'utf8')).toBe('old')
    // The mode is the one that the user gave it since.
    expect(statSync(config).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['config'])
  })

  test('is refused where the file was changed since', () => {
    const done = replace('old', 'new')
    writeFileSync(config, 'newer')
    const backup = done.kind === 'done' ? done.backup : ''
    expect(planUndo([config], files)).toEqual({ kind: 'changed-since', file: config, backup })
  })

  test('is refused where it is changed between the question and the answer', () => {
    replace('old', 'new')
    const plan = planUndo([config], files)
    if (plan.kind !== 'undoable') throw new Error(plan.kind)
    writeFileSync(config, 'newer')
    expect(undo(plan.undo, files).kind).toBe('changed-since')
    expect(readFileSync(config, 'utf8')).toBe('newer')
  })

  test('is refused where the backup is not what it was', () => {
    const done = replace('old', 'new')
    writeFileSync(done.kind === 'done' ? done.backup : '', 'ol')
    expect(planUndo([config], files).kind).toBe('damaged')
  })

  test('takes the newest backup of all the files', () => {
    const other = join(folder, 'other')
    writeFileSync(other, 'old')
    replace('old', 'new', other, 1)
    replace('old', 'new', config)
    const plan = planUndo([config, other], files)
    expect(plan.kind === 'undoable' && plan.undo.file).toBe(other)
  })

  test.skipIf(lacksUnix !== null)(`does not follow a link in a backup’s place${inTitle(lacksUnix)}`, () => {
    const done = replace('old', 'new')
    const backup = done.kind === 'done' ? done.backup : ''
    rmSync(backup)
    writeFileSync(join(folder, 'elsewhere'), 'old')
    symlinkSync('elsewhere', backup)
    expect(planUndo([config], files)).toMatchObject({ kind: 'failed', doing: 'read the backup', code: 'ELOOP' })
  })
})

function replace(old: string, next: string, path = config, minutes = 0) {
  const at = new Date(Date.UTC(2026, 0, 31, 12, minutes))
  return replaceFile({ path, seen: contentHash(Buffer.from(old)), bytes: Buffer.from(next), at }, files)
}

function undoAll(): readonly string[] {
  const said: string[] = []
  for (;;) {
    const plan = planUndo([config], files)
    said.push(plan.kind === 'undoable' ? undo(plan.undo, files).kind : plan.kind)
    if (plan.kind !== 'undoable') return said
  }
}
