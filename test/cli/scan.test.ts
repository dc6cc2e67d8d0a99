import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { System } from '../../src/system/system.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { fakeWorld } from './fake-world.ts'
import { KINDS, type Kind, type ManyContexts, manyContexts } from './many-contexts.ts'

let many: ManyContexts

beforeAll(async () => {
  many = await manyContexts(200)
})

afterAll(() => many.close())

/** What a row of each kind says after its context and server. */
const SAYS: Readonly<Record<Kind, RegExp>> = {
  works: /^healthy +- +- +-$/,
  expired:
    /^failing +certificate-expired +cluster admin +x509: certificate has expired or is not yet valid: current …$/,
  unnamed:
    /^failing +server-ip-not-in-certificate +cluster admin +x509: certificate is valid for 10\.96\.0\.1, not 127\.0\.0\.1$/,
  closed: /^failing +port-closed +cluster admin +The connection to the server 127\.0\.0\.1:\d+ was refused - d?i?…$/,
  rotated: /^failing +cluster-ca-rotated +you +x509: certificate signed by unknown authority \(possibly bec…$/,
  'no-cluster': /^failing +cluster-missing +you +The connection to the server localhost:8080 was refused - d…$/,
}

describe('200 contexts', () => {
  test('one exact row each, in their order, in bounded time and memory', { timeout: 300_000 }, async () => {
    const before = process.memoryUsage().rss
    // The machine may be busy with something else: what counts is what this takes of it.
    const started = process.cpuUsage()
    const { code, out, err } = await run(['scan', '--all-contexts'])
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1e6).toBeLessThan(90)
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024)
    expect([code, err]).toEqual([1, ''])
    const [title, ...rest] = out.split('\n')
    const rows = rest.slice(0, 200)
    expect(title).toMatch(/^ {2}CONTEXT +SERVER +OUTCOME +CAUSE +WHO CAN ACT +KUBECTL PRINTS$/)
    for (const [index, row] of rows.entries()) {
      const kind = KINDS[index % KINDS.length] ?? 'works'
      const [, context, server, says] = /^. (\S+) +(\S+) +(.*)$/.exec(row) ?? []
      expect(context).toBe(`${kind}-${index}`)
      expect(server).toBe(kind === 'no-cluster' ? 'http://localhost:8080' : `127.0.0.1:${many.ports[kind]}`)
      expect(says, row).toMatch(SAYS[kind])
    }
    expect(rest.slice(200)).toEqual(['', '200 contexts: 166 failing, 34 healthy', ''])
  })
})

describe('a few contexts', () => {
  test('as JSON: a Scan of whole reports and their contexts', async () => {
    const { code, out } = await run(['scan', 'works-0', 'zz', 'expired-1', 'works-0', '-o', 'json'])
    const scan = JSON.parse(out)
    expect([code, scan.schemaVersion, scan.kind]).toEqual([1, '1', 'Scan'])
    expect(scan.contexts).toEqual(['works-0', 'zz', 'expired-1'])
    expect(scan.items.map((item: { kind: string; outcome: string }) => [item.kind, item.outcome])).toEqual([
      ['Report', 'healthy'],
      ['Report', 'failing'],
      ['Report', 'failing'],
    ])
    expect(scan.items[1].kubectl.predicted.message).toBe('error: context "zz" does not exist')
  })

  test('as YAML', async () => {
    const { out } = await run(['scan', 'works-0', '-o', 'yaml'])
    expect(out).toMatch(/^schemaVersion: "1"\nkind: Scan\n/)
  })

  test('without a name the active one', async () => {
    const { code, out } = await run(['scan'])
    expect([code, out.split('\n')[1]?.split(/ +/)[1]]).toEqual([0, 'works-0'])
  })

  test('wide has cluster, user, path and all that kubectl prints', async () => {
    const { out } = await run(['scan', 'expired-1', '-o', 'wide'])
    expect(out).toMatch(/^ {2}CONTEXT +CLUSTER +USER +SERVER +PATH +OUTCOME +CAUSE +WHO CAN ACT +KUBECTL PRINTS\n/)
    expect(out).toMatch(/\n✗ expired-1 +expired-1 +ann +127\.0\.0\.1:\d+ +direct to .* is after \d{4}-\S+Z\n/)
  })

  test('the worst decides the exit status: 1, before 3, before 0', async () => {
    const unfinished = (command: readonly string[]) => run([...command, '--exclude', 'kubectl'])
    expect((await run(['scan', 'works-0'])).code).toBe(0)
    expect((await unfinished(['scan', 'works-0'])).code).toBe(3)
    expect((await unfinished(['scan', 'works-0', 'zz'])).code).toBe(1)
    expect((await unfinished(['scan', 'works-0', 'zz', '--fail-on', 'never'])).code).toBe(3)
  })

  test.each([
    [['scan', 'a', '--all-contexts'], 'give contexts by name, or --all-contexts, or --context: one of them'],
    [
      ['scan', '--all-contexts', '--context', 'a'],
      'give contexts by name, or --all-contexts, or --context: one of them',
    ],
    [['scan', '--concurrency', '65'], 'invalid argument "65" for "--concurrency" flag: must be a number from 1 to 64'],
  ])('%j is wrong usage', async (args, line) => {
    const { code, err } = await run(args)
    expect([code, err.split('\n')[0]]).toEqual([2, `error: ${line}`])
  })

  test.skipIf(lacksUnix !== null)(
    `a broken kubeconfig is one row in kubectl’s words${inTitle(lacksUnix)}`,
    async () => {
      const { code, out } = await run(['scan', '--all-contexts', '--kubeconfig', '/nowhere/config'])
      expect(code).toBe(1)
      expect(out).toMatch(
        /\n✗ - +- +failing +kubeconfig-missing +you +stat \/nowhere\/config: no such file or directory\n/,
      )
    },
  )
})

