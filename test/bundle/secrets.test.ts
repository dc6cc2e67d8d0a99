import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { clientCertificate, clusterCa, listen, otherCa, serverCertificate } from '../probe/loopback.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
const FORMATS = ['text', 'wide', 'json', 'yaml', 'markdown', 'html'] as const

/** All of them are found by this, plain; Basic authentication's form is looked for besides. */
const MARK = 'sEcReT'
const secret = (name: string) => `${MARK}-${name}-0123456789`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

describe('no format and no error shows a secret', () => {
  test.each(FORMATS)('%s: a token, before a server that repeats it', async (format) => {
    const { port, seen } = await echoingServer()
    const output = await doctor({ port, user: { token: secret('token') } }, ['-o', format])
    expect(seen().join()).toContain(secret('token'))
    expectNone(output)
  })

  test.each(FORMATS)('%s: a password, before a server that repeats it', async (format) => {
    const { port } = await echoingServer()
    expectNone(await doctor({ port, user: { username: 'jane', password: secret('password') } }, ['-o', format]))
  })

  test.each(FORMATS)('%s: a client key', async (format) => {
    const { port } = await echoingServer()
    const user = {
      'client-certificate-data': base64(clientCertificate.pem),
      'client-key-data': base64(clientCertificate.keyPem),
    }
    const output = await doctor({ port, user }, ['-o', format])
    for (const line of clientCertificate.keyPem.trim().split('\n').slice(1, -1)) expect(output).not.toContain(line)
    expect(output).not.toContain(base64(clientCertificate.keyPem).slice(0, 80))
  })

  test.skipIf(lacksUnix !== null).each(FORMATS)(
    `%s: what a credential plugin prints, says and is told${inTitle(lacksUnix)}`,
    async (format) => {
      const { port } = await echoingServer()
      const command = join(folder, 'plugin')
      const credential = {
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: secret('plugin') },
      }
      writeFileSync(command, `#!/bin/sh\necho ${secret('stderr')} >&2\necho '${JSON.stringify(credential)}'\n`)
      chmodSync(command, 0o755)
      const exec = {
        apiVersion: credential.apiVersion,
        command,
        args: [secret('argument')],
        env: [{ name: 'X', value: secret('variable') }],
        interactiveMode: 'Never',
      }
      expectNone(await doctor({ port, user: { exec } }, ['-o', format]))
    },
  )

  test.each(FORMATS)('%s: the password of a proxy that repeats it', async (format) => {
    const port = await echoingProxy()
    const cluster = { 'proxy-url': `http://jane:${secret('proxy')}@127.0.0.1:${port}` }
    expectNone(await doctor({ port: 1, cluster, user: {} }, ['-o', format]))
  })

  test.each([
    ...['http://u:%@192.0.2.1:1', 'u:%@192.0.2.1:1', 'HTTP://u:%@192.0.2.1:1', 'http:/u:%@192.0.2.1', '"http://u:%@h"'],
    ...['http://u:%%zz@192.0.2.1', 'http://u:%/x@h', 'http://u:x/%@h', 'http://u:x#%@h', 'http://u:x?%@h', '//u:%@h'],
    ...['http://u:x@%@h', 'http://u:x %@h', 'socks5://u:%@h', 'https://u:%@h', 'http://:%@h', ' http://u:%@h ', 'u:%@'],
    ...['http://u:%@h, http://v:%@h', 'http;//u:%@h', 'https_proxy=http://u:%@h', 'http//u:%@h', 'http://D\\u:%@h'],
    ...['http://u%3A%@h'],
  ])('a proxy variable or proxy-url %s', async (template) => {
    const value = template.replaceAll(/%(?!3A|zz)/g, secret('proxy'))
    const env = { HTTPS_PROXY: value, http_proxy: value, ALL_PROXY: value }
    for (const cluster of [{}, { 'proxy-url': value }]) {
      expectNone(await doctor({ host: '192.0.2.1', port: 1, cluster, user: {} }, ['paths', '-o', 'json'], env))
    }
  })

  test.each([
    ['--token=%'],
    ['--username=u', '--password', '%'],
    ['--server=https://u:%@127.0.0.1:1'],
    ['--server=u:%@127.0.0.1:1/a/b'],
    ['--tokn=%'],
    ['-token=%'],
    ['--via=u:%@h'],
    ['--via=http://u:%@h:x'],
    ['--endpoint=u:%@h'],
    ['--only=http-proxy@u:%@h'],
    ['--token=%', '--', 'get', 'pods', '--token=other'],
    ['--', 'auth', 'can-i', '--', 'get', 'pods', '--token=%'],
    ['--', 'get', 'pods', '--token=%'],
  ])('flags %j %j %j', async (...flags) => {
    const args = flags.map((flag) => String(flag).replace('%', secret('flag')))
    expectNone(await doctor({ port: 1, user: {} }, ['-o', 'json', ...args]))
  })
})

