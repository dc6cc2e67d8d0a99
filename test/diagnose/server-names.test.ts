import { createServer } from 'node:http'
import { createSecureServer } from 'node:http2'
import { networkInterfaces } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { decodeCase, encodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { diagnose } from '../../src/diagnose.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'
import { clusterCa, listen } from '../probe/loopback.ts'
import { requestOf } from './request-of.ts'

/** Names that end in a number: none is an address to Go, and WHATWG's parser refuses the first and rewrites the others. */
const NAMES = ['node.1', '127.1', '0x7f.1']

const [loopback] =
  Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some(({ address }) => address === '::1')) ?? []

test.each(NAMES)('a server https://%s is asked, and what was seen can be kept', async (name) => {
  const certificate = issueCertificate({
    subject: { commonName: name },
    issuer: clusterCa,
    sans: [{ type: 'dns', value: name }],
    extKeyUsage: ['serverAuth'],
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2056-01-01T00:00:00Z'),
  })
  const asked: string[] = []
  const port = await listen(
    createSecureServer({ key: certificate.keyPem, cert: certificate.pem }, (request, response) => {
      asked.push(`${request.headers[':authority']} ${request.url}`)
      response.end('{}')
    }),
  )
  const { url, message } = await diagnosed(`https://${name}:${port}`)
  expect(url).toBe(`https://${name}:${port}/version`)
  expect(message).toBeNull()
  // Without credentials, then with them.
  expect(asked).toEqual([`${name}:${port} /version`, `${name}:${port} /version`])
})

test.each(NAMES)('a server http://%s is asked, and what was seen can be kept', async (name) => {
  const asked: string[] = []
  const port = await listen(
    createServer((request, response) => {
      asked.push(`${request.headers.host} ${request.url}`)
      response.end('{}')
    }),
  )
  const { message } = await diagnosed(`http://${name}:${port}`)
  expect([message, asked]).toEqual([null, [`${name}:${port} /version`]])
})

test.each(['https://t.1:1', 'https://[::1%25lo]:1', 'https://:1'])('%s can be kept as a Case', async (server) => {
  const { url } = await diagnosed(server)
  expect(url).toBe(`${server}/version`)
})

test.skipIf(loopback === undefined)(
  `a server is asked at an address with a zone${loopback === undefined ? ' (no loopback device has ::1)' : ''}`,
  async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.headers.host} ${request.url}`)
      response.end('{}')
    })
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { url, message } = await diagnosed(`http://[::1%25${loopback}]:${port}`)
    expect(url).toBe(`http://[::1%25${loopback}]:${port}/version`)
    expect([message, asked]).toEqual([null, [`[::1]:${port} /version`]])
  },
)

async function diagnosed(server: string) {
  const hosts = NAMES.map((name) => `127.0.0.1 ${name}\n`).join('')
  const files = { '/etc/hosts': hosts, '/etc/resolv.conf': 'nameserver 127.0.0.1\n', '/ca.crt': clusterCa.pem }
  const system = { ...fakeSystem({ files }), monotonicMs: nodeSystem().monotonicMs }
  const request = requestOf(
    ...['--no-observe', '--no-canaries', '-s', server, '--certificate-authority=/ca.crt', '--token=t'],
    ...['--', 'get', '--raw', '/version'],
  )
  const { signal } = new AbortController()
  const subject = await diagnose(request, { signal, onEvent: () => {} }, system)
  const read = decodeCase(encodeCase(subject))
  if (!read.ok) throw new Error(read.problem)
  return { url: read.case.requests[0]?.url, message: reportOf(read.case).kubectl.predicted.message }
}
