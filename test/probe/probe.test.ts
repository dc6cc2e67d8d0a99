import { expect, test } from 'vitest'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { ProbeEvent } from '../../src/transcript/event.ts'
import { apiServer } from './api-server.ts'
import { closedPort, clusterCa, rawServer, scriptedServer, serverChain, tlsServer } from './loopback.ts'
import { credentials, host, path, plan, proxyAt } from './plan-builder.ts'

const system = nodeSystem()
const probe = (what: Parameters<typeof probeAll>[0]) => probeAll(what, system.monotonicMs(), system)

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
    'stage-ended certificate',
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
