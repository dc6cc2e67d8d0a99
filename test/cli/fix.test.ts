import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { type ScenarioName, startScenario } from '../../src/demo/scenarios.ts'
import type { RunningScenario } from '../../src/demo/world.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { fakeWorld } from './fake-world.ts'

let running: RunningScenario
let config = ''
let original = ''

beforeEach(async () => {
  await start('proxy-refusing')
})

afterEach(() => running.close())

describe('fix', () => {
  test('lists the remedies with their proof and says which can be applied', async () => {
    const { code, out } = await run(['fix'])
    expect(code).toBe(0)
    expect(out).toMatch(/^✗ FAILING {2}The proxy http:\/\/127\.0\.0\.1:\d+ refuses the connection/)
    expect(out).toMatch(
      /✓ proxy-url-remove: take proxy-url out .*\n.*\n? {4}by you, can be applied\n {4}proved by a real/,
    )
    expect(out).toMatch(/\? proxy-allow-connect: .*\n.*\n? {4}by the network team\n/)
    expect(readFileSync(config, 'utf8')).toBe(original)
  })

  test('as JSON, with the edit and the change of each', async () => {
    const { code, out } = await run(['fix', '-o', 'json'])
    const list = JSON.parse(out)
    expect([code, list.kind, list.schemaVersion, list.context]).toEqual([0, 'Remedies', '1', 'demo'])
    const [remove, ask] = list.remedies
    expect(remove).toMatchObject({
      name: 'proxy-url-remove',
      id: 'proxy-url-remove',
      proof: { status: 'proved', by: 'probe' },
      edit: { file: config, section: 'clusters', name: 'demo', set: {}, unset: ['proxy-url'] },
      change: { file: config, line: 5 },
      problem: null,
    })
    expect(remove.change.diff.filter((line: { sign: string }) => line.sign !== ' ')).toEqual([
      { sign: '-', text: `    proxy-url: ${proxyOf(original)}` },
    ])
    expect(ask).toMatchObject({ name: 'proxy-allow-connect', edit: null, change: null })
    expect(out).not.toContain(tokenOf(original))
  })

  test('as YAML', async () => {
    const { out } = await run(['fix', 'proxy-url-remove', '-o', 'yaml'])
    expect(out).toMatch(/^schemaVersion: "1"\nkind: Remedies\n/)
    expect(out.match(/^- name: /gm)).toEqual(['- name: '])
  })

  test('ID shows one with its steps and its diff', async () => {
    const { code, out } = await run(['fix', 'proxy-url-remove'])
    expect(code).toBe(0)
    expect(out).toContain('      $ kubectl config unset clusters.demo.proxy-url')
    expect(out).toContain(`--- ${config}, line 5\n+++ ${config}, edited\n - name: demo\n   cluster:\n`)
    expect(out).toContain(`\n-    proxy-url: ${proxyOf(original)}\n     server: https://127.0.0.1:`)
    expect(out).not.toContain(tokenOf(original))
  })

  test('an unknown ID is wrong usage', async () => {
    const { code, err } = await run(['fix', 'nonsense'])
    expect([code, err.split('\n')[0]]).toEqual([
      2,
      'error: there is no remedy "nonsense" here; there are: proxy-url-remove, proxy-allow-connect',
    ])
  })

  test.each([
    [['fix', '--apply'], 'which remedy? give its name before --apply; "kubectl tlsdoctor fix" lists them'],
    [['fix', 'x', '--undo'], '--undo takes no remedy: it restores the newest backup'],
    [['fix', 'x', '--apply', '--undo'], '--apply and --undo exclude each other'],
  ])('%j is wrong usage', async (args, line) => {
    const { code, err } = await run(args)
    expect([code, err.split('\n')[0]]).toEqual([2, `error: ${line}`])
  })
})