describe('no credential leaves on a path that does not verify', () => {
  const user = { token: secret('token'), 'client-certificate-data': base64(clientCertificate.pem) }

  test.each([
    ['another authority', { 'certificate-authority-data': base64(otherCa.pem) }],
    ['another name', { 'tls-server-name': 'other.example' }],
    ['no verification', { 'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true }],
  ])('%s', async (_, cluster) => {
    const { port, seen } = await echoingServer()
    const withKey = { ...user, 'client-key-data': base64(clientCertificate.keyPem) }
    await doctor({ port, cluster, user: withKey }, ['--timeout=10s'])
    expect(seen().length).toBeGreaterThan(0)
    expect(seen().filter((each) => each !== 'nothing')).toEqual([])
  })

  test('http://', async () => {
    const seen: string[] = []
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization ?? 'nothing')
      response.end('{}')
    })
    const port = await listen(server)
    await doctor({ port, user: { token: secret('token') } }, [`--server=http://127.0.0.1:${port}`])
    expect(new Set(seen)).toEqual(new Set(['nothing']))
  })

  test('a redirect to another origin', async () => {
    const elsewhere = await echoingServer()
    const { port, seen } = await echoingServer(`https://127.0.0.1:${elsewhere.port}/`)
    await doctor({ port, user: { token: secret('token') } }, [])
    expect(seen().join()).toContain(secret('token'))
    expect(new Set(elsewhere.seen())).toEqual(new Set(['nothing']))
  })

  test.skipIf(lacksUnix !== null)(
    `--send-credentials never: neither token nor plugin${inTitle(lacksUnix)}`,
    async () => {
      const { port, seen } = await echoingServer()
      const command = join(folder, 'plugin')
      writeFileSync(command, `#!/bin/sh\ntouch ${folder}/ran\n`)
      chmodSync(command, 0o755)
      const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' }
      for (const one of [{ token: secret('token') }, { exec }]) {
        await doctor({ port, user: one }, ['--send-credentials', 'never'])
      }
      expect(seen().filter((each) => each !== 'nothing')).toEqual([])
      expect((await import('node:fs')).existsSync(join(folder, 'ran'))).toBe(false)
    },
  )
})

/** Says 401 and everything that it was sent, in every place. `seen`: what each request carried. */
async function echoingServer(location?: string) {
  const seen: string[] = []
  const server = createHttpsServer(
    {
      key: serverCertificate.keyPem,
      cert: serverCertificate.pem,
      ca: clusterCa.pem,
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request: IncomingMessage, response) => {
      const sent = request.headers.authorization ?? ''
      const certificate = (request.socket as import('node:tls').TLSSocket).getPeerCertificate()
      seen.push([sent, certificate.subject === undefined ? '' : 'a certificate'].join('') || 'nothing')
      const decoded = Buffer.from(sent.split(' ')[1] ?? '', 'base64').toString()
      response.writeHead(location === undefined ? 401 : 307, `No ${sent}`, {
        'x-echo': sent,
        'set-cookie': `a=${secret('cookie')}`,
        ...(location === undefined ? {} : { location: `${location}?code=${secret('code')}` }),
      })
      response.end(`you sent ${sent} ${decoded}`)
    },
  )
  return { port: await listen(server), seen: () => seen }
}

function echoingProxy(): Promise<number> {
  const server = createServer()
  server.on('connect', (request, socket) => {
    const sent = request.headers['proxy-authorization'] ?? ''
    const decoded = Buffer.from(sent.split(' ')[1] ?? '', 'base64').toString()
    socket.end(
      `HTTP/1.1 407 No ${sent}\r\nX-Echo: ${sent}\r\nSet-Cookie: ${secret('cookie')}\r\n\r\n${sent} ${decoded}`,
    )
  })
  return listen(server)
}

interface Setup {
  readonly host?: string
  readonly port: number
  readonly cluster?: object
  readonly user: object
}

/** Everything that the built program writes; no kubectl is run. */
function doctor(setup: Setup, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const file = join(folder, 'kubeconfig')
  const cluster = {
    server: `https://${setup.host ?? '127.0.0.1'}:${setup.port}`,
    'certificate-authority-data': base64(clusterCa.pem),
    ...setup.cluster,
  }
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters: [{ name: 'c', cluster }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: setup.user }],
  }
  writeFileSync(file, JSON.stringify(kubeconfig))
  const paths = args[0] === 'paths' ? ['paths'] : []
  const given = [...paths, '--kubectl-version=v1.34', ...args.slice(paths.length)]
  const environment = { PATH: process.env.PATH ?? '', HOME: folder, KUBECONFIG: file, ...env }
  return new Promise((resolve) => {
    execFile(process.execPath, [BUILT, ...given], { env: environment, maxBuffer: 1e8 }, (_, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`),
    )
  })
}

function expectNone(output: string): void {
  expect(output.length).toBeGreaterThan(20)
  expect(output).not.toContain(MARK)
  for (const name of ['password', 'proxy']) expect(output).not.toContain(base64(`jane:${secret(name)}`))
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
