import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { clusterCa } from '../probe/loopback.ts'
import { AT } from '../scenarios/certificates.ts'

/**
 * What the doctor makes of a hostile world: exit status, root causes that explain a failure on kubectl's own path, and the
 * beginning of kubectl's predicted words. In these `HERE` is the server's `host:port` and `…` "Unable to connect to the
 * server:"; `-` stands for none.
 */
export type Outcome = `${number} ${string} | ${string}`

/** What it is, who does it, and what is to come of it. */
export type Row<Peer> = readonly [title: string, peer: Peer, expected: Outcome, ...args: readonly string[]]

export interface Asked {
  readonly server: string
  readonly cluster?: object
  readonly user?: object
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

/** No network but what is named, no kubectl, a fixed wall clock; a run that outlives this is the fault looked for. */
const USUAL_ARGS = ['--kubectl-version=v1.34', '--no-canaries', '--timeout=20s', '-o=json']

/** One whole run of the command line in this process, from its words to what it prints. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdin = '',
  now = AT,
): Promise<{ readonly exit: number; readonly out: string; readonly err: string }> {
  const world = fakeWorld({ stdin })
  const system = {
    ...nodeSystem(),
    now: () => new Date(now),
    zoneOffsetMinutes: () => 0,
    env,
    homeDir: env.HOME ?? '/nonexistent',
    which: () => null,
  }
  const exit = await runCommandLine(args, { ...world, system: async () => system })
  return { exit, out: world.out(), err: world.err() }
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-hostile-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function kubeconfigFor({ server, cluster, user }: Asked): string {
  const trusted = { server, 'certificate-authority-data': Buffer.from(clusterCa.pem).toString('base64'), ...cluster }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters: [{ name: 'c', cluster: trusted }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: user ?? { token: 'a-token' } }],
  })
}

export async function diagnose(asked: Asked): Promise<Outcome> {
  const folder = temporaryFolder()
  const file = join(folder, 'config')
  writeFileSync(file, kubeconfigFor(asked))
  const { exit, out, err } = await run([...USUAL_ARGS, ...(asked.args ?? [])], {
    HOME: folder,
    KUBECONFIG: file,
    ...asked.env,
  })
  if (out === '') throw new Error(`nothing was printed but ${err}`)
  return outcomeOf(exit, out, new URL(asked.server).host)
}

export function outcomeOf(exit: number, json: string, here: string): Outcome {
  const report = JSON.parse(json)
  const causes: readonly string[] = report.findings
    .filter((one: { severity: string; explainedBy: string | null }) => one.severity === 'error' && !one.explainedBy)
    .map((one: { id: string }) => one.id)
  const { message } = report.kubectl.predicted
  const line = typeof message === 'string' ? shortened(message.replaceAll(here, 'HERE')) : '-'
  return `${exit} ${causes.join(' ') || '-'} | ${line}`
}

/** Its length is shown, so that a line without end differs from one that was bounded. */
function shortened(line: string): string {
  const named = line.replaceAll(/127\.0\.0\.1:\d+/g, 'THERE').replace(/^Unable to connect to the server: /, '… ')
  return named.length <= MOST_SHOWN ? named : `${named.slice(0, MOST_SHOWN)}… ${named.length}`
}

const MOST_SHOWN = 120
