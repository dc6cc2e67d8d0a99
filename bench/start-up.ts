import { statSync } from 'node:fs'
import type { Figure } from './figure.ts'
import { type Command, measure, median, peakMemory } from './whole-process.ts'
import type { MeasuredWorld } from './world.ts'

export interface Programs {
  readonly executable: string
  /** The JS file, in a folder without a package.json. */
  readonly js: string
  /** `null`: none is at hand. */
  readonly kubectl: string | null
  readonly folder: string
}

const ROUNDS = 21
const MEMORY_ROUNDS = 7
const JS_BYTES = 1_700_000

const NODE: Command = { file: process.execPath, args: ['-e', '0'] }

/** The healthy server's certificate is judged, its answer read, the token sent; kubectl is not run. */
function diagnosis({ kubeconfig }: MeasuredWorld): readonly string[] {
  return ['--kubeconfig', kubeconfig, '--kubectl-version', 'v1.34.5', '--no-observe', '--exclude', 'system,tool']
}

/** Every command in turn with `node -e 0`, round after round. */
export async function startUp(programs: Programs, world: MeasuredWorld): Promise<readonly Figure[]> {
  const env = { HOME: programs.folder, PATH: '/usr/bin:/bin', TERM: 'xterm-256color' }
  const looking = diagnosis(world)
  const whole = [...looking, '-o', 'text']
  const anonymous = [...whole, '--send-credentials', 'never']
  const executable = (args: readonly string[]): Command => ({ file: programs.executable, args })
  const js = (args: readonly string[]): Command => ({ file: process.execPath, args: [programs.js, ...args] })
  const [host = '', port = ''] = world.server.split(':')
  const bare = `require('tls').connect({host:'${host}',port:${port},rejectUnauthorized:false},function(){console.log(this.getPeerCertificate().subject);this.end()})`
  const rows: readonly (readonly [what: string, command: Command, atMost: number | null])[] = [
    ['`node -e` with one `tls.connect`', { file: process.execPath, args: ['-e', bare] }, null],
    ['`openssl s_client`, one handshake', { file: 'openssl', args: ['s_client', '-connect', world.server] }, null],
    ...(programs.kubectl === null
      ? []
      : ([['`kubectl version --client`', { file: programs.kubectl, args: ['version', '--client'] }, null]] as const)),
    ['executable: `version`', executable(['version']), 1.1],
    ['executable: `--help`', executable(['--help']), 1.6],
    ['executable: a healthy diagnosis', executable(whole), 3],
    ['the same without the token: one connection', executable(anonymous), null],
    ['executable: first frame of the UI', { ...executable(looking), untilShown: 'LOOKING' }, 3],
    ['JS file: `version`', js(['version']), 3],
    ['JS file: `--help`', js(['--help']), 4],
    ['JS file: a healthy diagnosis', js(whole), 6],
    ['the same without the token: one connection', js(anonymous), null],
  ]
  const figures: Figure[] = []
  for (const [what, command, atMost] of rows) figures.push(await paired(what, command, atMost, env))
  figures.push(await memory(executable(whole), env), size(programs.js))
  return figures
}

async function paired(what: string, command: Command, atMost: number | null, env: NodeJS.ProcessEnv): Promise<Figure> {
  const ratios: number[] = []
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await measure(NODE, env)
    const tookMs = await measure(command, env)
    took.push(tookMs)
    ratios.push(tookMs / floor)
  }
  return { what, value: `${median(took).toFixed(0)} ms`, ratio: median(ratios), atMost }
}

async function memory(command: Command, env: NodeJS.ProcessEnv): Promise<Figure> {
  const ratios: number[] = []
  const peaks: number[] = []
  for (let round = 0; round < MEMORY_ROUNDS; round += 1) {
    const floor = await peakMemory(NODE, env)
    const peak = await peakMemory(command, env)
    peaks.push(peak)
    ratios.push(peak / floor)
  }
  const value = `${(median(peaks) / 1024).toFixed(0)} MiB`
  return { what: 'executable: peak memory of a diagnosis', value, ratio: median(ratios), atMost: 2.2 }
}

function size(file: string): Figure {
  const bytes = statSync(file).size
  return {
    what: 'JS file: size, to 1.7 MB',
    value: `${(bytes / 1e6).toFixed(2)} MB`,
    ratio: bytes / JS_BYTES,
    atMost: 1,
  }
}
