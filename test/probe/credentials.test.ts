import { createServer as createHttpServer } from 'node:http'
import { expect, test } from 'vitest'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { TlsExchange } from '../../src/transcript/transcript.ts'
import { apiServer, type Seen } from './api-server.ts'
import { listen, serverChain } from './loopback.ts'
import { credentials, host, plan, target } from './plan-builder.ts'

const system = nodeSystem()
const probe = (what: Parameters<typeof probeAll>[0]) => probeAll(what, system.monotonicMs(), system)

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
  const { transcripts } = await probe(
    plan(port, { credentials: Promise.resolve(credentials), mayAuthenticate: firstConnectionOnly() }),
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
  const { transcripts } = await probe(
    plan(port, {
      credentials: Promise.resolve({ ...credentials, clientCertificate: null }),
      mayAuthenticate: firstConnectionOnly(),
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

/** However often it is asked about the anonymous walk's connection, yes; about any later one, no. */
function firstConnectionOnly(): (exchange: TlsExchange) => boolean {
  let first: string | null = null
  return ({ local }) => {
    first ??= local
    return local === first
  }
}
