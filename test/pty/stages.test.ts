import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAuthority } from '../../src/demo/authority.ts'
import { unshareArguments, whatIsMissingFor } from '../lab/needs.ts'
import { inTitle, lacksLoopbackRange, lacksUnix } from '../lacking.ts'
import { cursorIsVisible, inShell, PATIENCE, scrollback, shows, start } from './runs.ts'
import type { PtyRun } from './terminal.ts'

vi.setConfig(PATIENCE)

/** Loopback, but nobody else's: what is closed there stays closed. */
const CLOSED = '127.83.11.8'

let folder: string
let servers: Server[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-stages-'))
  servers = []
})
afterEach(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(lacksUnix !== null)(
  `Ctrl-C ends the run at each stage with what was found, and leaves the terminal as it was${inTitle(lacksUnix)}`,
  () => {
    const missing = whatIsMissingFor('transparent')
    const shown = missing === null ? '' : ` (missing: ${missing})`

    test.skipIf(missing !== null)(`dns: a name server that is silent${shown}`, async () => {
      const run = inSilentNetwork(kubeconfig('https://api.example:6443'))
      await endsWell(run, 'waits for the answer of the name server')
    })

    test.skipIf(missing !== null)(`tcp: packets that are dropped${shown}`, async () => {
      const run = inSilentNetwork(kubeconfig('https://192.0.2.10:6443'))
      await endsWell(run, 'waits for the connection to be taken')
    })

    test.skipIf(lacksLoopbackRange !== null)(
      `proxy: one that does not answer CONNECT${inTitle(lacksLoopbackRange)}`,
      async () => {
        const proxy = await listening(createServer((socket) => socket.on('error', () => {})))
        const closed = await portThatIsClosed()
        const run = started(kubeconfig(`https://${CLOSED}:${closed}`), ['--via', `http://127.0.0.1:${proxy}`])
        // kubectl's own path has told already.
        await endsWell(run, "waits for the proxy's answer", 'FAILING')
      },
    )

    test('tls: a server that does not answer the hello', async () => {
      const port = await listening(createServer((socket) => socket.on('error', () => {})))
      await endsWell(started(kubeconfig(`https://127.0.0.1:${port}`)), "waits for the server's part of the handshake")
    })

    test('http: a server that does not answer the request', async () => {
      const { keyPem: key, pem: cert } = createAuthority({ commonName: 'silent' }, new Date())
      const port = await listening(createTlsServer({ key, cert }, (socket) => socket.on('error', () => {})))
      // Its certificate was refused before.
      await endsWell(started(kubeconfig(`https://127.0.0.1:${port}`)), 'waits for the answer to the request', 'FAILING')
    })
  },
)

async function endsWell(run: PtyRun, waits: string, found = 'UNFINISHED'): Promise<void> {
  await shows(run, waits)
  run.press('\u0003')
  expect(await run.ended).toBe(130)
  expect(run.alternate()).toBe(false)
  expect(cursorIsVisible(run)).toBe(true)
  expect(scrollback(run)).toContain(found)
}

function started(config: string, more: readonly string[] = []): PtyRun {
  return start(['--kubeconfig', config, '--no-observe', '--exclude', 'system,tool', ...more], { columns: 120 })
}

/** A network of its own, in which every packet is lost. */
function inSilentNetwork(config: string): PtyRun {
  const resolver = join(folder, 'resolv.conf')
  writeFileSync(resolver, 'nameserver 192.0.2.53\n')
  const script = [
    'PATH="$PATH:/usr/sbin:/sbin"',
    'ip link set lo up',
    'ip addr add 192.0.2.10/32 dev lo',
    'ip addr add 192.0.2.53/32 dev lo',
    'iptables -A INPUT -d 192.0.2.0/24 -j DROP',
    `mount --bind ${resolver} /etc/resolv.conf`,
    `exec ${inShell(['--kubeconfig', config, '--no-observe', '--exclude', 'system,tool'])}`,
  ].join(' && ')
  return start([], { columns: 120, shell: `exec unshare ${unshareArguments().join(' ')} -- sh -c '${script}'` })
}

function kubeconfig(server: string): string {
  const file = join(folder, 'config')
  const context = { cluster: 'silent', user: 'silent' }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'silent',
    clusters: [{ name: 'silent', cluster: { server } }],
    users: [{ name: 'silent', user: { token: 'made-up' } }],
    contexts: [{ name: 'silent', context }],
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return (server.address() as AddressInfo).port
}

async function portThatIsClosed(): Promise<number> {
  const server = createServer()
  const port = await listening(server, CLOSED)
  await new Promise((resolve) => server.close(resolve))
  return port
}
