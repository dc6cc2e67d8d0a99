import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import type { NameServer } from '../../../src/probe/resolve/resolv-conf.ts'
import { listen } from '../loopback.ts'

export interface Reply {
  readonly rcode?: number
  readonly addresses?: readonly string[]
  readonly truncated?: boolean
  /** Neither authoritative nor recursive. */
  readonly lame?: boolean
  readonly rest?: Uint8Array
}

/** Answers `name type` (`api.example. A`) by this table, and stays silent where there is nothing in it. */
export async function dnsServer(
  table: Readonly<Record<string, Reply>>,
  asked: string[] = [],
  overTcp: Readonly<Record<string, Reply>> = table,
): Promise<NameServer> {
  const tcp = createServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      const answer = answerTo(bytes.subarray(2), overTcp, asked)
      if (answer !== null) socket.write(concatBytes(Uint8Array.of(answer.length >> 8, answer.length & 0xff), answer))
    })
  })
  const port = await listen(tcp)
  const udp = createSocket('udp4')
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve))
  onTestFinished(() => {
    udp.close()
  })
  udp.on('message', (bytes, from) => {
    const answer = answerTo(bytes, table, asked)
    if (answer !== null) udp.send(answer, from.port, from.address)
  })
  return { address: '127.0.0.1', port }
}

function answerTo(query: Uint8Array, table: Readonly<Record<string, Reply>>, asked: string[]): Uint8Array | null {
  const question = questionOf(Buffer.from(query))
  asked.push(question.text)
  const reply = table[question.text]
  if (reply === undefined) return null
  const addresses = reply.addresses ?? []
  const flags = 0x8000 | (reply.lame ? 0 : 0x0480) | (reply.truncated ? 0x0200 : 0) | (reply.rcode ?? 0)
  const head = Buffer.alloc(12)
  head.set(query.subarray(0, 2))
  head.writeUInt16BE(flags, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(addresses.length + (reply.rest === undefined ? 0 : 1), 6)
  return concatBytes(head, question.bytes, ...addresses.map(resource), reply.rest ?? new Uint8Array(0))
}

function questionOf(query: Buffer): { readonly text: string; readonly bytes: Uint8Array } {
  let at = 12
  const labels: string[] = []
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'))
    at += 1 + length
  }
  const type = query.readUInt16BE(at + 1) === 1 ? 'A' : 'AAAA'
  return { text: `${labels.join('.')}. ${type}`, bytes: query.subarray(12, at + 5) }
}

/** `192.0.2.1`, or an IPv6 address as sixteen octets in hex. */
function resource(address: string): Uint8Array {
  const v4 = address.includes('.')
  const data = v4 ? Uint8Array.from(address.split('.').map(Number)) : new Uint8Array(Buffer.from(address, 'hex'))
  return concatBytes(Uint8Array.of(0xc0, 12, 0, v4 ? 1 : 28, 0, 1, 0, 0, 0, 60, 0, data.length), data)
}
