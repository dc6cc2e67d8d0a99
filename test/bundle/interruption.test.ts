import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { rawServer } from '../probe/loopback.ts'
import { isAlive } from '../system/is-alive.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')

let folder: string
let temporary: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-interruption-'))
  temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

describe.skipIf(lacksUnix !== null)(`a run before a server that never answers${inTitle(lacksUnix)}`, () => {
  test('Ctrl-C: what was found is printed, nothing stays behind', async () => {
    const run = await running(['--', 'get', 'pods'])
    run.child.kill('SIGINT')
    const { code, stdout, stderr } = await run.ended
    expect(code).toBe(130)
    expect(stdout).toContain('kubectl goes direct')
    expect(stderr).toContain('interrupted: what was found follows')
    await expectNothingLeft()
  })

  test('Ctrl-C twice: it ends at once, and nothing stays behind', async () => {
    const run = await running(['--', 'get', 'pods'])
    run.child.kill('SIGINT')
    await run.said('interrupted')
    run.child.kill('SIGINT')
    expect((await run.ended).code).toBe(130)
    await expectNothingLeft()
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s: nothing stays behind', async (signal, status) => {
    const run = await running(['--', 'get', 'pods'])
    run.child.kill(signal)
    expect((await run.ended).code).toBe(status)
    await expectNothingLeft()
  })
})

describe.skipIf(lacksUnix !== null)(`the demo${inTitle(lacksUnix)}`, () => {
  test('Ctrl-C before it is set up: no kubeconfig stays behind', async () => {
    const run = start(['demo'])
    await until(() => readdirSync(temporary).length > 0)
    run.child.kill('SIGINT')
    expect((await run.ended).code).toBe(130)
    expect(readdirSync(temporary)).toEqual([])
  })
})

/** Under way, with a kubectl, a credential plugin and an ssh as children that never end. */
async function running(args: readonly string[]) {
  const port = await rawServer(() => {})
  program('kubectl', `[ "$1" = version ] && echo '${VERSION}' && exit; ${FOREVER}`)
  program('plugin', FOREVER)
  program('ssh', FOREVER)
  writeFileSync(join(folder, 'kubeconfig'), kubeconfig(port))
  const run = start(['--via', 'ssh://user@127.0.0.1', ...args])
  await until(() => ['kubectl', 'plugin', 'ssh'].every((name) => existsSync(join(folder, `${name}.pid`))))
  return run
}

const VERSION = JSON.stringify({ clientVersion: { gitVersion: 'v1.34.5', goVersion: 'go1.24.13' } })
const FOREVER = 'echo $$ > "$0.starting"; mv "$0.starting" "$0.pid"; sleep 600'

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [BUILT, ...args], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      TMPDIR: temporary,
      KUBECONFIG: join(folder, 'kubeconfig'),
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, ...outputOf(child) }
}

function outputOf(child: ChildProcess) {
  const written = { stdout: '', stderr: '' }
  child.stdout?.on('data', (data: Buffer) => {
    written.stdout += data.toString()
  })
  child.stderr?.on('data', (data: Buffer) => {
    written.stderr += data.toString()
  })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...written }))
  })
  return { ended, said: (text: string) => until(() => written.stderr.includes(text)) }
}

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

function kubeconfig(port: number): string {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: join(folder, 'plugin'),
    interactiveMode: 'Never',
  }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}` } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: { exec } }],
  })
}

async function expectNothingLeft(): Promise<void> {
  expect(readdirSync(temporary)).toEqual([])
  const pids = ['kubectl', 'plugin', 'ssh'].map((name) => Number(readFileSync(join(folder, `${name}.pid`), 'utf8')))
  // What was killed may take a moment to die.
  await expect.poll(() => pids.filter(isAlive)).toEqual([])
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
