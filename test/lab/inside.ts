import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Listening } from '../../src/demo/listen.ts'
import { applyNetwork } from './network.ts'
import type { FromInside, Ran, ToInside } from './protocol.ts'
import { worldSpec } from './scenarios.ts'
import type { Inside } from './world-spec.ts'

/**
 * The first process of a world's namespace (`startWorld` starts it there): sets up the network and the servers, then
 * runs what it is told until its standard input ends. All processes of the namespace end with it.
 */
const READY_WITHIN_MS = 20_000
const MAX_OUTPUT = 8 * 1024 * 1024

const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-lab-'))
const servers: Listening[] = []
const children: ChildProcess[] = []

async function main(name: string): Promise<void> {
  const { network, start } = worldSpec(name)
  applyNetwork(network, folder)
  const { kubeconfig, environment } = await start(inside)
  say({ kind: 'ready', folder, environment, kubeconfig: inside.write('kubeconfig', kubeconfig, 0o600) })
  for await (const line of createInterface({ input: process.stdin })) {
    const message: ToInside = JSON.parse(line)
    if (message.kind === 'end') break
    void run(message).then((result) => say({ kind: 'ran', id: message.id, result }))
  }
}

const inside: Inside = {
  folder,
  now: new Date(),
  write(name, content, mode = 0o644) {
    const path = join(folder, name)
    writeFileSync(path, content, { mode })
    return path
  },
  keep: (server) => void servers.push(server),
  async daemon(file, args, { host, port }) {
    let output = ''
    const child = spawn(file, [...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output = (output + data.toString()).slice(-4096)
      })
    }
    child.on('error', (error) => {
      output += error.message
    })
    const until = performance.now() + READY_WITHIN_MS
    while (!(await accepts(host, port))) {
      if (child.exitCode !== null || child.pid === undefined) throw new Error(`${file} ended: ${output}`)
      if (performance.now() > until) throw new Error(`${file} does not listen at ${host}:${port}: ${output}`)
      await delay(20)
    }
  },
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function run({ file, args, env, timeoutMs }: Extract<ToInside, { kind: 'run' }>): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env, timeout: timeoutMs, killSignal: 'SIGKILL' as const, maxBuffer: MAX_OUTPUT, cwd: folder }
    const child = execFile(file, [...args], options, (error, stdout, stderr) => {
      const notStarted = error !== null && child.pid === undefined ? `${error.message}\n` : ''
      resolve({ stdout, stderr: stderr + notStarted, exitCode: child.exitCode, signal: child.signalCode })
    })
    // kubectl asks for a user name where it has no credential; an end of input is its answer.
    child.stdin?.end()
  })
}

function say(message: FromInside): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

async function end(): Promise<void> {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(servers.map((server) => server.close()))
  rmSync(folder, { recursive: true, force: true })
}

try {
  await main(process.argv[2] ?? '')
} catch (error) {
  say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
} finally {
  await end()
}
process.exit()
