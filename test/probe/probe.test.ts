import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { connect } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { ProbeEvent } from '../../src/transcript/event.ts'
import {
  closedPort,
  clusterCa,
  listen,
  rawServer,
  scriptedServer,
  serverCertificate,
  serverChain,
  tlsServer,
} from './loopback.ts'
import { credentials, host, path, plan, proxyAt, target } from './plan-builder.ts'

const system = nodeSystem()
const probe = (what: Parameters<typeof probeAll>[0]) => probeAll(what, system.monotonicMs(), system)

interface Seen {
  readonly authorization: string | undefined
  readonly impersonate: string | string[] | undefined
  readonly client: string | undefined
}

const identity = {
  key: serverCertificate.keyPem,
  cert: serverCertificate.pem + clusterCa.pem,
  ca: clusterCa.pem,
  requestCert: true,
  rejectUnauthorized: false,
}

/** An API server that notes who asked. */
async function apiServer(kind: 'h2' | 'http/1.1', seen: Seen[] = []): Promise<number> {
  const answer = (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => {
    const { authorization, 'impersonate-user': impersonate } = request.headers
    const CN = (request.socket as TLSSocket).getPeerCertificate()?.subject?.CN
    seen.push({ authorization, impersonate, client: typeof CN === 'string' ? CN : undefined })
    const plain = response as ServerResponse
    plain.writeHead(authorization === undefined ? 401 : 200, { 'content-type': 'application/json', 'audit-id': '7' })
    plain.end('{"kind":"Status"}')
  }
  return listen(kind === 'h2' ? createSecureServer(identity, answer) : createHttpsServer(identity, answer))
}

for (const kind of ['h2', 'http/1.1'] as const) {
  test(`${kind}: asked anonymously first, then with credentials on a connection of their own`, async () => {
    const seen: Seen[] = []
    const port = await apiServer(kind, seen)
    const { transcripts } = await probe(plan(port, { credentials: Promise.resolve(credentials) }))
    expect(seen).toEqual([
      { authorization: undefined, impersonate: undefined, client: undefined },
      { authorization: 'Bearer the-token', impersonate: 'root', client: 'jane' },
    ])
    const [first, second, ...more] = transcripts[0]?.walks ?? []
    expect(more).toEqual([])
    expect(first?.carried).toEqual([])
    expect(first?.http[0]).toMatchObject({
      protocol: kind,
      status: 401,
      statusText: kind === 'h2' ? '' : 'Unauthorized',
      contentType: 'application/json',
      bodyBytes: 17,
      body: '{"kind":"Status"}',
      end: { kind: 'complete' },
    })
    expect(first?.http[0]?.headers).toContainEqual(['audit-id', '7'])
    expect(second?.carried).toEqual(['client-certificate', 'token', 'impersonation'])
    // kubectl's own answer is nobody's business once the chain is accepted and the status is fine.
    expect(second?.http[0]).toMatchObject({ status: 200, body: null, bodyBytes: 17 })
    expect(first?.tls?.local).not.toBe(second?.tls?.local)
    expect(JSON.stringify(transcripts)).not.toContain('the-token')
  })
}

test('no credential leaves where the chain is not accepted, and the body is kept', async () => {
  const seen: Seen[] = []
  const port = await apiServer('http/1.1', seen)
  const { transcripts } = await probe(
    plan(port, { credentials: Promise.resolve(credentials), mayAuthenticate: () => false }),
  )
  expect(seen).toEqual([{ authorization: undefined, impersonate: undefined, client: undefined }])
  expect(transcripts[0]?.walks).toHaveLength(1)
  expect(transcripts[0]?.walks[0]?.http[0]?.body).toBe('{"kind":"Status"}')
})

test('a peer that changes between the two connections gets neither certificate nor token', async () => {
  const seen: Seen[] = []
  const port = await apiServer('http/1.1', seen)
  let asked = 0
  const { transcripts } = await probe(
    plan(port, {
      credentials: Promise.resolve(credentials),
      // Accepted while the anonymous walk asks (for the body, and for the credentials), and never again.
      mayAuthenticate: () => ++asked <= 2,
    }),
  )
  expect(seen).toEqual([{ authorization: undefined, impersonate: undefined, client: undefined }])
  const second = transcripts[0]?.walks[1]
  expect(second?.http).toEqual([])
  expect(second?.tls?.certificates).toEqual(serverChain)
  expect(second?.tls?.end).toEqual({ kind: 'stack-gave-up', reason: 'credentials-withheld' })
})

test('a token alone is withheld, too, where the second connection is not accepted', async () => {
  const seen: Seen[] = []
  const port = await apiServer('http/1.1', seen)
  let asked = 0
  const { transcripts } = await probe(
    plan(port, {
      credentials: Promise.resolve({ ...credentials, clientCertificate: null }),
      mayAuthenticate: () => ++asked <= 2,
    }),
  )
  expect(seen).toHaveLength(1)
  const stages = transcripts[0]?.walks[1]?.stages ?? []
  expect(stages.find(({ name }) => name === 'http')?.status).toBe('skipped')
})

test('an http:// server is asked in the clear and never with a credential', async () => {
  const seen: (string | undefined)[] = []
  const port = await listen(
    createHttpServer((request, response) => {
      seen.push(request.headers.authorization)
      response.end('ok')
    }),
  )
  const request = { method: 'GET' as const, url: `http://${host}:${port}/api`, purpose: 'the request', accept: '*/*' }
  const { transcripts } = await probe(
    plan(port, { target: target(port, 'http'), requests: [request], credentials: Promise.resolve(credentials) }),
  )
  expect(seen).toEqual([undefined])
  expect(transcripts[0]?.walks).toHaveLength(1)
  expect(transcripts[0]?.walks[0]).toMatchObject({ tls: null, http: [{ status: 200, protocol: 'http/1.1' }] })
})

test('one dead path delays no other', async () => {
  const alive = await apiServer('h2')
  const silent = await rawServer(() => {})
  const ended: string[] = []
  const { promise: aliveEnded, resolve } = Promise.withResolvers<void>()
  const run = new AbortController()
  const running = probe(
    plan(alive, {
      paths: [path(silent), path(await closedPort()), path(alive)],
      signal: run.signal,
      bounds: { dialMs: 60_000, tlsMs: 60_000, connectMs: 60_000, httpMs: 60_000 },
      onEvent: (event) => {
        if (event.kind !== 'path-ended') return
        ended.push(event.pathId)
        if (event.pathId === path(alive).id) resolve()
      },
    }),
  )
  await aliveEnded
  expect(ended).not.toContain(path(silent).id)
  run.abort()
  const { transcripts } = await running
  expect(transcripts.map(({ cutOff }) => cutOff)).toEqual([true, false, false])
})

test('the end of the run keeps what every path had found', async () => {
  const silentTls = await rawServer(() => {})
  const silentHttp = await tlsServer({})
  const silentProxy = await rawServer(() => {})
  const run = new AbortController()
  const started: string[] = []
  const running = probe(
    plan(silentTls, {
      paths: [path(silentTls), path(silentHttp), path(1, proxyAt(silentProxy))],
      signal: run.signal,
      onEvent: (event) => {
        if (event.kind !== 'stage-started') return
        started.push(event.stage)
        if (started.filter((stage) => ['proxy', 'http'].includes(stage)).length === 2) setImmediate(() => run.abort())
      },
    }),
  )
  const { transcripts } = await running
  expect(transcripts.map(({ cutOff }) => cutOff)).toEqual([true, true, true])
  const walks = transcripts.map((transcript) => transcript.walks[0])
  expect(walks[0]).toMatchObject({ dial: { connected: { remote: `${host}:${silentTls}` } }, http: [] })
  expect(walks[1]).toMatchObject({ tls: { certificates: serverChain }, http: [{ end: { kind: 'cut-off' } }] })
  expect(walks[2]).toMatchObject({ tunnel: { end: { kind: 'cut-off' }, status: null }, tls: null })
  expect(walks[2]?.stages.find(({ name }) => name === 'proxy')).toMatchObject({
    status: 'not-measured',
    detail: 'cut off',
  })
})

test('a run that is over before it starts touches nothing', async () => {
  let connections = 0
  const port = await rawServer(() => connections++)
  const { transcripts } = await probe(plan(port, { signal: AbortSignal.abort() }))
  expect(connections).toBe(0)
  expect(transcripts[0]).toMatchObject({ cutOff: true, walks: [{ tls: null, http: [] }] })
})

test('a refused connection is a fact, and what lies behind it was not measured', async () => {
  const port = await closedPort()
  const { transcripts } = await probe(plan(port))
  const [walk] = transcripts[0]?.walks ?? []
  expect(walk?.dial?.attempts).toMatchObject([
    { remote: `${host}:${port}`, result: { kind: 'failed', errno: 'ECONNREFUSED' } },
  ])
  expect(walk?.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'dns skipped',
    'tcp failed',
    'proxy not-measured',
    'tls not-measured',
    'http not-measured',
  ])
})