describe.skipIf(lacksUnix !== null)(`fix --apply${inTitle(lacksUnix)}`, () => {
  test('shows the diff, asks, writes, keeps a backup, and a new diagnosis proves it', async () => {
    const { code, out, err, asked } = await run(['fix', 'proxy-url-remove', '--apply'], ['y'])
    expect(code).toBe(0)
    expect(err).toContain(`\n-    proxy-url: ${proxyOf(original)}\n`)
    expect(asked).toEqual([`Write this to ${config}? [y/N] `])
    expect(readFileSync(config, 'utf8')).toBe(original.replace(/ {4}proxy-url: .*\n/, ''))
    expect(statSync(config).mode & 0o777).toBe(0o600)
    const [backup] = backups()
    expect(readFileSync(join(dirname(config), backup ?? ''), 'utf8')).toBe(original)
    expect(out).toMatch(/^✓ DONE {2}take proxy-url out of cluster demo/)
    expect(out).toContain('\n✓ HEALTHY  ')
    expect(out).toContain(
      `\n  backup      ${join(dirname(config), backup ?? '')}\n  to go back  kubectl tlsdoctor fix --undo\n`,
    )
  })

  test('and --undo brings the old file back, byte for byte', async () => {
    await run(['fix', 'proxy-url-remove', '--apply', '--yes'])
    const { code, out, err } = await run(['fix', '--undo', '--yes'])
    expect([code, out]).toEqual([0, `restored: ${config}\n`])
    expect(err).toContain(`\n+    proxy-url: ${proxyOf(original)}\n`)
    expect(err).not.toContain(tokenOf(original))
    expect(readFileSync(config, 'utf8')).toBe(original)
    expect(backups()).toEqual([])
    const again = await run(['fix', '--undo', '--yes'])
    expect([again.code, again.err]).toEqual([0, `there is nothing to undo: no backup beside ${config}\n`])
  })

  test('as JSON says what was applied', async () => {
    const { code, out } = await run(['fix', 'proxy-url-remove', '--apply', '-y', '-o', 'json'])
    const list = JSON.parse(out)
    expect([code, list.outcome]).toEqual([0, 'healthy'])
    expect(list.applied).toMatchObject({ name: 'proxy-url-remove', file: config, mended: true })
    expect(basename(list.applied.backup)).toBe(backups()[0])
  })

  test.each([['n'], [''], ['yesterday'], [null]])('the answer %j changes nothing', async (answer) => {
    const { code, err } = await run(['fix', 'proxy-url-remove', '--apply'], [answer])
    expect([code, err.split('\n').at(-2)]).toEqual([1, 'nothing was changed: you did not say yes'])
    unchanged()
  })

  test('without a terminal and without --yes it says what to do', async () => {
    const { code, err } = await run(['fix', 'proxy-url-remove', '--apply'])
    expect(code).toBe(1)
    expect(err).toMatch(/to go ahead: kubectl tlsdoctor fix proxy-url-remove --apply --yes\n$/)
    unchanged()
  })

  test('is refused where the kubeconfig is changed before the answer', async () => {
    const { code, err } = await run(
      ['fix', 'proxy-url-remove', '--apply'],
      [
        () => {
          writeFileSync(config, `${original}# mine\n`)
          return 'y'
        },
      ],
    )
    expect([code, err.split('\n').at(-2)]).toEqual([
      1,
      `nothing was changed: ${config} was changed by somebody else meanwhile; run the command again`,
    ])
    expect(readFileSync(config, 'utf8')).toBe(`${original}# mine\n`)
    expect(backups()).toEqual([])
  })

  test('of what others have to do says who can', async () => {
    const { code, err } = await run(['fix', 'proxy-allow-connect', '--apply', '--yes'])
    expect(code).toBe(1)
    expect(err).toContain('The doctor cannot apply this: the network team can.')
    unchanged()
  })

  test('edits the file that defines the value, of several, through a symbolic link', async () => {
    const folder = dirname(config)
    writeFileSync(join(folder, 'first'), 'apiVersion: v1\nkind: Config\ncurrent-context: demo\n')
    symlinkSync(basename(config), join(folder, 'second'))
    const list = `${join(folder, 'first')}:${join(folder, 'second')}`
    const { code } = await run(['fix', 'proxy-url-remove', '--apply', '--yes'], [], { KUBECONFIG: list })
    expect(code).toBe(0)
    expect(readFileSync(config, 'utf8')).not.toContain('proxy-url')
    expect(readFileSync(join(folder, 'first'), 'utf8')).not.toContain('clusters')
    expect((await run(['fix', '--undo', '--yes'], [], { KUBECONFIG: list })).code).toBe(0)
    expect(readFileSync(config, 'utf8')).toBe(original)
  })

  test('a JSON kubeconfig stays JSON', async () => {
    const { parse } = await import('yaml')
    original = JSON.stringify(parse(original), null, 4)
    writeFileSync(config, original)
    expect((await run(['fix', 'proxy-url-remove', '--apply', '--yes'])).code).toBe(0)
    const expected = JSON.parse(original)
    delete expected.clusters[0].cluster['proxy-url']
    expect(readFileSync(config, 'utf8')).toBe(JSON.stringify(expected, null, 4))
  })

  test('where it does not help it says so and offers to undo it', async () => {
    // The server goes away between the diagnosis and the answer.
    const { code, out, asked } = await run(
      ['fix', 'proxy-url-remove', '--apply'],
      [
        async () => {
          await running.close()
          await restore()
          return 'y'
        },
        'y',
      ],
    )
    expect(code).toBe(1)
    expect(asked).toEqual([`Write this to ${config}? [y/N] `, 'It did not help. Undo it? [y/N] '])
    expect(out).toMatch(/^✗ WRITTEN, BUT IT DID NOT HELP/)
    expect(out).toMatch(new RegExp(`restored: ${config}\n$`))
    expect(readFileSync(config, 'utf8')).toBe(original)
  })
})

