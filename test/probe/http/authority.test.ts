import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { expect, test } from 'vitest'
import type { ProbePlan } from '../../../src/probe/plan.ts'
import { probeAll } from '../../../src/probe/probe.ts'
import { nodeSystem } from '../../../src/system/node.ts'
import { clusterCa, listen, serverCertificate } from '../loopback.ts'
import { plan } from '../plan-builder.ts'

const system = nodeSystem()

test.each([
  ['https://node.1:6443/api', 'node.1:6443', '/api'],
  ['https://127.1/api', '127.1', '/api'],
  ['https://API.example:443/a%2Fb?c', 'API.example:443', '/a%2Fb?c'],
  ['https://[::1%25lo]:6443', '[::1%lo]:6443', '/'],
])('HTTP/2 asks %s of %s', async (url, authority, target) => {
  const { seen, http } = await asked(url, 'h2')
  expect(seen).toEqual([`:authority ${authority} ${target}`])
  expect(http).toMatchObject([{ protocol: 'h2', status: 200 }])
})

test.each([
  ['https://node.1:6443/api', 'node.1:6443', '/api'],
  ['https://127.1/api', '127.1', '/api'],
  ['https://API.example:443/a%2Fb?c', 'API.example:443', '/a%2Fb?c'],
  // Models removeZone of net/http: a zone means nothing to others.
  ['https://[::1%25lo]:6443', '[::1]:6443', '/'],
  ['https://[::1%25a%20b]:6443', '', '/'],
])('HTTP/1.1 asks %s of %j', async (url, authority, target) => {
  const { seen, http } = await asked(url, 'http/1.1')
  expect(seen).toEqual([`host ${authority} ${target}`])
  expect(http).toMatchObject([{ protocol: 'http/1.1', status: 200 }])
})

test('HTTP/2 asks nothing of a host that no field can name', async () => {
  const { seen, http } = await asked('https://[::1%25a%20b]:6443', 'h2')
  expect(seen).toEqual([])
  expect(http).toMatchObject([{ status: null, end: { kind: 'failed', message: 'http2: invalid Host header' } }])
})

test.each(['h2', 'http/1.1'] as const)(
  '%s: a redirect is followed on the same connection, under the name that it writes',
  async (protocol) => {
    const { seen, http } = await asked('https://node.1:6443/a/b', protocol, '//NODE.1:6443/c')
    const field = protocol === 'h2' ? ':authority' : 'host'
    expect(seen).toEqual([`${field} node.1:6443 /a/b`, `${field} NODE.1:6443 /c`])
    expect(http.map(({ request, status }) => [request.url, status])).toEqual([
      ['https://node.1:6443/a/b', 302],
      ['https://NODE.1:6443/c', 200],
    ])
  },
)

/** What a server is asked for that URL, whatever it names; its first answer is a redirect where one is given. */
async function asked(url: string, protocol: 'h2' | 'http/1.1', location: string | null = null) {
  const seen: string[] = []
  const answer = (request: Http2ServerRequest, response: Http2ServerResponse) => {
    const field = request.httpVersionMajor === 2 ? ':authority' : 'host'
    seen.push(`${field} ${request.headers[field] ?? ''} ${request.url}`)
    const redirects = location !== null && seen.length === 1
    response.writeHead(redirects ? 302 : 200, redirects ? { location } : {})
    response.end()
  }
  const identity = { key: serverCertificate.keyPem, cert: serverCertificate.pem + clusterCa.pem }
  const server = createSecureServer({ ...identity, allowHTTP1: true }, answer)
  const changes: Partial<ProbePlan> = {
    requests: [{ method: 'GET', url, purpose: 'the request', accept: '*/*' }],
    // Only a WebSocket does without HTTP/2.
    ...(protocol === 'h2' ? {} : { websocket: true }),
  }
  const { transcripts } = await probeAll(plan(await listen(server), changes), system.monotonicMs(), system)
  return { seen, http: transcripts[0]?.walks[0]?.http ?? [] }
}
