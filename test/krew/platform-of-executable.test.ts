import { describe, expect, test } from 'vitest'
import { platformOfExecutable } from './platform-of-executable.ts'

describe('the headers of a program say what it is for', () => {
  test.each([
    ['linux/amd64', elf(62)],
    ['linux/arm64', elf(183)],
    ['darwin/amd64', machO(0x01000007)],
    ['darwin/arm64', machO(0x0100000c)],
    ['windows/amd64', pe(0x8664)],
  ])('%s', (platform, head) => {
    expect(platformOfExecutable(head)).toBe(platform)
  })

  test.each([
    ['another processor', elf(40)],
    ['32 bits', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1]), Buffer.alloc(12), Buffer.from([62, 0])])],
    ['Windows on ARM', pe(0xaa64)],
    ['a script', Buffer.from('#!/usr/bin/env node\n'.repeat(10))],
    ['a cut header', elf(62).subarray(0, 19)],
    ['a signature beyond what was read', pe(0x8664).subarray(0, 0x80)],
    ['nothing', Buffer.alloc(0)],
  ])('and nothing for %s', (_, head) => {
    expect(platformOfExecutable(head)).toBeNull()
  })
})

function elf(machine: number): Buffer {
  const head = Buffer.alloc(64)
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  head.writeUInt16LE(machine, 18)
  return head
}

function machO(cpuType: number): Buffer {
  const head = Buffer.alloc(32)
  head.writeUInt32LE(0xfeedfacf, 0)
  head.writeUInt32LE(cpuType, 4)
  return head
}

function pe(machine: number): Buffer {
  const head = Buffer.alloc(0x100)
  head.write('MZ', 'latin1')
  head.writeUInt32LE(0x80, 0x3c)
  head.write('PE\0\0', 0x80, 'latin1')
  head.writeUInt16LE(machine, 0x84)
  return head
}
