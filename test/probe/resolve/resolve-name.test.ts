import { expect, test } from 'vitest'
import { defaultResolverConfig, type NameServer, type ResolverConfig } from '../../../src/probe/resolve/resolv-conf.ts'
import { resolveName, resolveWithFiles } from '../../../src/probe/resolve/resolve-name.ts'
import { nodeSystem } from '../../../src/system/node.ts'
import type { Resolution } from '../../../src/transcript/transcript.ts'
import { closedPort } from '../loopback.ts'
import { dnsServer } from './dns-server.ts'

const never = new AbortController().signal
const at = ({ address, port }: NameServer) => `${address}:${port}`

function resolve(
  name: string,
  servers: readonly NameServer[],
  changes: Partial<ResolverConfig> = {},
): Promise<Resolution> {
  const config = { ...defaultResolverConfig, servers, ...changes }
  return resolveWithFiles(name, { hosts: '', config }, never)
}

const v4 = { addresses: ['192.0.2.1', '192.0.2.2'] }

test('an address is no name', async () => {
  expect(await resolveName('192.0.2.1', never, nodeSystem())).toEqual({ kind: 'literal', address: '192.0.2.1' })
  expect(await resolveName('2001:db8::1', never, nodeSystem())).toEqual({ kind: 'literal', address: '2001:db8::1' })
})

test('/etc/hosts goes before every server', async () => {
  const files = { hosts: '127.0.0.1 localhost\n192.0.2.9\tApi.Example api # lab\n', config: defaultResolverConfig }
  expect(await resolveWithFiles('api.example', files, never)).toEqual({
    kind: 'resolved',
    name: 'api.example',
    addresses: ['192.0.2.9'],
    from: 'hosts-file',
  })
})

test('A and AAAA are asked side by side, and the server that answered is kept', async () => {
  const asked: string[] = []
  const server = await dnsServer({ 'api.example. A': v4, 'api.example. AAAA': {} }, asked)
  expect(await resolve('api.example', [server])).toEqual({
    kind: 'resolved',
    name: 'api.example',
    addresses: ['192.0.2.1', '192.0.2.2'],
    from: at(server),
  })
  expect(asked.toSorted()).toEqual(['api.example. A', 'api.example. AAAA'])
})

test('search domains come first for a name with too few dots', async () => {
  const asked: string[] = []
  const none = { rcode: 3 }
  const server = await dnsServer(
    { 'api.corp.example. A': none, 'api.corp.example. AAAA': none, 'api. A': v4, 'api. AAAA': none },
    asked,
  )
  const resolution = await resolve('api', [server], { search: ['corp.example.'] })
  expect(resolution).toMatchObject({ kind: 'resolved', addresses: ['192.0.2.1', '192.0.2.2'] })
  expect(asked.map((question) => question.split(' ')[0])).toEqual([
    'api.corp.example.',
    'api.corp.example.',
    'api.',
    'api.',
  ])
})

test.each([
  ['NXDOMAIN', { rcode: 3 }],
  ['an answer without an address', {}],
])('%s is no such host, and nobody else is asked', async (_, reply) => {
  const asked: string[] = []
  const other = await dnsServer({}, asked)
  const server = await dnsServer({ 'api.example. A': reply, 'api.example. AAAA': reply })
  expect(await resolve('api.example', [server, other])).toEqual({
    kind: 'failed',
    name: 'api.example',
    server: at(server),
    reason: { kind: 'no-such-host' },
  })
  expect(asked).toEqual([])
})

test('SERVFAIL sends the question to the next server, twice round', async () => {
  const asked: string[] = []
  const table = { 'api.example. A': { rcode: 2 }, 'api.example. AAAA': { rcode: 2 } }
  const [first, second] = [await dnsServer(table, asked), await dnsServer(table, asked)]
  expect(await resolve('api.example', [first, second])).toEqual({
    kind: 'failed',
    name: 'api.example',
    server: at(second),
    reason: { kind: 'server-misbehaving', rcode: 2 },
  })
  expect(asked).toHaveLength(8)
})

test('a second server makes up for a silent first one', async () => {
  const silent = await dnsServer({})
  const server = await dnsServer({ 'api.example. A': v4, 'api.example. AAAA': { rcode: 3 } })
  expect(await resolve('api.example', [silent, server], { timeoutMs: 100 })).toMatchObject({
    kind: 'resolved',
    from: at(server),
  })
})

test('silence names the server and our own end of the question', async () => {
  const silent = await dnsServer({})
  const resolution = await resolve('api.example', [silent], { attempts: 1, timeoutMs: 40 })
  expect(resolution).toMatchObject({ kind: 'failed', server: at(silent), reason: { kind: 'timeout' } })
  const local = resolution.kind === 'failed' && resolution.reason.kind === 'timeout' ? resolution.reason.local : ''
  expect(local).toMatch(/^127\.0\.0\.1:\d+$/)
})

test('a server that refuses UDP', async () => {
  const refusing = { address: '127.0.0.1', port: await closedPort() }
  expect(await resolve('api.example', [refusing])).toMatchObject({
    kind: 'failed',
    server: at(refusing),
    reason: { kind: 'socket', errno: 'ECONNREFUSED', syscall: 'read' },
  })
})

test('a cut answer is asked for again over TCP', async () => {
  const cut = { truncated: true }
  const server = await dnsServer({ 'api.example. A': cut, 'api.example. AAAA': cut }, [], {
    'api.example. A': v4,
    'api.example. AAAA': { rcode: 3 },
  })
  expect(await resolve('api.example', [server])).toMatchObject({ kind: 'resolved', addresses: v4.addresses })
})

test('an answer that breaks off inside a record', async () => {
  const broken = { rest: Uint8Array.of(0xc0, 12, 0, 1) }
  const server = await dnsServer({ 'api.example. A': broken, 'api.example. AAAA': broken })
  expect(await resolve('api.example', [server])).toMatchObject({ reason: { kind: 'malformed-answer' } })
})

test.each(['a..example', `${'x'.repeat(64)}.example`, '-a.example', 'a-.example', 'a b', '1.2.3'])(
  '%s is refused unasked',
  async (name) => {
    const asked: string[] = []
    const server = await dnsServer({}, asked)
    expect(await resolve(name, [server])).toEqual({
      kind: 'failed',
      name,
      server: null,
      reason: { kind: 'no-such-host' },
    })
    expect(asked).toEqual([])
  },
)

test('the end of the run ends the lookup', async () => {
  const config = { ...defaultResolverConfig, servers: [await dnsServer({})] }
  const run = new AbortController()
  const resolving = resolveWithFiles('api.example', { hosts: '', config }, run.signal)
  run.abort()
  expect(await resolving).toMatchObject({ kind: 'failed', reason: { kind: 'cut-off' } })
})