test('TLS 1.3: a server that insists on a client certificate answers the request with an alert', async () => {
  const port = await tlsServer({
    minVersion: 'TLSv1.3',
    ca: clusterCa.pem,
    requestCert: true,
    rejectUnauthorized: true,
  })
  const { transcripts } = await probe(plan(port))
  const [walk] = transcripts[0]?.walks ?? []
  expect(walk?.tls?.alerts).toEqual([{ level: 'fatal', description: 116, phase: 'after' }])
  expect(walk?.http).toMatchObject([{ status: null, end: { kind: 'alert', description: 116 } }])
})

test('through an HTTP proxy the same server shows the same chain', async () => {
  const port = await apiServer('h2')
  const heads: string[] = []
  const proxy = await rawServer((socket) => {
    socket.once('data', (head: Buffer) => {
      heads.push(head.toString('latin1'))
      const upstream = connect(port, host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(upstream).pipe(socket)
      })
      upstream.on('error', () => socket.destroy())
    })
  })
  const { transcripts } = await probe(plan(port, { paths: [path(port, proxyAt(proxy))] }))
  const [walk] = transcripts[0]?.walks ?? []
  expect(heads).toEqual([
    `CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\nUser-Agent: Go-http-client/1.1\r\n\r\n`,
  ])
  expect(walk?.tunnel).toMatchObject({
    kind: 'connect',
    status: 200,
    statusLine: 'HTTP/1.1 200 Connection established',
  })
  expect(walk?.tls?.certificates).toEqual(serverChain)
  expect(walk?.http).toMatchObject([{ status: 401 }])
})

