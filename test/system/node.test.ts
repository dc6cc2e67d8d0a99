import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { nodeSystem } from '../../src/system/node.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

const system = nodeSystem()

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tlsdoctor-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('a file is read up to its bound', () => {
  const file = join(folder(), 'f')
  writeFileSync(file, 'abcdef')
  const read = (maxBytes: number) => {
    const result = system.readFile(file, { maxBytes })
    return result.ok ? [new TextDecoder().decode(result.bytes), result.truncated] : result
  }
  expect(read(6)).toEqual(['abcdef', false])
  expect(read(5)).toEqual(['abcde', true])
})

test('what keeps a file from being read is a value with the call that failed', () => {
  expect(system.readFile(join(folder(), 'none'))).toEqual({ ok: false, code: 'ENOENT', syscall: 'open' })
  expect(system.readFile(folder())).toEqual({ ok: false, code: 'EISDIR', syscall: 'read' })
})

test('folders, existence', () => {
  const path = folder()
  writeFileSync(join(path, 'f'), '')
  expect(system.listDirectory(path)).toEqual(['f'])
  expect(system.listDirectory(join(path, 'none'))).toBeNull()
  expect(system.exists(join(path, 'f'))).toBe(true)
  expect(system.exists(join(path, 'none'))).toBe(false)
})

test.skipIf(lacksUnix !== null)(
  `a slash makes a name a path, and only files that may be executed count${inTitle(lacksUnix)}`,
  () => {
    const path = folder()
    const tool = join(path, 'tool')
    mkdirSync(join(path, 'dir'))
    writeFileSync(tool, '#!/bin/sh\n')
    expect(system.which(tool)).toBeNull()
    chmodSync(tool, 0o755)
    expect(system.which(tool)).toBe(tool)
    expect(system.which(join(path, 'dir'))).toBeNull()
    expect(system.which('no-such-tool-anywhere')).toBeNull()
    expect(system.which('sh')).toMatch(/\/sh$/)
  },
)

test('the zone offset counts east of UTC', () => {
  const at = new Date('2026-11-24T00:00:00Z')
  expect(system.zoneOffsetMinutes(at)).toBe(-at.getTimezoneOffset())
})
