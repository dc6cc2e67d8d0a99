import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { LAB_PATH, unshareArguments } from './needs.ts'
import type { FromInside, Ran, ToInside } from './protocol.ts'

export type { Ran } from './protocol.ts'

export interface RunOptions {
  /** Laid over the world's environment; `undefined` unsets. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Default 30 s; then it is killed. */
  readonly timeoutMs?: number
}

/** A private network with its servers running. */
export interface World {
  /** The user's kubeconfig there (KUBECONFIG points at it). */
  readonly kubeconfig: string
  /** The whole environment that programs get. */
  readonly environment: Readonly<Record<string, string>>
  /** Runs a program in that network. Resolves however it ends. */
  run(file: string, args: readonly string[], options?: RunOptions): Promise<Ran>
  /** Runs the pinned kubectl of that release (`v1.34`), which `npm run oracle:fetch` brought. */
  kubectl(release: string, args: readonly string[], options?: RunOptions): Promise<Ran>
  /** Runs the built dist/kubectl-tlsdoctor. */
  doctor(args: readonly string[], options?: RunOptions): Promise<Ran>
  close(): Promise<void>
}

const END_WITHIN_MS = 5_000

export interface WorldOptions {
  /** Modules that the first process of the namespace, in which our servers run, loads before its own. */
  readonly imports?: readonly URL[]
  /** Laid over that process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts a world of `worlds.ts`, or a scenario of `scenarios.ts`, in network, mount and process namespaces of its own. Rejects when it cannot be built. */
export async function startWorld(name: string, options: WorldOptions = {}): Promise<World> {
  const process_ = spawnInside(name, options)
  const { first, ran } = listenTo(process_)
  const ready = await first
  if (ready.kind !== 'ready') {
    await close(process_)
    throw new Error(`world ${name}: ${ready.kind === 'failed' ? ready.message : 'it did not start'}`)
  }
  const environment = {
    PATH: LAB_PATH,
    HOME: ready.folder,
    TZ: 'UTC',
    KUBECONFIG: ready.kubeconfig,
    ...ready.environment,
  }
  let id = 0
  const run: World['run'] = (file, args, { env = {}, timeoutMs = 30_000 } = {}) => {
    const message = { kind: 'run', id: ++id, file, args, env: overlay(environment, env), timeoutMs } as const
    const result = ran(message.id)
    say(process_, message)
    return result
  }
  return {
    kubeconfig: ready.kubeconfig,
    environment,
    run,
    async kubectl(release, args, options) {
      const binary = await kubectlBinary(release)
      if (binary === null) throw new Error(`kubectl ${release} is not in the cache: npm run oracle:fetch -- ${release}`)
      return run(binary, args, options)
    },
    doctor: (args, options) => run(process.execPath, [DOCTOR, ...args], options),
    close: () => close(process_),
  }
}

export const DOCTOR = fileURLToPath(new URL('../../dist/kubectl-tlsdoctor', import.meta.url))
const INSIDE = fileURLToPath(new URL('./inside.ts', import.meta.url))

function spawnInside(name: string, { imports = [], env = {} }: WorldOptions): ChildProcessWithoutNullStreams {
  const node = [process.execPath, ...imports.flatMap((one) => ['--import', one.href]), INSIDE, name]
  const environment = { ...process.env, PATH: LAB_PATH, NODE_OPTIONS: '', ...env }
  return spawn('unshare', [...unshareArguments(), '--', ...node], { env: environment, stdio: 'pipe' })
}

function listenTo(inside: ChildProcessWithoutNullStreams) {
  const waiting = new Map<number, (result: Ran) => void>()
  // It may end before it has read all that it was told.
  inside.stdin.on('error', () => {})
  let stderr = ''
  inside.stderr.on('data', (data: Buffer) => {
    stderr = (stderr + data.toString()).slice(-4096)
  })
  const first = new Promise<FromInside>((resolve) => {
    createInterface({ input: inside.stdout }).on('line', (line) => {
      const message: FromInside = JSON.parse(line)
      if (message.kind === 'ran') waiting.get(message.id)?.(message.result)
      else resolve(message)
    })
    inside.once('exit', () => resolve({ kind: 'failed', message: stderr || 'it ended without a word' }))
  })
  inside.once('exit', () => {
    for (const done of waiting.values()) done({ stdout: '', stderr, exitCode: null, signal: 'the world ended' })
  })
  const ran = (id: number) => new Promise<Ran>((resolve) => waiting.set(id, resolve))
  return { first, ran }
}

function say(inside: ChildProcessWithoutNullStreams, message: ToInside): void {
  inside.stdin.write(`${JSON.stringify(message)}\n`)
}

function overlay(
  base: Readonly<Record<string, string>>,
  over: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...base, ...over })) if (value !== undefined) merged[name] = value
  return merged
}

/** When the first process of the namespace ends, or `unshare` is killed, the kernel ends all the others. */
async function close(inside: ChildProcessWithoutNullStreams): Promise<void> {
  if (inside.exitCode !== null || inside.signalCode !== null) return
  const ended = new Promise<void>((resolve) => inside.once('exit', () => resolve()))
  const timer = setTimeout(() => inside.kill('SIGKILL'), END_WITHIN_MS)
  say(inside, { kind: 'end' })
  inside.stdin.end()
  await ended
  clearTimeout(timer)
}
