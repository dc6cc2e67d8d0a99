import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../src/lib/secret.ts'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { apiServer } from './api-server.ts'
import { rawServer, serverChain, tlsServer } from './loopback.ts'
import { host, path, plan, proxyAt, target } from './plan-builder.ts'

const system = nodeSystem()
const probe = (what: Parameters<typeof probeAll>[0]) => probeAll(what, system.monotonicMs(), system)

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

test('an http:// server is asked for through a plain proxy by its whole URL', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const proxy = await rawServer((socket) => {
    socket.once('data', (head: Buffer) => {
      resolve(head.toString('latin1'))
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    })
  })
  const endpoint = { ...proxyAt(proxy), credentials: { username: 'u', password: new Secret('p') } }
  const url = `http://${host}:80/api`
  const { transcripts } = await probe(
    plan(80, {
      target: target(80, 'http'),
      paths: [path(80, endpoint)],
      requests: [{ method: 'GET', url, purpose: 'the request', accept: '*/*' }],
    }),
  )
  const head = await promise
  // The port stays as it is written, as kubectl leaves it.
  expect(head).toMatch(/^GET http:\/\/127\.0\.0\.1:80\/api HTTP\/1\.1\r\nHost: 127\.0\.0\.1:80\r\n/)
  expect(head.toLowerCase()).toContain('proxy-authorization: basic dtpw\r\n')
  expect(transcripts[0]?.walks[0]).toMatchObject({ tunnel: null, tls: null, http: [{ status: 200 }] })
})

test('through a SOCKS proxy the same server shows the same chain', async () => {
  const port = await apiServer('h2')
  const proxy = await rawServer((socket) => {
    socket.once('data', () => {
      socket.write(Uint8Array.of(5, 0))
      socket.once('data', () => {
        const upstream = connect(port, host, () => {
          socket.write(Uint8Array.of(5, 0, 0, 1, 192, 0, 2, 1, 0, 80))
          socket.pipe(upstream).pipe(socket)
        })
        upstream.on('error', () => socket.destroy())
      })
    })
  })
  const { transcripts } = await probe(plan(port, { paths: [path(port, proxyAt(proxy, 'socks5'))] }))
  const [walk] = transcripts[0]?.walks ?? []
  expect(walk?.tunnel).toMatchObject({
    kind: 'socks5',
    target: `${host}:${port}`,
    proxyAddress: `${host}:${proxy}`,
    end: { kind: 'connected' },
  })
  expect(walk?.tls?.certificates).toEqual(serverChain)
  expect(walk?.http).toMatchObject([{ status: 401 }])
})

/** A system whose `ssh` is this script; it finds its arguments in `$@`. */
function systemWithSsh(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-ssh-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'ssh'), 0o755)
  return { folder, system: { ...system, env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } } }
}

const pipeTo = (port: number) =>
  `const s = require("net").connect(${port}, "127.0.0.1"); process.stdin.pipe(s).pipe(process.stdout)`

test.skipIf(lacksUnix !== null)(`through ssh, which is never asked to ask${inTitle(lacksUnix)}`, async () => {
  const port = await apiServer('http/1.1')
  const { folder, system: withSsh } = systemWithSsh(
    `echo "$@" > "$(dirname "$0")/args"\nexec '${process.execPath}' -e '${pipeTo(port)}'`,
  )
  const jump = { ...proxyAt(2222, 'ssh'), host: 'jump.example', credentials: { username: 'jane', password: null } }
  const { transcripts } = await probeAll(plan(port, { paths: [path(port, jump)] }), system.monotonicMs(), withSsh)
  const [walk] = transcripts[0]?.walks ?? []
  expect(walk?.tunnel).toEqual({ kind: 'ssh', end: { kind: 'connected' } })
  expect(walk?.tls?.certificates).toEqual(serverChain)
  expect(walk?.http).toMatchObject([{ status: 401 }])
  const args = withSsh.readFile(join(folder, 'args'))
  expect(args.ok && new TextDecoder().decode(args.bytes)).toBe(
    `-W ${host}:${port} -o BatchMode=yes -o ConnectTimeout=5 -p 2222 -- jane@jump.example\n`,
  )
})

test.skipIf(lacksUnix !== null)(`an ssh that fails says why${inTitle(lacksUnix)}`, async () => {
  const { system: withSsh } = systemWithSsh('echo "jane@jump.example: Permission denied (publickey)." >&2; exit 255')
  const { transcripts } = await probeAll(
    plan(1, { paths: [path(1, proxyAt(22, 'ssh'))] }),
    system.monotonicMs(),
    withSsh,
  )
  const [walk] = transcripts[0]?.walks ?? []
  expect(walk?.tunnel).toEqual({
    kind: 'ssh',
    end: { kind: 'failed', stderr: 'jane@jump.example: Permission denied (publickey).' },
  })
  expect(walk?.stages.find(({ name }) => name === 'proxy')?.status).toBe('failed')
  expect(walk?.tls).toBeNull()
})

test('a machine without ssh', async () => {
  const without = { ...system, env: { PATH: '/nowhere' } }
  const { transcripts } = await probeAll(
    plan(1, { paths: [path(1, proxyAt(22, 'ssh'))] }),
    system.monotonicMs(),
    without,
  )
  expect(transcripts[0]?.walks[0]?.tunnel).toEqual({
    kind: 'ssh',
    end: { kind: 'failed', stderr: 'spawn ssh ENOENT' },
  })
})