test('on a terminal the rows fill in place on stderr, and the table stays on stdout', async () => {
  const world = fakeWorld({ tty: 60 })
  const args = ['scan', 'works-0', 'zz', '--no-color', '--kubeconfig', many.kubeconfig]
  expect(await runCommandLine(args, { ...world, system: async () => inside() })).toBe(1)
  const frames = world.err().split(/\u001b\[\d+A\r\u001b\[J/)
  expect(frames[0]).toBe(
    '  CONTEXT  SERVER  OUTCOME  CAUSE  WHO CAN ACT  KUBECTL PRI\n▸ works-0  -       looking\n  zz       -       waiting\n  0 of 2 contexts done\n',
  )
  expect(frames.at(-2)).toMatch(
    /^ {2}CONTEXT .*\n✓ works-0 .* healthy .*\n✗ zz .* failing .*\n {2}2 of 2 contexts done\n$/,
  )
  expect(frames.at(-1)).toBe('')
  for (const line of frames.join('\n').split('\n')) expect(line.length).toBeLessThan(60)
  expect(world.out()).toMatch(/\n2 contexts: 1 failing, 1 healthy\n$/)
})

test('Ctrl-C prints what is there', async () => {
  const world = fakeWorld()
  const system = inside()
  let reads = 0
  // The third context is about to be looked at when the key is pressed.
  const pressing: System = {
    ...system,
    now() {
      reads += 1
      if (reads === 4) world.interrupt()
      return system.now()
    },
  }
  const args = ['scan', '--all-contexts', '--concurrency', '1', '-o', 'json', '--kubeconfig', many.kubeconfig]
  expect(await runCommandLine(args, { ...world, system: async () => pressing })).toBe(130)
  const scan = JSON.parse(world.out())
  expect(scan.contexts.slice(0, 2)).toEqual(['works-0', 'expired-1'])
  expect(scan.contexts.length).toBeLessThan(5)
  expect(scan.items.slice(0, 2).map(({ outcome }: { outcome: string }) => outcome)).toEqual(['healthy', 'failing'])
  expect(world.err()).toMatch(/interrupted: \d+ contexts were not looked at\n$/)
})

test('what breaks one context, a bug of ours included, is its own row and stops no other', async () => {
  const world = fakeWorld()
  const system = inside()
  let asked = 0
  const broken: System = {
    ...system,
    zoneOffsetMinutes() {
      asked += 1
      if (asked === 2) throw new Error('this breaks\u001b[2J')
      return 0
    },
  }
  const contexts = ['works-0', 'closed-3', 'works-6']
  const args = ['scan', ...contexts, '--concurrency', '1', '--kubeconfig', many.kubeconfig]
  expect(await runCommandLine(args, { ...world, system: async () => broken })).toBe(3)
  expect(world.out().split('\n').slice(1, 4)).toEqual([
    expect.stringMatching(/^✓ works-0 .* healthy /),
    '? closed-3  -                unfinished  -      -            This is a bug of kubectl-tlsdoctor, please report it: this …',
    expect.stringMatching(/^✓ works-6 .* healthy /),
  ])
  expect(world.out()).toMatch(/\n3 contexts: 1 unfinished, 2 healthy\n$/)
})

test('flags that no context can take are wrong usage', async () => {
  const { code, err, out } = await run(['scan', 'works-0', 'zz', '--kubectl-version', 'v99'])
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^error: /)
})

async function run(args: readonly string[]) {
  const world = fakeWorld()
  const own = args.includes('--kubeconfig') ? [] : ['--kubeconfig', many.kubeconfig]
  const code = await runCommandLine([...args, ...own], { ...world, system: async () => inside() })
  return { code, out: world.out(), err: world.err() }
}

/** This machine without its kubectl and its proxies. */
function inside(): System {
  return { ...nodeSystem(), env: { HOME: '/nowhere' }, homeDir: '/nowhere', which: () => null }
}
