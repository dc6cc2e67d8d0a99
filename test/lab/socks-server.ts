import type { Socket } from 'node:net'
import { rawServer } from './raw-server.ts'
import { relay } from './relay.ts'
import type { Inside } from './world-spec.ts'

export interface SocksOptions {
  /** Names that only this end can resolve. */
  readonly names?: Readonly<Record<string, string>>
  /** RFC 1928 section 6: what every request is refused with. */
  readonly refuses?: number
}

/** As much of SOCKS 5 (RFC 1928) as one CONNECT needs, without authentication. Names are resolved here alone. */
export function startSocksServer(inside: Inside, host: string, port: number, options: SocksOptions): Promise<void> {
  return rawServer(inside, host, port, (socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (request: Buffer) => answer(socket, request, options))
    })
  })
}

function answer(socket: Socket, request: Buffer, { names = {}, refuses }: SocksOptions): void {
  const to = destination(request, names)
  const reply = refuses ?? (to === null ? HOST_UNREACHABLE : 0)
  socket.write(Buffer.from([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]))
  if (reply !== 0 || to === null) socket.end()
  else relay(socket, to)
}

const HOST_UNREACHABLE = 4

function destination(request: Buffer, names: Readonly<Record<string, string>>) {
  const type = request.readUInt8(3)
  if (type === 1) return { host: [...request.subarray(4, 8)].join('.'), port: request.readUInt16BE(8) }
  const length = request.readUInt8(4)
  const host = names[request.toString('latin1', 5, 5 + length)]
  return type !== 3 || host === undefined ? null : { host, port: request.readUInt16BE(5 + length) }
}
