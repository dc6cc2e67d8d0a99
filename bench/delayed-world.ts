import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApiServer } from '../src/demo/api-server.ts'
import { createAuthority, daysFrom, issueApiServerCertificate } from '../src/demo/authority.ts'
import { startConnectProxy } from '../src/demo/connect-proxy.ts'
import { kubeconfigText } from '../src/demo/kubeconfig-file.ts'
import { onlyLoopback } from '../src/demo/upstream.ts'
import { Secret } from '../src/lib/secret.ts'
import { delayingRelay } from './delaying-relay.ts'

/** What the process of a delayed world says as soon as it stands. */
export interface DelayedWorld {
  readonly folder: string
  readonly kubeconfig: string
  /** URLs of its proxies. */
  readonly via: readonly string[]
}

/** An API server on loopback and proxies to it, with the same delay before each of them. They end with the process. */
async function start(proxies: number, delayMs: number): Promise<DelayedWorld> {
  const now = new Date()
  const folder = await mkdtemp(join(tmpdir(), 'tlsdoctor-bench-'))
  const ca = createAuthority({ commonName: 'kubernetes' }, now)
  const validity = { notBefore: daysFrom(now, -30), notAfter: daysFrom(now, 335) }
  const certificate = issueApiServerCertificate(ca, validity, [{ type: 'ip', value: '127.0.0.1' }])
  const token = new Secret('bench')
  const api = await startApiServer({ host: '127.0.0.1', port: 0, certificate, clientCa: ca, token })
  const server = await delayingRelay(api, delayMs)
  const kubeconfig = join(folder, 'kubeconfig')
  const text = kubeconfigText({ server: `https://127.0.0.1:${server.port}`, ca: ca.pem, token, proxyUrl: null })
  await writeFile(kubeconfig, text, { mode: 0o600 })
  const tunnel = { kind: 'tunnel', mayDial: onlyLoopback } as const
  const tunnels = await Promise.all(Array.from({ length: proxies }, () => startConnectProxy('127.0.0.1', 0, tunnel)))
  const relays = await Promise.all(tunnels.map((one) => delayingRelay(one, delayMs)))
  return { folder, kubeconfig, via: relays.map(({ port }) => `http://127.0.0.1:${port}`) }
}

const [proxies, delayMs] = process.argv.slice(2).map(Number)
const world = await start(proxies ?? 0, delayMs ?? 0)
process.stdin.on('end', () => {
  void rm(world.folder, { recursive: true, force: true }).then(() => process.exit())
})
process.stdin.resume()
console.log(JSON.stringify(world))
