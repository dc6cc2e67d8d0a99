import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { assertNever } from '../lib/exhaustive.ts'
import type { Interceptor } from './interceptor.ts'
import { type Listening, listen } from './listen.ts'
import { type Authority, dialUpstream, type MayDial, parseAuthority, unreachableUpstream } from './upstream.ts'

/** What an HTTP proxy does with a CONNECT request. */
export type ProxyBehaviour =
  /** Says 200 before it has tried the upstream, and ends TLS itself. */
  | { readonly kind: 'intercept'; readonly interceptor: Interceptor; readonly now: () => Date }
  /** An honest tunnel: 200 when the upstream is connected, else 503. */
  | { readonly kind: 'tunnel'; readonly mayDial: MayDial }
  /** Its rules forbid it. */
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }

/** A proxy on the address given (port 0: the system chooses one). Anything but CONNECT is refused with 405. */
export function startConnectProxy(host: string, port: number, behaviour: ProxyBehaviour): Promise<Listening> {
  const server = createServer((_, response) => {
    response.writeHead(405, { allow: 'CONNECT', 'content-length': '0' })
    response.end()
  })
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => client.destroy())
    const authority = parseAuthority(request.url ?? '')
    if (authority === null || !(client instanceof Socket)) return end(client, 400, {}, '')
    void connect(authority, client, head, behaviour)
  })
  return listen(server, host, port)
}

async function connect(authority: Authority, client: Socket, head: Buffer, behaviour: ProxyBehaviour): Promise<void> {
  switch (behaviour.kind) {
    case 'intercept':
      client.write(`HTTP/1.1 200 OK\r\ndate: ${behaviour.now().toUTCString()}\r\nserver: envoy\r\n\r\n`)
      client.unshift(head)
      return behaviour.interceptor.intercept(client, authority)
    case 'tunnel':
      return tunnel(authority, client, head, behaviour.mayDial)
    case 'refuse':
      return end(client, behaviour.status, behaviour.headers, behaviour.body)
    default:
      return assertNever(behaviour)
  }
}

async function tunnel(authority: Authority, client: Socket, head: Buffer, mayDial: MayDial): Promise<void> {
  const upstream = await dialUpstream(authority, mayDial)
  if (upstream.kind === 'failed') {
    const refused = unreachableUpstream(upstream.reason)
    return end(client, refused.status, refused.headers, refused.body)
  }
  const { socket } = upstream
  socket.on('error', () => client.destroy())
  socket.once('close', () => client.destroy())
  client.once('close', () => socket.destroy())
  client.write('HTTP/1.1 200 Connection established\r\n\r\n')
  socket.write(head)
  client.pipe(socket).pipe(client)
}

function end(client: Duplex, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers, connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  client.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`)
}
