import { createSocket } from 'node:dgram'

const RCODE: Readonly<Record<string, number>> = { formerr: 1, servfail: 2, nx: 3, notimp: 4, refused: 5 }

/**
 * A name server (RFC 1035) on UDP port 53 of that address that does what a name's label before `example` says: an RCODE,
 * `nodata`, `junk`, `silent`, `two` addresses. Every other name does not exist.
 */
export async function startNameServer(host: string): Promise<void> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const answer = answerTo(query)
    if (answer !== null) socket.send(answer, from.port, from.address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(53, host, resolve)
  })
}

function answerTo(query: Buffer): Buffer | null {
  const { labels, type, end } = question(query)
  const word = labels.at(-2) ?? ''
  if (word === 'silent') return null
  if (word === 'junk') return Buffer.from('no message at all')
  const addresses = word === 'two' && type === 1 ? ['192.0.2.11', '192.0.2.12'] : []
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180 | (['nodata', 'two'].includes(word) ? 0 : (RCODE[word] ?? 3)), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(addresses.length, 6)
  return Buffer.concat([head, query.subarray(12, end), ...addresses.map(addressRecord)])
}

function question(query: Buffer): { readonly labels: readonly string[]; readonly type: number; readonly end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length).toLowerCase())
    at += 1 + length
  }
  return { labels, type: query.readUInt16BE(at + 1), end: at + 5 }
}

/** The name is a pointer to the question's (RFC 1035 section 4.1.4). */
function addressRecord(address: string): Buffer {
  return Buffer.concat([
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]),
    Buffer.from(address.split('.').map(Number)),
  ])
}
