import { createServer, type Socket } from 'node:net'
import { listen } from '../../src/demo/listen.ts'
import type { Inside } from './world-spec.ts'

/** A server that does with each connection what it is told, from its first byte on. */
export async function rawServer(
  inside: Inside,
  host: string,
  port: number,
  connected: (socket: Socket) => void,
): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    connected(socket)
  })
  inside.keep(await listen(server, host, port))
}

/** Sends these bytes as soon as the client has said something, then ends. */
export function answering(bytes: string | Uint8Array): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.end(bytes))
}

/** A fatal TLS alert in the record that carries it (RFC 8446 section 6). */
export function alertRecord(description: number): Uint8Array {
  return Buffer.from([21, 3, 3, 0, 2, 2, description])
}