test('where kubectl works there is nothing to do', async () => {
  await running.close()
  await start('healthy')
  const { code, err } = await run(['fix', 'proxy-url-remove', '--apply', '--yes'])
  expect([code, err]).toEqual([0, 'nothing to do: kubectl works here\n'])
})

test('a refuted remedy is not carried out', async () => {
  await running.close()
  await start('golden')
  const { code, err } = await run(['fix', 'proxy-url-remove', '--apply', '--yes'])
  expect(code).toBe(1)
  expect(err).toMatch(
    /^nothing was changed: it was tried on the evidence and does not help: kubectl would then print: /,
  )
  unchanged()
})

async function start(name: ScenarioName): Promise<void> {
  running = await startScenario(name, nodeSystem())
  config = running.kubeconfigPath
  original = readFileSync(config, 'utf8')
}

/** The demo takes its folder with it. */
async function restore(): Promise<void> {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(dirname(config), { recursive: true })
  writeFileSync(config, original, { mode: 0o600 })
}

type Answer = string | null | (() => string | Promise<string>)

async function run(
  args: readonly string[],
  answers: readonly Answer[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const world = fakeWorld()
  const system = nodeSystem()
  const inside = {
    ...system,
    env: { HOME: dirname(config), KUBECONFIG: config, ...running.environment, ...env },
    which: () => null,
  }
  const asked: string[] = []
  const ask = async (question: string) => {
    const answer = answers[asked.length] ?? null
    asked.push(question)
    return typeof answer === 'function' ? answer() : answer
  }
  const terminal = answers.length === 0 ? {} : { stdinIsTty: true, ask }
  const code = await runCommandLine(args, { ...world, ...terminal, system: async () => inside })
  return { code, out: world.out(), err: world.err(), asked }
}

function unchanged(): void {
  expect(readFileSync(config, 'utf8')).toBe(original)
  expect(backups()).toEqual([])
}

function backups(): readonly string[] {
  return readdirSync(dirname(config)).filter((name) => name.endsWith('.bak'))
}

function proxyOf(text: string): string {
  return /proxy-url: (?<url>.*)/.exec(text)?.groups?.url ?? ''
}

function tokenOf(text: string): string {
  return /token: (?<token>.*)/.exec(text)?.groups?.token ?? ''
}
