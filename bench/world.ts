import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { World } from '../src/demo/world.ts'
import { delayingRelay } from './delaying-relay.ts'

/** What is looked at in a measurement. */
export interface MeasuredWorld {
  readonly kubeconfig: string
  /** Of its API server, without a scheme. */
  readonly server: string
  /** Of the proxy that the kubeconfig names. */
  readonly proxy: string | null
  /** URLs of further proxies. */
  readonly via: readonly string[]
}

/** The golden case has a path through the proxy, one without it, and these. */
const FURTHER_PROXIES = 6

const worlds = {
  /** A server and tunnels to it, with the same delay before each of them. */
  async tunnels(world: World, delayMs: number, proxies: number): Promise<MeasuredWorld> {
    const server = new URL(await delayed(`https://127.0.0.1:${await world.apiServer()}`, delayMs)).host
    const via = await tunnels(world, delayMs, proxies)
    const cluster = { server: `https://${server}`, proxyUrl: null, ca: world.clusterCa.pem }
    return { kubeconfig: (await world.run('', cluster)).kubeconfigPath, server, proxy: null, via }
  },
  async healthy(world: World): Promise<MeasuredWorld> {
    const server = `127.0.0.1:${await world.apiServer()}`
    const cluster = { server: `https://${server}`, proxyUrl: null, ca: world.clusterCa.pem }
    return { kubeconfig: (await world.run('', cluster)).kubeconfigPath, server, proxy: null, via: [] }
  },
  async golden(world: World, delayMs: number): Promise<MeasuredWorld> {
    const server = `127.0.0.1:${await world.closedPort()}`
    const proxy = await delayed(await world.interceptingProxy(), delayMs)
    const via = await tunnels(world, delayMs, FURTHER_PROXIES)
    const cluster = { server: `https://${server}`, proxyUrl: proxy, ca: world.clusterCa.pem }
    return { kubeconfig: (await world.run('', cluster)).kubeconfigPath, server, proxy, via }
  },
} as const

async function tunnels(world: World, delayMs: number, proxies: number): Promise<readonly string[]> {
  const urls = await Promise.all(Array.from({ length: proxies }, () => world.tunnellingProxy()))
  return Promise.all(urls.map((url) => delayed(url, delayMs)))
}

async function delayed(url: string, delayMs: number): Promise<string> {
  const { protocol, hostname, port } = new URL(url)
  if (delayMs === 0) return url
  return `${protocol}//127.0.0.1:${(await delayingRelay({ host: hostname, port: Number(port) }, delayMs)).port}`
}

/** Servers and proxies have a process of their own, as in the world; it ends with `close()`. */
export async function startWorld(name: keyof typeof worlds, delayMs = 0, proxies = 0) {
  const script = fileURLToPath(import.meta.url)
  const child = spawn(process.execPath, [script, name, String(delayMs), String(proxies)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const world: MeasuredWorld = JSON.parse(line)
  return {
    ...world,
    async close() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, delayMs, proxies] = process.argv.slice(2)
  const world = await World.create(new Date())
  console.log(JSON.stringify(await worlds[name as keyof typeof worlds](world, Number(delayMs), Number(proxies))))
  process.stdin.on('end', () => void world.close().then(() => process.exit()))
  process.stdin.resume()
}
