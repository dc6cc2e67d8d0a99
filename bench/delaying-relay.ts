import { connect, createServer, type Socket } from 'node:net'
import { type Listening, listen } from '../src/demo/listen.ts'

/** Joins each connection to another port and keeps every octet back for that long, in both directions. */
export function delayingRelay(
  to: { readonly host: string; readonly port: number },
  delayMs: number,
): Promise<Listening> {
  const server = createServer((client) => {
    const upstream = connect(to)
    passOn(client, upstream, delayMs)
    passOn(upstream, client, delayMs)
  })
  return listen(server, '127.0.0.1', 0)
}

function passOn(from: Socket, to: Socket, delayMs: number): void {
  from.on('error', () => to.destroy())
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), delayMs))
  from.on('end', () => setTimeout(() => to.end(), delayMs))
  from.on('close', () => setTimeout(() => to.destroy(), delayMs))
}
