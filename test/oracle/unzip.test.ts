import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { unzipMember } from './unzip.ts'

describe('unzipMember', () => {
  const content = Buffer.from('kubectl '.repeat(100))

  test('unpacks a deflated member', () => {
    expect(
      unzipMember(
        zip([
          { name: 'a', content: Buffer.from('x') },
          { name: 'kubectl/kubectl', content },
        ]),
        'kubectl/kubectl',
      ),
    ).toEqual(content)
  })

  test('says which member is missing', () => {
    expect(() => unzipMember(zip([{ name: 'a', content }]), 'b')).toThrow('the archive has no member b')
  })

  test('refuses what is no zip archive', () => {
    expect(() => unzipMember(Buffer.alloc(100), 'a')).toThrow('no zip archive: the end of its directory is missing')
  })

  test('refuses a member that unpacks to more than the directory says', () => {
    const archive = zip([{ name: 'a', content }])
    const size = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24
    archive.writeUInt32LE(3, size)
    expect(() => unzipMember(archive, 'a')).toThrow()
  })
})

function zip(members: readonly { readonly name: string; readonly content: Buffer }[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content } of members) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    central.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...central, end])
}
