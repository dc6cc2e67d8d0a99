import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { Secret } from '../../../src/lib/secret.ts'
import { type ConnectRequest, httpConnect } from '../../../src/probe/dial/http-connect.ts'
import { rawServer, scriptedServer } from '../loopback.ts'

async function tunnelVia(port: number, changes: Partial<ConnectRequest> = {}) {
  const stream = connect(port, '127.0.0.1')
  const tunnel = await httpConnect({
    stream,
    local: '127.0.0.1:1',
    authority: 'api.example:6443',
    credentials: null,
    limitMs: 5000,
    signal: new AbortController().signal,
    ...changes,
  })
  return { tunnel, stream }
}

const answeredBy = async (answer: string | Uint8Array, after: 'end' | 'reset' | 'stay' = 'stay') =>
  (await tunnelVia(await scriptedServer(answer, after))).tunnel

test('the request is what Go sends, the password percent-decoded in Basic form', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const port = await rawServer((socket) => {
    socket.once('data', (bytes: Buffer) => {
      resolve(bytes.toString('latin1'))
      socket.end('HTTP/1.1 200 OK\r\n\r\n')
    })
  })
  await tunnelVia(port, { credentials: { username: 'jane', password: new Secret('p@ss') } })
  expect(await promise).toBe(
    [
      'CONNECT api.example:6443 HTTP/1.1',
      'Host: api.example:6443',
      'User-Agent: Go-http-client/1.1',
      'Proxy-Authorization: Basic amFuZTpwQHNz',
      '',
      '',
    ].join('\r\n'),
  )
})

test('after 200 the stream stands behind the head, and what came with it is dropped as net/http drops it', async () => {
  const { tunnel, stream } = await tunnelVia(await scriptedServer('HTTP/1.0 200 ok\nVia: x\n\nhello', 'end'))
  expect(tunnel).toMatchObject({ status: 200, statusLine: 'HTTP/1.0 200 ok', headers: [['Via', 'x']], body: null })
  expect(tunnel).toMatchObject({ dropped: 5 })
  expect(Buffer.concat(await stream.toArray()).toString()).toBe('')
})

test('a refusal keeps its status line, headers and the start of its body', async () => {
  const body = `<h1>no</h1>${'x'.repeat(5000)}`
  const head = `HTTP/1.1 403 Blocked by policy \xe9\r\nServer: squid\r\nSet-Cookie: s=1\r\nContent-Length: ${body.length}`
  const tunnel = await answeredBy(Buffer.from(`${head}\r\n\r\n${body}`, 'latin1'))
  expect(tunnel).toEqual({
    kind: 'connect',
    authority: 'api.example:6443',
    end: { kind: 'answered' },
    statusLine: 'HTTP/1.1 403 Blocked by policy \xe9',
    status: 403,
    headers: [
      ['Server', 'squid'],
      ['Set-Cookie', 'REDACTED'],
      ['Content-Length', String(body.length)],
    ],
    body: body.slice(0, 4096),
    firstBytes: Buffer.from(head, 'latin1').subarray(0, 64).toString('hex'),
    local: '127.0.0.1:1',
  })
})

test('a body without a length ends with the connection', async () => {
  const tunnel = await answeredBy('HTTP/1.1 502 Bad Gateway\r\n\r\nupstream \xff', 'end')
  expect(tunnel).toMatchObject({ status: 502, body: 'upstream \u00ff' })
})

test('a reason phrase may be missing', async () => {
  expect(await answeredBy('HTTP/1.1 502\r\nContent-Length: 0\r\n\r\n')).toMatchObject({
    status: 502,
    statusLine: 'HTTP/1.1 502',
    body: '',
  })
})

test.each([
  ['hello\r\n', 'hello'],
  ['HTTP/1.1 abc Bad\r\n\r\n', 'HTTP/1.1 abc Bad'],
  ['SSH-2.0-OpenSSH_9\r\n', 'SSH-2.0-OpenSSH_9'],
])('%j is no HTTP response', async (answer, firstLine) => {
  expect((await answeredBy(answer)).end).toEqual({ kind: 'malformed', firstLine })
})

test('a TLS port behind an http:// proxy URL answers with an alert, which is no line', async () => {
  const alert = Uint8Array.of(0x15, 3, 1, 0, 2, 2, 0x46)
  const tunnel = await answeredBy(alert, 'end')
  expect(tunnel.end).toEqual({ kind: 'malformed', firstLine: '\x15\x03\x01\x00\x02\x02F' })
  expect(tunnel.firstBytes).toBe('15030100020246')
})

test('a proxy that closes, before and inside its answer', async () => {
  expect((await answeredBy('', 'end')).end).toEqual({ kind: 'closed', bytesBefore: 0 })
  expect((await answeredBy('HTTP/1.1 200 OK\r\nVia', 'end')).end).toEqual({ kind: 'closed', bytesBefore: 20 })
})

test('a head of 1 MiB is read whole, however it is cut', async () => {
  const head = `HTTP/1.1 200 OK\r\n${`X: ${'x'.repeat(1018)}\r\n`.repeat(1000)}`
  const port = await rawServer((socket) => {
    socket.once('data', () => {
      socket.write(head)
      socket.write('\r')
      setImmediate(() => socket.write('\n'))
    })
  })
  expect((await tunnelVia(port)).tunnel).toMatchObject({ end: { kind: 'answered' }, status: 200 })
})

test('a head without end is no end of the connection: it is said how much of it was read', async () => {
  const line = `X: ${'x'.repeat(1018)}\r\n`
  const tunnel = await answeredBy(`HTTP/1.1 200 OK\r\n${line.repeat(1100)}`)
  expect(tunnel.end.kind).toBe('overlong')
  expect(tunnel).toMatchObject({ statusLine: null, status: null, headers: [] })
  expect(tunnel.end.kind === 'overlong' && tunnel.end.bytesRead).toBeGreaterThanOrEqual(1024 * 1024)
})

test('a line that the bound cut is not taken for one without a colon', async () => {
  const line = `${'x'.repeat(300_000)}: y\r\n`
  expect(await answeredBy(`HTTP/1.1 200 OK\r\n${line.repeat(5)}`)).not.toHaveProperty('oddLines')
  expect(await answeredBy(`HTTP/1.1 200 OK\r\nfoo bar\r\n${line.repeat(5)}`)).toMatchObject({
    oddLines: [{ line: 'foo bar' }],
  })
})

test('a proxy that resets', async () => {
  expect((await answeredBy('', 'reset')).end).toEqual({ kind: 'reset' })
})

test('a proxy that never answers', async () => {
  const { tunnel } = await tunnelVia(await rawServer(() => {}), { limitMs: 30 })
  expect(tunnel.end).toEqual({ kind: 'timeout', afterMs: 30 })
})
