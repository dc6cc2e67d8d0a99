import type { Figure } from './figure.ts'
import type { Programs } from './start-up.ts'
import { type Command, measure, median } from './whole-process.ts'
import { type MeasuredWorld, startWorld } from './world.ts'

const ROUNDS = 7
const DELAY_MS = 50

/**
 * The golden case over eight paths, with kubectl run and observed, against the eight tests of a diagnosis by hand, one
 * after the other: on loopback, and with 50 ms in each direction before every proxy.
 */
export async function goldenCase(programs: Programs): Promise<readonly Figure[]> {
  const { kubectl } = programs
  if (kubectl === null) return []
  const figures: Figure[] = []
  for (const [delayMs, atMost] of [
    [0, 0.8],
    [DELAY_MS, 0.5],
  ] as const) {
    const world = await startWorld('golden', delayMs)
    try {
      figures.push(await against(world, { ...programs, kubectl }, delayMs, atMost))
    } finally {
      await world.close()
    }
  }
  return figures
}

async function against(
  world: MeasuredWorld,
  { executable, kubectl, folder }: Programs & { readonly kubectl: string },
  delayMs: number,
  atMost: number,
): Promise<Figure> {
  const env = { HOME: folder, PATH: '/usr/bin:/bin', KUBECONFIG: world.kubeconfig }
  const flags = ['--kubectl', kubectl, '--exclude', 'system,tool', '-o', 'text']
  const via = world.via.flatMap((url) => ['--via', url])
  const doctor: Command = { file: executable, args: [...flags, ...via], statuses: [1] }
  const tests = byHand(world, kubectl)
  const took: number[] = []
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    let sum = 0
    for (const test of tests) sum += await measure(test, env)
    const tookMs = await measure(doctor, env)
    took.push(tookMs)
    ratios.push(tookMs / sum)
  }
  const what = `golden case, 8 paths, ${delayMs === 0 ? 'no delay' : `${delayMs} ms before every proxy`}`
  return { what, value: `${median(took).toFixed(0)} ms`, ratio: median(ratios), atMost }
}

/** What people try, each for itself: three kubectl, three curl, one openssl, one look at the kubeconfig. */
function byHand({ server, proxy }: MeasuredWorld, kubectl: string): readonly Command[] {
  const url = `https://${server}/version`
  const proxyUrl = proxy ?? ''
  const failing = { statuses: [1] }
  const curl = (...args: readonly string[]): Command => ({
    file: 'curl',
    args: ['-sS', ...args, url],
    statuses: [0, 7, 35, 52, 56, 60],
  })
  return [
    { file: kubectl, args: ['config', 'view', '--minify'] },
    { file: kubectl, args: ['get', '--raw', '/version'], ...failing },
    { file: kubectl, args: ['get', '--raw', '/version', '--insecure-skip-tls-verify'], ...failing },
    { file: kubectl, args: ['get', '--raw', '/version', '--tls-server-name', 'kubernetes'], ...failing },
    curl('-x', proxyUrl),
    curl('-k', '-x', proxyUrl),
    curl('--noproxy', '*'),
    {
      file: 'openssl',
      args: ['s_client', '-proxy', proxyUrl.replace('http://', ''), '-connect', server, '-showcerts'],
      statuses: [0, 1],
    },
  ]
}
