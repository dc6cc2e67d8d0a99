import { createServer as createHttpServer } from 'node:http'
import { expect, test } from 'vitest'
import { kubectlPath } from '../../src/paths/index.ts'
import type { Elsewhere, ProbePlan } from '../../src/probe/plan.ts'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { redirectedServer, redirectedTarget } from '../../src/target/redirected.ts'
import { listen, tlsServer } from './loopback.ts'
import { credentials, plan, target } from './plan-builder.ts'

const system = nodeSystem()

test('a redirect to another server is followed without any credential, and its query is not kept', async () => {
  const { seen, onward } = await redirected({ credentials: Promise.resolve(credentials) })
  // Once by the anonymous walk, once by that with credentials.
  expect(seen).toEqual(['GET /in?code=secret none', 'GET /in?code=secret none'])
  expect(onward?.server).toMatchObject({ scheme: 'http', host: '127.0.0.1' })
  expect(onward?.walk).toMatchObject({ carried: [], tls: null })
  expect(onward?.walk.http).toMatchObject([
    { request: { purpose: 'where the redirect leads' }, status: 200, carried: [], end: { kind: 'complete' } },
  ])
  expect(onward?.walk.http[0]?.request.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/in\?REDACTED$/)
  expect(JSON.stringify(onward)).not.toContain('secret')
})

test.each([
  ['of a peer that kubectl does not accept', { mayAuthenticate: () => false }],
  ['to what kubectl does not speak with', { elsewhere: () => null }],
])('a redirect %s is not followed', async (_, changes) => {
  const { seen, onward } = await redirected(changes)
  expect([seen, onward]).toEqual([[], undefined])
})

test('nor is one on a path that kubectl does not take', async () => {
  const { seen, onward } = await redirected({}, false)
  expect([seen, onward]).toEqual([[], undefined])
})

test.each([
  [true, null],
  [false, 'a page of that server'],
])('where it is accepted: %s, what is kept of the page there is %j', async (accepted, body) => {
  const there = await tlsServer({ ALPNProtocols: ['http/1.1'] }, (socket) => {
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\na page of that server'))
  })
  const asked = plan(await redirector(`https://127.0.0.1:${there}/`), {
    credentials: Promise.resolve(credentials),
    elsewhere: (url) => elsewhere(url, () => accepted),
  })
  const { onward } = await followed(asked, true)
  expect(onward?.walk.http).toMatchObject([{ status: 200, bodyBytes: 21, body, carried: [] }])
})

async function redirected(changes: Partial<ProbePlan>, usedByKubectl = true) {
  const seen: string[] = []
  const there = await listen(
    createHttpServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'none'}`)
      response.end('{}')
    }),
  )
  const port = await redirector(`http://127.0.0.1:${there}/in?code=secret`)
  const { onward } = await followed(plan(port, { elsewhere, ...changes }), usedByKubectl)
  return { seen, onward }
}

function redirector(location: string): Promise<number> {
  return tlsServer({ ALPNProtocols: ['http/1.1'], requestCert: true, rejectUnauthorized: false }, (socket) => {
    socket.on('data', () => {
      socket.write(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`)
    })
  })
}

async function followed(asked: ProbePlan, usedByKubectl: boolean) {
  const paths = asked.paths.map((path) => ({ ...path, usedByKubectl }))
  const { transcripts } = await probeAll({ ...asked, paths }, system.monotonicMs(), system)
  return { onward: transcripts[0]?.walks.at(-1)?.onward }
}

function elsewhere(url: string, accepts: Elsewhere['accepts'] = () => false): Elsewhere | null {
  const server = redirectedServer(url)
  if (server === null) return null
  const there = redirectedTarget(target(1), server)
  return { target: there, server, path: kubectlPath(there), accepts }
}
