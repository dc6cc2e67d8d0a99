import type { Server, Socket } from 'node:net'

/** A server that is up. */
export interface Listening {
  readonly host: string
  readonly port: number
  /** Ends the server and every connection that it still holds. */
  close(): Promise<void>
}

const MAX_CONNECTIONS = 128
const IDLE_MS = 60_000

/**
 * Starts a server of any kind (`node:tls` and `node:http2` servers are `node:net` servers underneath). Port 0: the
 * system chooses one. Rejects when the address cannot be had.
 */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const sockets = trackSockets(server)
  server.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { host, port: boundPort(server), close: () => closeAll(server, sockets) }
}

/** A port of that address on which nothing listens: it was free a moment ago. */
export async function closedPort(server: Server, host: string): Promise<number> {
  const listening = await listen(server, host, 0)
  await listening.close()
  return listening.port
}

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.setTimeout(IDLE_MS, () => socket.destroy())
    // A client that goes away is no event for a demo server; without a listener it would end the process.
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

function boundPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the server is not bound to a port')
  return address.port
}

async function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of sockets) socket.destroy()
  await closed
}
