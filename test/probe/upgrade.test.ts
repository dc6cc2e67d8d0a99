import { expect, test } from 'vitest'
import type { ProbePlan } from '../../src/probe/plan.ts'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { tlsServer } from './loopback.ts'
import { credentials, plan } from './plan-builder.ts'

const system = nodeSystem()
const upgrade = {
  method: 'GET',
  url: 'https://api.example/api/v1/namespaces/default/pods?watch=true&timeoutSeconds=1',
  purpose: 'whether an upgrade gets through',
  accept: 'application/json',
} as const

test('WebSocket is asked for on HTTP/1.1 and with credentials, and the answer ends with its head', async () => {
  const heads: string[] = []
  const { transcript } = await probed(heads, (head) =>
    /\nupgrade: websocket/i.test(head) ? 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n' : OK,
  )
  expect(transcript?.upgrade).toMatchObject({
    request: { method: upgrade.method, url: upgrade.url, purpose: upgrade.purpose },
    protocol: 'http/1.1',
    status: 101,
    carried: ['client-certificate', 'token', 'impersonation'],
    end: { kind: 'complete' },
  })
  const [asked = ''] = heads.filter((head) => /upgrade: websocket/i.test(head))
  expect(asked).toMatch(/^GET \/api\/v1\/namespaces\/default\/pods\?watch=true&timeoutSeconds=1 HTTP\/1\.1\r\n/)
  expect(asked).toMatch(/\r\nconnection: Upgrade\r\n/i)
  expect(asked).toMatch(/\r\norigin: https:\/\/api\.example\r\n/i)
  expect(asked).toMatch(/\r\nsec-websocket-key: [A-Za-z0-9+/]{22}==\r\n/i)
  expect(asked).toMatch(/\r\nauthorization: Bearer the-token\r\n/i)
})

test('a server that holds the line is waited for no longer than the bound', async () => {
  const bounds = { dialMs: 5000, tlsMs: 5000, connectMs: 5000, httpMs: 40 }
  const { transcript } = await probed([], (head) => (/upgrade: websocket/i.test(head) ? '' : OK), { bounds })
  expect(transcript?.upgrade).toMatchObject({ status: null, end: { kind: 'timeout', afterMs: 40 } })
})

test.each([
  ['where kubectl does not accept the peer', { mayAuthenticate: () => false }],
  ['where no credential is to be sent', { credentials: Promise.resolve(null) }],
  ['where the command needs no upgrade', { upgrade: null }],
])('it is not asked for %s', async (_, changes) => {
  const heads: string[] = []
  const { transcript } = await probed(heads, () => OK, changes)
  expect(transcript?.upgrade).toBeUndefined()
  expect(heads.filter((head) => /upgrade/i.test(head))).toEqual([])
})

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'

async function probed(heads: string[], says: (head: string) => string, changes: Partial<ProbePlan> = {}) {
  const port = await tlsServer(
    { ALPNProtocols: ['http/1.1'], requestCert: true, rejectUnauthorized: false },
    (socket) => {
      socket.on('data', (data: Buffer) => {
        heads.push(data.toString('latin1'))
        socket.write(says(data.toString('latin1')))
      })
    },
  )
  const asked = plan(port, { credentials: Promise.resolve(credentials), upgrade, ...changes })
  const { transcripts } = await probeAll(asked, system.monotonicMs(), system)
  return { transcript: transcripts[0] }
}
