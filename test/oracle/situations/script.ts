import { createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket, type TLSSocketOptions } from 'node:tls'
import type { ScriptedServer } from './situation.ts'

/** What a server does with a connection, one thing after the other; after the last step it holds the line. */
export type Step =
  /** Waits for the peer's first bytes; with `until`, for that text at the end of what it sent. */
  | { readonly do: 'receive'; readonly until?: string }
  | { readonly do: 'send'; readonly bytes: Uint8Array | string | ((received: Buffer) => Uint8Array) }
  | { readonly do: 'end' }
  | { readonly do: 'reset' }
  /** A handshake as the server, with what follows inside. */
  | { readonly do: 'tls'; readonly options: TLSSocketOptions; readonly inside: readonly Step[] }

export const receive: Step = { do: 'receive' }
export const receiveHead: Step = { do: 'receive', until: '\r\n\r\n' }
export const end: Step = { do: 'end' }
export const reset: Step = { do: 'reset' }
export const send = (bytes: Extract<Step, { do: 'send' }>['bytes']): Step => ({ do: 'send', bytes })

/** Starts it; it lives as long as the process unless it is closed. */
export async function startScripted({ host, port, steps }: ScriptedServer): Promise<() => void> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.setNoDelay(true)
    void perform(socket, socket, steps).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return () => server.close()
}

async function perform(stream: Duplex, connection: Socket, steps: readonly Step[]): Promise<void> {
  let received: Buffer = Buffer.alloc(0)
  for (const step of steps) {
    switch (step.do) {
      case 'receive':
        received = await read(stream, step.until ?? null)
        break
      case 'send':
        stream.write(bytesOf(step.bytes, received))
        break
      case 'end':
        stream.end()
        break
      case 'reset':
        connection.resetAndDestroy()
        break
      case 'tls': {
        const inner = new TLSSocket(connection, { isServer: true, ...step.options })
        inner.on('error', () => connection.destroy())
        await perform(inner, connection, step.inside)
        break
      }
    }
  }
  // What comes later is read and dropped, so that the end of the peer is seen.
  stream.resume()
}

function bytesOf(bytes: Extract<Step, { do: 'send' }>['bytes'], received: Buffer): Uint8Array {
  if (typeof bytes === 'string') return Buffer.from(bytes, 'latin1')
  return typeof bytes === 'function' ? bytes(received) : bytes
}

function read(stream: Duplex, until: string | null): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  let all: Buffer = Buffer.alloc(0)
  const onData = (data: Buffer) => {
    all = Buffer.concat([all, data])
    if (until !== null && !all.toString('latin1').endsWith(until)) return
    stream.off('data', onData)
    stream.pause()
    resolve(all)
  }
  stream.on('data', onData)
  stream.resume()
  stream.once('end', () => reject(new Error('the peer went')))
  stream.once('close', () => reject(new Error('the peer went')))
  return promise
}
