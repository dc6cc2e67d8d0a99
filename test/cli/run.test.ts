import { describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { fakeWorld } from './fake-world.ts'

const SEE = "See 'kubectl tlsdoctor --help' for usage."

describe('wrong usage is one line and a hint on stderr, exit status 2', () => {
  test.each([
    [['--foo'], 'unknown flag: --foo', SEE],
    [['--tokn=sekrit'], 'unknown flag: --tokn', SEE],
    [['--foo\u001b[2J'], 'unknown flag: --foo\\x1b[2J', SEE],
    [['-x'], "unknown shorthand flag: 'x' in -x", SEE],
    [['-hx'], "unknown shorthand flag: 'x' in -x", SEE],
    [['--context'], 'flag needs an argument: --context', SEE],
    [['-n'], "flag needs an argument: 'n' in -n", SEE],
    [['--=x'], 'bad flag syntax: --=', SEE],
    [
      ['--no-observe=maybe'],
      'invalid argument "maybe" for "--no-observe" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
      SEE,
    ],
    [
      ['-o', 'pdf'],
      'unable to match a printer suitable for the output format "pdf", allowed formats are: text,wide,json,yaml,markdown,html,ink',
      SEE,
    ],
    [['diagnose'], 'unknown command "diagnose" for "kubectl tlsdoctor"', SEE],
    [
      ['get', 'pods'],
      'unknown command "get" for "kubectl tlsdoctor"',
      'To diagnose a kubectl command, put it after "--": kubectl tlsdoctor -- get',
    ],
    [
      ['--timeout', 'soon'],
      'invalid argument "soon" for "--timeout" flag: must be a duration such as 30s or 1m30s',
      SEE,
    ],
    [['--timeout=0'], 'invalid argument "0" for "--timeout" flag: must be at least 1ms', SEE],
    [['--fail-on', 'x'], 'invalid argument "x" for "--fail-on" flag: must be one of error, warning, never', SEE],
    [
      ['--send-credentials=always'],
      'invalid argument "always" for "--send-credentials" flag: must be one of verified, never',
      SEE,
    ],
    [
      ['--via', 'ftp://user:sekrit@proxy.example'],
      'invalid argument for "--via" flag: must be a URL with http://, https://, socks5:// or ssh://',
      SEE,
    ],
    [['--endpoint', 'https://a'], 'invalid argument "https://a" for "--endpoint" flag: must be HOST or HOST:PORT', SEE],
    [
      ['--only', 'direct,proxy'],
      'invalid argument "proxy" for "--only" flag: must be a path id or one of direct, http-proxy, https-proxy, socks5, ssh, kubectl, environment, kubeconfig, flag, address, endpoint, system, tool',
      SEE,
    ],
    [['--'], 'there is no kubectl command after "--"', SEE],
    [['--', 'kubectl'], 'there is no kubectl command after "--"', SEE],
    [['--', 'config', 'view'], '"kubectl config" asks no API server: there is nothing to diagnose', SEE],
    [['--', 'krew', 'list'], '"krew" is no command of kubectl itself; plugins and aliases cannot be diagnosed', SEE],
    [
      ['--context', 'a', '--', 'get', 'pods', '--context=b'],
      '--context is given differently before and after "--"',
      SEE,
    ],
    [
      ['--token', 'sekrit1', '--', 'get', 'po', '--token', 'sekrit2'],
      '--token is given differently before and after "--"',
      SEE,
    ],
    [['version', '--via', 'x'], 'unknown flag: --via', "See 'kubectl tlsdoctor version --help' for usage."],
    [['version', 'x'], 'unexpected argument "x"', "See 'kubectl tlsdoctor version --help' for usage."],
    [
      ['version', '-o', 'html'],
      'unable to match a printer suitable for the output format "html", allowed formats are: text,json,yaml',
      "See 'kubectl tlsdoctor version --help' for usage.",
    ],
    [
      ['paths', '--', 'get', 'pods'],
      '"kubectl tlsdoctor paths" takes no kubectl command after "--"',
      "See 'kubectl tlsdoctor paths --help' for usage.",
    ],
    [
      ['paths', '-o', 'markdown'],
      'unable to match a printer suitable for the output format "markdown", allowed formats are: text,wide,json,yaml',
      "See 'kubectl tlsdoctor paths --help' for usage.",
    ],
    [['demo', '--kubeconfig', 'x'], 'unknown flag: --kubeconfig', "See 'kubectl tlsdoctor demo --help' for usage."],
  ])('%j', async (args, line, hint) => {
    const world = fakeWorld()
    expect(await runCommandLine(args, world)).toBe(2)
    expect(world.err()).toBe(`error: ${line}\n${hint}\n`)
    expect(world.out()).toBe('')
  })
})

test('the words of an unknown scenario name those that there are', async () => {
  const world = fakeWorld()
  expect(await runCommandLine(['demo', 'nothing'], world)).toBe(2)
  expect(world.err()).toMatch(/^error: there is no scenario "nothing"; there are: golden, healthy, /)
})

describe('version', () => {
  test.each([[['version']], [['--version']], [['--version', '-o', 'text']]])('%j', async (args) => {
    const world = fakeWorld()
    expect(await runCommandLine(args, world)).toBe(0)
    expect(world.out()).toBe('kubectl-tlsdoctor 0.0.0-development\n')
  })

  test('as JSON and as YAML', async () => {
    const json = fakeWorld()
    await runCommandLine(['version', '-o', 'json'], json)
    expect(JSON.parse(json.out())).toEqual({
      schemaVersion: '1',
      kind: 'Version',
      tool: { name: 'kubectl-tlsdoctor', version: '0.0.0-development' },
    })
    const yaml = fakeWorld()
    await runCommandLine(['-oyaml', 'version'], yaml)
    expect(yaml.out()).toBe(
      'schemaVersion: "1"\nkind: Version\ntool:\n  name: kubectl-tlsdoctor\n  version: "0.0.0-development"\n',
    )
  })
})

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']], [['--context', 'x', '--help']]])(
    '%j names every command',
    async (args) => {
      const world = fakeWorld()
      expect(await runCommandLine(args, world)).toBe(0)
      for (const command of ['paths', 'demo [SCENARIO]', 'version']) {
        expect(world.out()).toContain(`\n  kubectl tlsdoctor ${command} `)
      }
      expect(world.out()).toMatch(/^kubectl tlsdoctor \[flags\] \[-- KUBECTL-COMMAND…\]\n/)
      expect(world.err()).toBe('')
    },
  )

  test('of a command shows its own flags only', async () => {
    const world = fakeWorld()
    await runCommandLine(['version', '--help'], world)
    expect(world.out()).toBe(
      [
        'kubectl tlsdoctor version [flags]',
        '',
        "Show the doctor's own version; touches no network",
        '',
        'Flags:',
        '  -o, --output  FORMAT: Output format: text, json, yaml (default text)',
        '  -h, --help    Show this help',
        '',
        'Examples:',
        '  # for scripts',
        '  kubectl tlsdoctor version -o json',
        '',
        'Exit status: 0 shown.',
        '',
      ].join('\n'),
    )
  })

  test('uses kubectl’s words for its flags', async () => {
    const world = fakeWorld({ tty: 200 })
    await runCommandLine(['--help'], world)
    expect(world.out().replaceAll(/\s+/g, ' ')).toContain(
      'Server name to use for server certificate validation. If it is not provided, the hostname used to contact the server is used',
    )
  })
})

describe('a bug of ours', () => {
  test('is one line that asks to be reported', async () => {
    const world = fakeWorld()
    expect(await runCommandLine(['paths'], world)).toBe(70)
    expect(world.err()).toBe(
      'error: this is a bug of kubectl-tlsdoctor, please report it with the output of the same command with -v=1: this test touches no system\n',
    )
  })

  test.each([[['-v=1']], [['-v', '6']], [['-v1']], [['--v=2']]])('shows its stack with %j', async (flags) => {
    const world = fakeWorld()
    expect(await runCommandLine(['paths', ...flags], world)).toBe(70)
    expect(world.err()).toMatch(/please report it: this test touches no system\nError: this test .*\n {4}at /)
  })
})
