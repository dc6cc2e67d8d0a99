import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Case } from '../src/case.ts'
import type { DiagnoseRequest } from '../src/diagnose/request.ts'
import { diagnose } from '../src/diagnose.ts'
import { nodeSystem } from '../src/system/node.ts'
import type { System } from '../src/system/system.ts'
import type { ProbeEvent } from '../src/transcript/event.ts'
import { requestOf } from '../test/diagnose/request-of.ts'
import { LAB_PATH, unshareArguments, whatIsMissingFor } from '../test/lab/needs.ts'
import { startWorld } from './world.ts'

/**
 * No path waits for another. With a delay on every hop the whole diagnosis takes hardly longer than its slowest path by
 * itself; and where one path is dead, all the others are told of before it is given up.
 */
const PATHS = 12
const DELAY_MS = 50
const MOST = 1.3
/** `--timeout` of the run with a dead path; kubectl's own bound for it is 30 s. */
const GIVEN_UP_MS = 6000
const DEAD = '192.0.2.99'

interface Run {
  readonly case: Case
  readonly tookMs: number
  readonly events: readonly ProbeEvent[]
}

async function allBesideEachOther(): Promise<boolean> {
  const world = await startDelayedWorld(PATHS - 1, DELAY_MS)
  const run = (changes: Partial<DiagnoseRequest>) => timed({ ...world.request, ...changes }, world.system)
  const { paths } = (await run({})).case
  const whole = await best(() => run({}))
  const alone: number[] = []
  for (const { id } of paths) alone.push(await best(() => run({ only: [id] })))
  await world.close()
  const slowest = Math.max(...alone)
  const ratio = whole / slowest
  console.log(`critical path: ${paths.length} paths, ${DELAY_MS} ms on every hop`)
  console.log(`  the slowest path alone ${Math.round(slowest)} ms, all of them ${Math.round(whole)} ms`)
  return verdict('whole / slowest', ratio, MOST)
}

/** Runs in a network of its own, where the dead path's packets are dropped. */
async function oneIsDead(): Promise<boolean> {
  const world = await startDelayedWorld(PATHS - 2, DELAY_MS)
  const via = [...world.request.via, `http://${DEAD}:8080`]
  const { case: looked, events } = await timed({ ...world.request, via, timeoutMs: GIVEN_UP_MS }, world.system)
  await world.close()
  const dead = looked.paths.find(({ proxy }) => proxy?.host === DEAD)?.id
  const ends = events.flatMap((event) => (event.kind === 'path-ended' ? [event] : []))
  const last = Math.max(...ends.filter(({ pathId }) => pathId !== dead).map(({ atMs }) => atMs))
  const givenUp = ends.find(({ pathId }) => pathId === dead)?.atMs ?? Number.NaN
  const told = ends.length === looked.paths.length
  console.log(`dead path: ${looked.paths.length} paths, one of them without an answer, given up by --timeout`)
  console.log(`  all others told at ${Math.round(last)} ms, the dead one given up at ${Math.round(givenUp)} ms`)
  return verdict('others / dead', last / givenUp, 1) && told
}

/** Milliseconds; what else the machine does is not to be measured. */
async function best(run: () => Promise<Run>): Promise<number> {
  const took: number[] = []
  for (let i = 0; i < 3; i++) took.push((await run()).tookMs)
  return Math.min(...took)
}

async function startDelayedWorld(proxies: number, delayMs: number) {
  const { kubeconfig, via, close } = await startWorld('tunnels', delayMs, proxies)
  const env = { KUBECONFIG: kubeconfig, PATH: process.env.PATH }
  const system: System = { ...nodeSystem(), env, homeDir: dirname(kubeconfig) }
  return { request: { ...requestOf('--kubectl-version', 'v1.34', '--no-observe'), via }, system, close }
}

async function timed(request: DiagnoseRequest, system: System): Promise<Run> {
  const events: ProbeEvent[] = []
  const startedAt = performance.now()
  const { signal } = new AbortController()
  const looked = await diagnose(request, { signal, onEvent: (event) => events.push(event) }, system)
  return { case: looked, tookMs: performance.now() - startedAt, events }
}

function verdict(what: string, ratio: number, most: number): boolean {
  const held = ratio <= most
  console.log(`  ${what}: ${ratio.toFixed(2)} (at most ${most.toFixed(2)}) ${held ? 'ok' : 'TOO MUCH'}`)
  return held
}

function inOwnNetwork(): boolean {
  const missing = whatIsMissingFor('silent')
  if (missing !== null) {
    console.log(`dead path: not run, ${missing}`)
    return true
  }
  const setUp = [
    'ip link set lo up',
    `ip route add default dev lo src 127.0.0.1`,
    `iptables -w -A OUTPUT -d ${DEAD} -j DROP`,
    'exec "$0" "$1" --dead',
  ].join(' && ')
  const script = fileURLToPath(import.meta.url)
  const args = [...unshareArguments(), '--', '/bin/sh', '-c', setUp, process.execPath, script]
  return spawnSync('unshare', args, { stdio: 'inherit', env: { ...process.env, PATH: LAB_PATH } }).status === 0
}

const held = process.argv.includes('--dead') ? await oneIsDead() : (await allBesideEachOther()) && inOwnNetwork()
process.exit(held ? 0 : 1)
