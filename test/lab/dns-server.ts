import { createSocket } from 'node:dgram'
import type { Listening } from '../../src/demo/listen.ts'

/** What the server says to a name, without its final dot: IPv4 addresses, or a refusal. */
export type Zone = Readonly<Record<string, readonly string[] | 'servfail'>>

const TYPE_A = 1
const RCODE = { ok: 0, servfail: 2, nxdomain: 3 } as const

/**
 * A name server (RFC 1035) on UDP port 53 of that address. Names outside of its zone do not exist (NXDOMAIN); names of
 * the zone have no IPv6 addresses.
 */
export async function startDnsServer(host: string, zone: Zone): Promise<Listening> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => socket.send(answer(query, zone), from.port, from.address))
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(53, host, resolve)
  })
  return { host, port: 53, close: () => new Promise((resolve) => socket.close(() => resolve())) }
}

function answer(query: Buffer, zone: Zone): Buffer {
  const { name, type, end } = question(query)
  const known = zone[name.toLowerCase()]
  const addresses = known === undefined || known === 'servfail' || type !== TYPE_A ? [] : known
  const rcode = known === undefined ? RCODE.nxdomain : known === 'servfail' ? RCODE.servfail : RCODE.ok
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  // A response to a recursive query, recursion available.
  head.writeUInt16BE(0x8180 | rcode, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(addresses.length, 6)
  return Buffer.concat([head, query.subarray(12, end), ...addresses.map(addressRecord)])
}

function question(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 }
}

/** The name is a pointer to the question's (RFC 1035 section 4.1.4). */
function addressRecord(address: string): Buffer {
  const record = Buffer.from([0xc0, 12, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4])
  return Buffer.concat([record, Buffer.from(address.split('.').map(Number))])
}
