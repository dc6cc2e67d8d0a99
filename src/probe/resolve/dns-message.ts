import { formatIp } from '../../lib/ip.ts'

/** RFC 1035 section 3.2.2, RFC 3596. */
export const RECORD_TYPE = { a: 1, aaaa: 28 } as const
export type RecordType = (typeof RECORD_TYPE)[keyof typeof RECORD_TYPE]

const CLASS_IN = 1
const TYPE_OPT = 41
/** What Go says that it takes in one UDP message (net.maxDNSPacketSize). */
const UDP_SIZE = 1232
const MAX_POINTERS = 16

export interface DnsAnswer {
  readonly rcode: number
  readonly truncated: boolean
  readonly authoritative: boolean
  readonly recursionAvailable: boolean
  /** Number of records in the answer section that are of the type asked for. */
  readonly ofType: number
  readonly addresses: readonly string[]
  /** The head and the question were sound, but the answer section is not (Go: `cannot unmarshal DNS message`). */
  readonly malformed: boolean
}

/** A query as Go's resolver sends it: recursion desired, EDNS(0) with a size of 1232 (RFC 6891). `name` is rooted. */
export function encodeQuery(id: number, name: string, type: RecordType): Uint8Array {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(id, 0)
  head.writeUInt16BE(0x0100, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(1, 10)
  const option = Buffer.alloc(11)
  option.writeUInt16BE(TYPE_OPT, 1)
  option.writeUInt16BE(UDP_SIZE, 3)
  return new Uint8Array(Buffer.concat([head, encodeQuestion(name, type), option]))
}

/**
 * The answer to that query, or `null` where the message is another one's or no answer at all: those are left, as Go
 * does, because anyone can send such a datagram.
 */
export function parseAnswer(bytes: Uint8Array, id: number, name: string, type: RecordType): DnsAnswer | null {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (message.length < 12 || message.readUInt16BE(0) !== id) return null
  const flags = message.readUInt16BE(2)
  if ((flags & 0x8000) === 0 || message.readUInt16BE(4) !== 1) return null
  const question = encodeQuestion(name, type)
  const echoed = message.subarray(12, 12 + question.length)
  if (echoed.toString('latin1').toLowerCase() !== question.toString('latin1').toLowerCase()) return null
  const records = readRecords(message, 12 + question.length, message.readUInt16BE(6))
  const ofType = (records ?? []).filter((record) => record.type === type)
  return {
    rcode: flags & 0x000f,
    truncated: (flags & 0x0200) !== 0,
    authoritative: (flags & 0x0400) !== 0,
    recursionAvailable: (flags & 0x0080) !== 0,
    ofType: ofType.length,
    addresses: ofType.map((record) => formatIp(record.data)),
    malformed: records === null,
  }
}

function encodeQuestion(name: string, type: RecordType): Buffer {
  const labels = name.split('.').filter((label) => label !== '')
  const encoded = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')])
  const tail = Buffer.alloc(5)
  tail.writeUInt16BE(type, 1)
  tail.writeUInt16BE(CLASS_IN, 3)
  return Buffer.concat([...encoded, tail])
}

interface Resource {
  readonly type: number
  readonly data: Uint8Array
}

function readRecords(message: Buffer, from: number, count: number): readonly Resource[] | null {
  const records: Resource[] = []
  let at = from
  for (let i = 0; i < count; i++) {
    const afterName = skipName(message, at)
    if (afterName === null || afterName + 10 > message.length) return null
    const type = message.readUInt16BE(afterName)
    const length = message.readUInt16BE(afterName + 8)
    const data = message.subarray(afterName + 10, afterName + 10 + length)
    if (data.length !== length) return null
    if ((type === RECORD_TYPE.a && length !== 4) || (type === RECORD_TYPE.aaaa && length !== 16)) return null
    records.push({ type, data: new Uint8Array(data) })
    at = afterName + 10 + length
  }
  return records
}

/** Where the name ends in the message. Only its length matters here, so a compression pointer (4.1.4) ends it. */
function skipName(message: Buffer, from: number): number | null {
  let at = from
  for (let labels = 0; labels < 128 + MAX_POINTERS; labels++) {
    const length = message[at]
    if (length === undefined) return null
    if (length === 0) return at + 1
    if ((length & 0xc0) === 0xc0) return at + 2
    if ((length & 0xc0) !== 0) return null
    at += 1 + length
  }
  return null
}
