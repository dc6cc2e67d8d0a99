import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import { joinHostPort } from '../../lib/host-port.ts'
import type { DnsFailure } from '../../transcript/transcript.ts'
import { within } from '../wait.ts'
import { type DnsAnswer, encodeQuery, parseAnswer, type RecordType } from './dns-message.ts'
import type { NameServer } from './resolv-conf.ts'

export type Exchanged =
  | { readonly kind: 'answer'; readonly answer: DnsAnswer }
  | { readonly kind: 'failed'; readonly reason: DnsFailure }

interface Query {
  readonly server: NameServer
  /** Rooted. */
  readonly name: string
  readonly type: RecordType
  readonly timeoutMs: number
  readonly useTcp: boolean
  readonly signal: AbortSignal
}

/** One question to one server: UDP first, TCP when the answer was cut. Models net.(*Resolver).exchange. */
export async function exchange(query: Query): Promise<Exchanged> {
  if (query.useTcp) return overTcp(query)
  const answered = await overUdp(query)
  return answered.kind === 'answer' && answered.answer.truncated ? overTcp(query) : answered
}

async function overUdp(query: Query): Promise<Exchanged> {
  const { server, name, type } = query
  const id = randomInt(0x10000)
  const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4')
  const { promise, resolve } = Promise.withResolvers<Exchanged>()
  let connected = false
  const local = () => (connected ? joinHostPort(socket.address().address, socket.address().port) : null)
  // A connected UDP socket hears of ICMP `port unreachable` (udp(7)); an unconnected one would wait in vain.
  socket.on('error', (error) => resolve(socketFailure(error, local(), connected ? 'read' : 'connect')))
  socket.on('message', (bytes) => {
    const answer = parseAnswer(bytes, id, name, type)
    if (answer !== null) resolve({ kind: 'answer', answer })
  })
  socket.on('connect', () => {
    connected = true
    socket.send(encodeQuery(id, name, type), (error) => {
      if (error !== null) resolve(socketFailure(error, local(), 'read'))
    })
  })
  socket.connect(server.port, server.address)
  const waited = await within(promise, query.timeoutMs, query.signal)
  const at = local()
  socket.close()
  return settled(waited, at)
}

async function overTcp(query: Query): Promise<Exchanged> {
  const { server, name, type } = query
  const id = randomInt(0x10000)
  const { promise, resolve } = Promise.withResolvers<Exchanged>()
  const socket = connect({ host: server.address, port: server.port, autoSelectFamily: false })
  let received: Buffer = Buffer.alloc(0)
  let connected = false
  const local = () =>
    socket.localAddress === undefined ? null : joinHostPort(socket.localAddress, socket.localPort ?? 0)
  socket.on('error', (error) => resolve(socketFailure(error, local(), connected ? 'read' : 'connect')))
  socket.on('end', () => resolve({ kind: 'failed', reason: { kind: 'malformed-answer' } }))
  socket.on('connect', () => {
    connected = true
    const message = encodeQuery(id, name, type)
    socket.write(Buffer.from([message.length >> 8, message.length & 0xff, ...message]))
  })
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return
    const answer = parseAnswer(received.subarray(2, 2 + received.readUInt16BE(0)), id, name, type)
    resolve(answer === null ? { kind: 'failed', reason: { kind: 'malformed-answer' } } : { kind: 'answer', answer })
  })
  const waited = await within(promise, query.timeoutMs, query.signal)
  const at = local()
  socket.destroy()
  return settled(waited, at)
}

function settled(waited: Awaited<ReturnType<typeof within<Exchanged>>>, local: string | null): Exchanged {
  if (waited.kind === 'done') return waited.value
  if (waited.kind === 'cut-off') return { kind: 'failed', reason: { kind: 'cut-off' } }
  return { kind: 'failed', reason: { kind: 'timeout', local: local ?? '' } }
}

function socketFailure(error: NodeJS.ErrnoException, local: string | null, syscall: 'read' | 'connect'): Exchanged {
  return { kind: 'failed', reason: { kind: 'socket', errno: error.code ?? 'EIO', local, syscall } }
}
