import { describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { fakeWorld } from './fake-world.ts'

const EOF = 'Unable to connect to the server: EOF'

async function run(args: readonly string[], given: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld(given)
  const code = await runCommandLine(['explain', ...args], world)
  return { code, out: world.out(), err: world.err() }
}

describe('explain', () => {
  test.each([
    [[EOF], {}],
    [EOF.split(' '), {}],
    [['-'], { stdin: EOF }],
    [[], { stdin: `${EOF}\n` }],
  ])('takes the text %j %j', async (args, given) => {
    const { code, out, err } = await run(args, given)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^THE TEXT\n {2}│ Unable to connect to the server: EOF\n\nWHAT IT SAYS\n/)
    expect(out).toContain('1. the peer closes the connection without a word')
    expect(out).toContain('\n  $ kubectl tlsdoctor\n')
  })

  test('an unknown text is exit status 1 and says what to do', async () => {
    const { code, out, err } = await run(['all', 'is', 'well'])
    expect([code, err]).toEqual([1, ''])
    expect(out).toMatch(/^\? UNKNOWN\n/)
    expect(out).toContain('Paste the whole output of kubectl -v=4')
  })

  test.each([
    [[], {}, 'there is no text to explain: give it as an argument, or pipe it in'],
    [[''], {}, 'there is no text to explain'],
    [[], { stdin: ' \n' }, 'there is no text to explain'],
    [
      ['-o', 'html', 'x'],
      {},
      'unable to match a printer suitable for the output format "html", allowed formats are: text,json,yaml',
    ],
    [['--context', 'a', 'x'], {}, 'unknown flag: --context'],
    [['x', '--', 'get', 'pods'], {}, '"kubectl tlsdoctor explain" takes no kubectl command after "--"'],
  ])('%j %j is wrong usage', async (args, given, line) => {
    expect(await run(args, given)).toEqual({
      code: 2,
      out: '',
      err: `error: ${line}\nSee 'kubectl tlsdoctor explain --help' for usage.\n`,
    })
  })

  test('as JSON and YAML', async () => {
    const json = JSON.parse((await run(['-o', 'json', EOF])).out)
    expect(json).toMatchObject({ schemaVersion: '1', kind: 'Explanation', known: true, truncated: false })
    expect(json.items[0]).toMatchObject({ id: 'eof', count: 1, saidBy: { hop: 'server' } })
    expect(json.items[0].causes[0]).toEqual({
      id: 'connection-closed',
      title: 'the peer closes the connection without a word',
      why: 'a load balancer without a backend, a firewall, or a server that is restarting',
      tell: 'a load balancer without a backend, a firewall that dislikes the server name, or a restarting server',
      url: 'docs/findings.md#connection-closed',
    })
    expect((await run(['-o', 'yaml', 'well'])).out).toMatch(/^schemaVersion: "1"\nkind: Explanation\n/)
  })
})
