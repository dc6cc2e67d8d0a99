import { inflateRawSync } from 'node:zlib'

const END_OF_CENTRAL_DIRECTORY = 0x06054b50
const CENTRAL_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const STORED = 0
const DEFLATED = 8

/**
 * One member of a zip archive, unpacked. Reads the central directory (APPNOTE.TXT section 4.3), so that sizes are known
 * although the local headers may leave them to a data descriptor. No zip64, no encryption: an archive that needs them
 * is refused. Throws when the member is not there or the archive is damaged.
 */
export function unzipMember(archive: Buffer, member: string): Buffer {
  for (const entry of centralEntries(archive)) {
    if (entry.name === member) return unpack(archive, entry)
  }
  throw new Error(`the archive has no member ${member}`)
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  readonly bytes: number
  readonly localOffset: number
}

function* centralEntries(archive: Buffer): Generator<Entry> {
  const end = findEnd(archive)
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== CENTRAL_ENTRY) throw new Error('the central directory is damaged')
    const nameBytes = archive.readUInt16LE(at + 28)
    yield {
      name: archive.toString('utf8', at + 46, at + 46 + nameBytes),
      method: archive.readUInt16LE(at + 10),
      packedBytes: archive.readUInt32LE(at + 20),
      bytes: archive.readUInt32LE(at + 24),
      localOffset: archive.readUInt32LE(at + 42),
    }
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
}

/** Searched backwards: the record is followed by a comment of unknown length. */
function findEnd(archive: Buffer): number {
  for (let at = archive.length - 22; at >= 0; at--) {
    if (archive.readUInt32LE(at) === END_OF_CENTRAL_DIRECTORY) return at
  }
  throw new Error('no zip archive: the end of its directory is missing')
}

function unpack(archive: Buffer, entry: Entry): Buffer {
  const at = entry.localOffset
  if (archive.readUInt32LE(at) !== LOCAL_ENTRY) throw new Error(`the entry of ${entry.name} is damaged`)
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
  const packed = archive.subarray(start, start + entry.packedBytes)
  const content = inflate(packed, entry)
  if (content.length !== entry.bytes)
    throw new Error(`${entry.name} unpacks to ${content.length} bytes, not ${entry.bytes}`)
  return content
}

function inflate(packed: Buffer, entry: Entry): Buffer {
  if (entry.method === STORED) return packed
  if (entry.method === DEFLATED) return inflateRawSync(packed, { maxOutputLength: entry.bytes })
  throw new Error(`${entry.name} is packed by method ${entry.method}, which is not read here`)
}