test("through an HTTPS proxy: its own chain apart from the server's, its password only where accepted", async () => {
  const port = await apiServer('h2')
  const heads: string[] = []
  const proxy = await tlsServer({}, (socket) => {
    socket.once('data', (head: Buffer) => {
      heads.push(head.toString('latin1'))
      const upstream = connect(port, host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(upstream).pipe(socket)
      })
      upstream.on('error', () => socket.destroy())
    })
  })
  const { Secret } = await import('../../src/lib/secret.ts')
  const endpoint = { ...proxyAt(proxy, 'https-proxy'), credentials: { username: 'u', password: new Secret('p') } }
  const paths = [path(port, endpoint)]
  const { transcripts } = await probe(plan(port, { paths }))
  const [walk] = transcripts[0]?.walks ?? []
  expect(walk?.proxyTls?.certificates).toEqual(serverChain)
  expect(walk?.tls?.certificates).toEqual(serverChain)
  expect(walk?.http).toMatchObject([{ status: 401 }])
  expect(heads[0]).not.toContain('Proxy-Authorization')
  await probe(plan(port, { paths, mayAuthenticateToProxy: () => true }))
  expect(heads[1]).toContain('Proxy-Authorization: Basic dTpw\r\n')
})

test('watchers hear of every stage once, and of the end of the path', async () => {
  const port = await apiServer('h2')
  const events: ProbeEvent[] = []
  await probe(plan(port, { credentials: Promise.resolve(credentials), onEvent: (event) => events.push(event) }))
  expect(events.map((event) => ('stage' in event ? `${event.kind} ${event.stage}` : event.kind))).toEqual([
    'path-planned',
    'stage-started dns',
    'stage-ended dns',
    'stage-started tcp',
    'stage-ended tcp',
    'stage-ended proxy',
    'stage-started tls',
    'stage-ended tls',
    'stage-started http',
    'stage-ended http',
    'stage-started http',
    'stage-ended http',
    'path-ended',
  ])
})

test('details are one line without control characters', async () => {
  const proxy = await scriptedServer('HTTP/1.1 403 \x1b[31mNo\x07\r\n\r\n', 'end')
  const { transcripts } = await probe(plan(1, { paths: [path(1, proxyAt(proxy))] }))
  const stage = transcripts[0]?.walks[0]?.stages.find(({ name }) => name === 'proxy')
  expect(stage?.detail).toBe(`CONNECT ${host}:1: HTTP/1.1 403 \\x1b[31mNo\\x07`)
})
