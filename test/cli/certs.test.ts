import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTitle, lacksUnix } from '../lacking.ts'
import { clusterCa, serverLeaf } from '../scenarios/certificates.ts'
import { TempWorld } from './temp-world.ts'

const server = createServer({ key: serverLeaf.keyPem, cert: serverLeaf.pem + clusterCa.pem })
const requests: string[] = []
let world: TempWorld
let port = 0
beforeAll(async () => {
  world = new TempWorld()
  server.on('secureConnection', (socket) => socket.on('data', (data) => requests.push(data.toString('latin1'))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  world.remove()
  server.close()
})

test('shows what a server presents, after a handshake and nothing more', async () => {
  const { code, out, err } = await world.run(['certs', `127.0.0.1:${port}`])
  expect([code, err]).toEqual([0, ''])
  expect(out.split('\n').slice(0, 5)).toEqual([
    `▸ direct to 127.0.0.1:${port}`,
    '  0. CN=kube-apiserver',
    '     issuer      CN=kubernetes',
    '     names       DNS:kubernetes, DNS:kubernetes.default.svc,',
    '                 DNS:api.lab.example, IP:192.0.2.10',
  ])
  expect(out).toContain('  1. CN=kubernetes\n')
  expect(requests).toEqual([])
})

test('as PEM is the chain as presented', async () => {
  const { out } = await world.run(['certs', `https://127.0.0.1:${port}/`, '-o', 'pem'])
  expect(out).toBe(serverLeaf.pem + clusterCa.pem)
})

test('says where it ended when nobody is there', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port: free } = closed.address() as AddressInfo
  closed.close()
  await once(closed, 'close')
  const { code, out } = await world.run(['certs', `127.0.0.1:${free}`])
  expect(code).toBe(1)
  expect(out).toBe(`▸ direct to 127.0.0.1:${free}\n  no certificate: tcp: 127.0.0.1:${free}: ECONNREFUSED\n`)
})

test('shows a file and standard input', async () => {
  const file = world.write('ca.der', clusterCa.der)
  expect((await world.run(['certs', file, '-o', 'pem'])).out).toBe(clusterCa.pem)
  const { out } = await world.run(['certs', '-', '-o', 'json'], clusterCa.pem)
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: '1',
    kind: 'Certificates',
    chains: [{ from: 'standard input (pem)', path: null, problem: null, certificates: [{ subject: 'CN=kubernetes' }] }],
  })
})

test.skipIf(lacksUnix !== null)(
  `shows a kubeconfig's authorities and client certificates, entry by entry, and no key${inTitle(lacksUnix)}`,
  async () => {
    const data = (text: string) => Buffer.from(text).toString('base64')
    const file = world.write(
      'config',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          { name: 'a', cluster: { server: 'https://192.0.2.1', 'certificate-authority-data': data(clusterCa.pem) } },
          { name: 'b', cluster: { server: 'https://192.0.2.2', 'certificate-authority': 'nothing.crt' } },
        ],
        users: [
          {
            name: 'u',
            user: { 'client-certificate-data': data(serverLeaf.pem), 'client-key-data': data(serverLeaf.keyPem) },
          },
        ],
      }),
    )
    const { code, out } = await world.run(['certs', file, '-o', 'json'])
    expect(code).toBe(0)
    expect(out).not.toContain('PRIVATE KEY')
    const chains: readonly { from: string; problem: string | null }[] = JSON.parse(out).chains
    const missing = `${world.folder}/nothing.crt`
    expect(chains.map(({ from, problem }) => [from, problem])).toEqual([
      ['cluster "a", certificate-authority-data', null],
      [`cluster "b", certificate-authority ${missing}`, `open ${missing}: no such file or directory`],
      ['user "u", client-certificate-data', null],
    ])
  },
)

test.skipIf(lacksUnix !== null).each([
  ['a file that is not there', 'nothing.pem', 'open nothing.pem: no such file or directory'],
  ['standard input without a certificate', '-', 'standard input: the file is empty'],
])(`%s is exit status 2${inTitle(lacksUnix)}`, async (_, place, message) => {
  const { code, err } = await world.run(['certs', place])
  expect(code).toBe(2)
  expect(err.split('\n')[0]).toBe(`error: ${message}`)
})
