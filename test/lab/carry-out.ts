import { expect } from 'vitest'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import type { Scenario } from './scenario.ts'
import { allScenarios } from './scenarios.ts'
import { DOCTOR, type World } from './world.ts'

export interface TriedRemedy {
  readonly id: string
  readonly steps: readonly { readonly kind: string; readonly text: string }[]
  readonly edit?: object | null
  readonly proof: { readonly status: string; readonly reason: string }
}

/** What a step's placeholder stands for in every world: a name that resolves nowhere or to the server, whatever is tested. */
const NAME = 'api.example'
const LIMIT_MS = 40_000

/**
 * Does what each remedy that was tried says, by the very commands that the report shows, and asks a real kubectl: one that
 * is `proved` lets it through, one that is `refuted` lets it print what the report says. What only the server's
 * administrator can do was done in another world, which the scenario names.
 */
export async function carryOut(
  world: World,
  kubectl: string,
  remedies: readonly TriedRemedy[],
  { mendedIn = {}, args = [] }: Pick<Scenario, 'mendedIn' | 'args'>,
): Promise<void> {
  for (const remedy of remedies.filter(({ proof }) => proof.status !== 'unproved')) {
    if (remedy.steps.every(({ kind }) => kind === 'request')) {
      const there = allScenarios.get(mendedIn[remedy.id] ?? '')
      expect(there?.outcome, `the world in which ${remedy.id} was carried out`).toBe('healthy')
      continue
    }
    for (const way of [...waysOf(remedy), ...applied(remedy, kubectl, args)]) {
      const { exitCode, stdout, stderr } = await world.run('bash', ['-c', scriptFor(way, world.kubeconfig, kubectl)], {
        timeoutMs: LIMIT_MS,
      })
      const printed = steady(stderr.trimEnd())
      const shown = `${remedy.id}: ${way.join('; ')}\n${stderr}`
      const { status, reason } = remedy.proof
      if (status === 'proved') {
        expect({ exitCode, answered: stdout.includes('"gitVersion"') }, shown).toEqual({ exitCode: 0, answered: true })
      } else {
        expect(exitCode, shown).not.toBe(0)
        const [, how, words = ''] = REFUTED.exec(reason) ?? []
        expect(how, reason).toBeDefined()
        if (how === 'print') expect(printed, shown).toBe(steady(words))
        // At best it stops there: whoever mints certificates may mint none for that name.
        if (how === 'stop at') expect(printed, shown).toContain(steady(words))
      }
    }
  }
}

const REFUTED = /^kubectl would then (print|stop at|still stop, at best at): (.*)$/s

/** The steps of a remedy as shell lines; where it offers one way `or` another, each by itself. */
function waysOf({ steps }: TriedRemedy): readonly (readonly string[])[] {
  const ways: string[][] = [[]]
  for (const { kind, text } of steps) {
    if (kind === 'command') ways.at(-1)?.push(text.replaceAll('NAME', NAME))
    else if (text.startsWith('or, ')) ways.push([])
    else {
      const file = /^save .* alone as (\S+) \(it stands in (\S+)\)$/.exec(text)
      if (file !== null) ways.at(-1)?.push(`cp ${file[2]} ${file[1]}`)
    }
  }
  return ways
}

/** Where the remedy is an edit that was proved, the doctor itself can make it. */
function applied({ id, edit, proof }: TriedRemedy, kubectl: string, args: readonly string[]): readonly string[][] {
  if (edit == null || proof.status !== 'proved') return []
  const doctor = [process.execPath, DOCTOR, 'fix', id, '--apply', '--yes', '--kubectl', kubectl, ...args]
  return [[`${doctor.map(shellQuote).join(' ')} >/dev/null`]]
}

/** In a folder of its own, with a kubeconfig of its own, so that one remedy leaves nothing behind for the next. */
function scriptFor(commands: readonly string[], kubeconfig: string, kubectl: string): string {
  const lines = commands.map((command) => command.replaceAll(kubeconfig, '"$KUBECONFIG"')).map(inBackground)
  const asked = commands.at(-1)?.includes('get --raw') === true
  return [
    'set -eu -o pipefail',
    'work=$(mktemp -d)',
    'cd "$work"',
    'cp "$KUBECONFIG" kubeconfig',
    'export KUBECONFIG="$work/kubeconfig"',
    `ln -s ${kubectl} kubectl`,
    'PATH="$work:$PATH"',
    "trap 'kill $(jobs -p) 2>/dev/null || :' EXIT",
    ...lines,
    ...(asked ? [] : ['kubectl get --raw /version']),
  ].join('\n')
}

/** An ssh that stays is one that its user leaves running; what follows waits until its end of the tunnel is open. */
function inBackground(command: string): string {
  const port = /^ssh -N -[DL] 127\.0\.0\.1:(\d+)/.exec(command)?.[1]
  if (port === undefined) return command
  return [
    `${command} >/dev/null 2>&1 &`,
    `for _ in $(seq 200); do (: </dev/tcp/127.0.0.1/${port}) 2>/dev/null && break; sleep 0.05; done`,
  ].join('\n')
}

/** Each run has its own port and its own second. */
export function steady(message: string): string {
  return message.replace(/:\d+->/, ':PORT->').replace(/current time \S+/, 'current time NOW')
}
