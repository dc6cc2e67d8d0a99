import { existsSync, readFileSync, statSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { type PeerCertificate, type TLSSocket, connect as tlsConnect } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { type ScenarioName, scenarios, startScenario } from '../../src/demo/scenarios.ts'
import type { RunningScenario } from '../../src/demo/world.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

let running: RunningScenario | null = null

afterEach(async () => {
  await running?.close()
  running = null
})

describe('every scenario', () => {
  test.skipIf(lacksUnix !== null).each(Object.keys(scenarios) as ScenarioName[])(
    `%s writes a kubeconfig for the user alone and takes it away${inTitle(lacksUnix)}`,
    async (name) => {
      const { kubeconfigPath, close } = await start(name)
      expect(statSync(kubeconfigPath).mode & 0o777).toBe(0o600)
      await close()
      expect(existsSync(kubeconfigPath)).toBe(false)
    },
  )

  test.each(Object.keys(scenarios) as ScenarioName[])('%s unsets the proxy variables of the user', async (name) => {
    const { environment } = await start(name)
    expect(environment).toMatchObject({ HTTPS_PROXY: undefined, https_proxy: undefined, NO_PROXY: undefined })
  })
})

describe('golden', () => {
  test('its proxy answers CONNECT with 200 although nothing listens at the server', async () => {
    const cluster = clusterOf(await start('golden'))
    await expect(dial(cluster.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect((await throughProxy(cluster)).statusLine).toBe('HTTP/1.1 200 OK')
  })

  test('the leaf names the address as a DNS name and comes from egress-proxy', async () => {
    const cluster = clusterOf(await start('golden'))
    const { certificate } = await handshake((await throughProxy(cluster)).socket)
    expect(certificate.subjectaltname).toBe('DNS:127.0.0.1')
    expect(certificate.subject).toEqual({ CN: '127.0.0.1' })
    expect(certificate.issuer).toEqual({ O: 'Example Egress', CN: 'egress-proxy' })
  })

  test('with verification off the answer is the 503 whose body kubectl drops', async () => {
    const cluster = clusterOf(await start('golden'))
    const { socket } = await handshake((await throughProxy(cluster)).socket)
    expect(await get('/version', socket)).toMatchObject({
      status: 503,
      body: 'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: Connection refused',
    })
  })

  test('a CONNECT to an impossible name is answered with a certificate for it', async () => {
    const cluster = clusterOf(await start('golden'))
    const { certificate } = await handshake((await throughProxy(cluster, 'x4711.invalid:443')).socket)
    expect(certificate.subjectaltname).toBe('DNS:x4711.invalid')
  })
})

describe('the API server', () => {
  test('asks for client certificates of the cluster CA and shows version to anyone', async () => {
    const { port } = clusterOf(await start('healthy'))
    const { socket, certificate } = await handshake(await dial(port))
    expect(certificate.subject).toEqual({ CN: 'kube-apiserver' })
    const { status, headers } = await get('/version', socket)
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'cache-control': 'no-cache, private', 'content-type': 'application/json' })
    expect(headers['audit-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers['x-kubernetes-pf-flowschema-uid']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('forbids the API to anonymous callers with a Status', async () => {
    const { port } = clusterOf(await start('healthy'))
    const { status, body } = await get('/api', (await handshake(await dial(port))).socket)
    expect(status).toBe(403)
    expect(JSON.parse(body)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'forbidden: User "system:anonymous" cannot get path "/api"',
      reason: 'Forbidden',
      details: {},
      code: 403,
    })
  })

  test('refuses a token that it does not know', async () => {
    const { port } = clusterOf(await start('healthy'))
    const { status, headers } = await get('/api', (await handshake(await dial(port))).socket, 'Bearer wrong')
    expect(status).toBe(401)
    expect(headers['x-kubernetes-pf-flowschema-uid']).toBeUndefined()
  })

  test('lists nothing for the token of the kubeconfig', async () => {
    const cluster = clusterOf(await start('healthy'))
    const socket = (await handshake(await dial(cluster.port))).socket
    const { status, body } = await get('/api/v1/namespaces/default/pods?limit=500', socket, `Bearer ${cluster.token}`)
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ kind: 'PodList', items: [] })
  })
})

test('a transparent interceptor makes a certificate for whatever name is asked for', async () => {
  const { port } = clusterOf(await start('intercepted-transparently'))
  expect((await handshake(await dial(port))).certificate.subjectaltname).toBe('DNS:127.0.0.1')
  expect((await handshake(await dial(port), 'x4711.invalid')).certificate.subjectaltname).toBe('DNS:x4711.invalid')
})

test('a refusing proxy says 403', async () => {
  expect((await throughProxy(clusterOf(await start('proxy-refusing')))).statusLine).toBe('HTTP/1.1 403 Forbidden')
})

test('a tunnelling proxy says 503 when the server is down', async () => {
  expect((await throughProxy(clusterOf(await start('upstream-refused')))).statusLine).toBe(
    'HTTP/1.1 503 Service Unavailable',
  )
})

async function start(name: ScenarioName): Promise<RunningScenario> {
  running = await startScenario(name, nodeSystem())
  return running
}

interface Cluster {
  readonly port: number
  readonly proxyPort: number | null
  readonly token: string
}

function clusterOf({ kubeconfigPath }: RunningScenario): Cluster {
  const text = readFileSync(kubeconfigPath, 'utf8')
  const proxy = /proxy-url: http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
  return {
    port: Number(/server: https:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]),
    proxyPort: proxy === undefined ? null : Number(proxy),
    token: /token: (\w+)/.exec(text)?.[1] ?? '',
  }
}

function dial(port: number): Promise<import('node:net').Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', reject)
  })
}

async function throughProxy(cluster: Cluster, authority = `127.0.0.1:${cluster.port}`) {
  const socket = await dial(cluster.proxyPort ?? 0)
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
  const [chunk] = await new Promise<[Buffer]>((resolve) => socket.once('data', (data: Buffer) => resolve([data])))
  return { socket, statusLine: chunk.toString('latin1').split('\r\n')[0] }
}

function handshake(socket: import('node:net').Socket, servername?: string) {
  return new Promise<{ socket: TLSSocket; certificate: PeerCertificate }>((resolve, reject) => {
    const named = servername === undefined ? {} : { servername }
    const tls = tlsConnect({ socket, rejectUnauthorized: false, ...named }, () => {
      resolve({ socket: tls, certificate: tls.getPeerCertificate() })
    })
    tls.once('error', reject)
  })
}

function get(path: string, socket: TLSSocket, authorization?: string) {
  return new Promise<{ status: number | undefined; headers: import('node:http').IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const headers = authorization === undefined ? {} : { authorization }
      const asked = httpsRequest({ path, headers, createConnection: () => socket }, (response) => {
        text(response).then((body) => resolve({ status: response.statusCode, headers: response.headers, body }), reject)
      })
      asked.once('error', reject)
      asked.end()
    },
  )
}
