import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { kubeconfigFor, temporaryFolder } from './doctor.ts'
import { clear, type Script, secure } from './peers.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

interface Stage {
  readonly server: string
  readonly cluster?: object
  readonly args?: readonly string[]
  /** It is there, and will not get beyond. */
  readonly reached: Promise<unknown>
}

/** A peer that hears something and says nothing. */
function silent(): { readonly script: Script; readonly reached: Promise<unknown> } {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  return { script: (stream) => void stream.on('data', resolve), reached: promise }
}

const stages: Readonly<Record<string, () => Promise<Stage>>> = {
  'the connect is not answered': async () => {
    const port = await unanswered()
    return { server: `https://127.0.0.1:${port}`, reached: synSentTo(port) }
  },
  'the proxy does not answer': async () => {
    const { script, reached } = silent()
    const cluster = { 'proxy-url': `http://127.0.0.1:${await clear(script)}` }
    return { server: 'https://192.0.2.10:6443', cluster, args: ['--only=kubeconfig'], reached }
  },
  'the handshake is not answered': async () => {
    const { script, reached } = silent()
    return { server: `https://127.0.0.1:${await clear(script)}`, reached }
  },
  'the request is not answered': async () => {
    const { script, reached } = silent()
    return { server: `https://127.0.0.1:${await secure('http/1.1', script)}`, reached }
  },
  'the request is not answered over HTTP/2': async () => {
    const { script, reached } = silent()
    return { server: `https://127.0.0.1:${await secure('h2', script)}`, reached }
  },
}

describe.skipIf(process.platform !== 'linux')('a signal (Linux)', () => {
  const runs = Object.keys(stages).flatMap((stage) =>
    Object.entries(SIGNALS).map((signal) => [stage, ...signal] as const),
  )

  test.each(runs)('while %s: %s', async (stage, signal, status) => {
    const { server, cluster = {}, args = [], reached } = await (stages[stage] ?? expect.fail)()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'config'), kubeconfigFor({ server, cluster }))
    const run = start(folder, ['--kubectl-version=v1.34', '--no-canaries', '--save-case=case.json', ...args])
    await reached
    run.child.kill(signal as NodeJS.Signals)
    const { code, out, err } = await run.ended
    expect(code).toBe(status)
    expect(err).not.toMatch(/^ +at |this is a bug/m)
    expect(out.includes('UNFINISHED')).toBe(signal === 'SIGINT')
    // The Case is a whole one or none, and nothing else stays.
    const left = signal === 'SIGINT' ? ['case.json', 'config', 'tmp'] : ['config', 'tmp']
    expect([readdirSync(folder).sort(), readdirSync(join(folder, 'tmp'))]).toEqual([left, []])
    if (signal === 'SIGINT')
      expect(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')).interrupted).toBe('signal')
  })

  test.each(Object.entries(SIGNALS))('while standard input has no end: %s', async (signal, status) => {
    const folder = temporaryFolder()
    const run = start(folder, ['explain', '-'])
    // More than a pipe holds: once all of it is taken, it is being read.
    await new Promise((taken) => run.child.stdin.write('x'.repeat(1024 * 1024), taken))
    run.child.kill(signal as NodeJS.Signals)
    const { code, out, err } = await run.ended
    expect([code, out, err]).toEqual([status, '', ''])
  })
})

function start(folder: string, args: readonly string[]) {
  mkdirSync(join(folder, 'tmp'))
  const child = spawn(process.execPath, [BUILT, ...args], {
    cwd: folder,
    env: {
      // No kubectl is asked.
      PATH: '/nonexistent',
      HOME: folder,
      TMPDIR: join(folder, 'tmp'),
      KUBECONFIG: join(folder, 'config'),
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString()
  })
  child.stdin.on('error', () => {})
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, out, err }))
  })
  return { child, ended }
}

const STOPPED =
  "require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })"

/** The port of a process that is stopped with its queue full: the kernel drops what else comes (listen(2)). */
async function unanswered(): Promise<number> {
  const child = spawn(process.execPath, ['-e', STOPPED], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [port] = (await once(child.stdout, 'data')).map(Number)
  if (port === undefined) throw new Error('no port was printed')
  child.kill('SIGSTOP')
  const waiting = Array.from({ length: 8 }, () => connect(port, '127.0.0.1'))
  for (const socket of waiting) socket.on('error', () => {})
  onTestFinished(() => {
    for (const socket of waiting) socket.destroy()
  })
  await expect.poll(() => waiting.filter((socket) => !socket.connecting).length).toBe(2)
  for (const socket of waiting) if (socket.connecting) socket.destroy()
  return port
}

/** Until a connect to this port is under way: SYN_SENT of proc_pid_net(5). */
function synSentTo(port: number): Promise<unknown> {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')} 02 `
  return expect.poll(() => readFileSync('/proc/net/tcp', 'utf8').includes(end), { timeout: 20_000 }).toBe(true)
}
