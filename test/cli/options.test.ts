import { describe, expect, test } from 'vitest'
import { diagnoseRequest } from '../../src/cli/options.ts'
import { parse } from '../../src/cli/parser.ts'

test('without any flag', () => {
  expect(request()).toEqual({
    flags: {},
    kubectlArgs: [],
    runnable: true,
    kubectl: null,
    kubectlVersion: null,
    observe: true,
    via: [],
    endpoints: [],
    only: [],
    exclude: [],
    canaries: true,
    sendCredentials: 'verified',
    timeoutMs: 60_000,
  })
})

test.each([
  [['--kubectl', './kubectl'], { kubectl: './kubectl' }],
  [['--kubectl-version=v1.30'], { kubectlVersion: 'v1.30' }],
  [['--no-observe'], { observe: false }],
  [['--no-observe=false'], { observe: true }],
  [['--no-canaries'], { canaries: false }],
  [['--via', 'http://a.example:1', '--via=ssh://b.example'], { via: ['http://a.example:1', 'ssh://b.example'] }],
  [
    ['--via', 'http://proxy.1:3128', '--via=ssh://[fe80::1%25eth0]'],
    { via: ['http://proxy.1:3128', 'ssh://[fe80::1%25eth0]'] },
  ],
  [['--via', 'socks5://u:p@c.example:1080'], { via: ['socks5://u:p@c.example:1080'] }],
  [
    ['--endpoint', '192.0.2.1:6443', '--endpoint', '[2001:db8::1]:6443'],
    { endpoints: ['192.0.2.1:6443', '[2001:db8::1]:6443'] },
  ],
  [['--endpoint', 'api.example', '--endpoint', '2001:db8::1'], { endpoints: ['api.example', '2001:db8::1'] }],
  [['--only', 'direct, socks5', '--only', 'environment'], { only: ['direct', 'socks5', 'environment'] }],
  [['--exclude', 'direct>api.example:6443'], { exclude: ['direct>api.example:6443'] }],
  [['--send-credentials', 'never'], { sendCredentials: 'never' }],
  [['--timeout', '1m30s'], { timeoutMs: 90_000 }],
  [['--timeout', '100000h'], { timeoutMs: 2_147_483_647 }],
  [['--context', '-odd'], { flags: { context: '-odd' } }],
  [['-nkube-system', '-s', 'https://192.0.2.1'], { flags: { namespace: 'kube-system', server: 'https://192.0.2.1' } }],
  [['--context', 'a', '--context', 'b'], { flags: { context: 'b' } }],
  [
    ['--as', 'jane', '--as-uid=7', '--as-group', 'x', '--as-group', 'y'],
    { flags: { as: 'jane', asUid: '7', asGroup: ['x', 'y'] } },
  ],
  [
    ['--insecure-skip-tls-verify', '--disable-compression=T'],
    { flags: { insecureSkipTlsVerify: true, disableCompression: true } },
  ],
  [['--kuberc', 'x', '--match-server-version', '-v=9', '--vmodule=a=1'], { flags: {} }],
])('%j', (args, expected) => {
  expect(request(...args)).toMatchObject(expected)
})

describe('both sides of "--"', () => {
  test('are merged', () => {
    expect(request('--context', 'a', '--', 'kubectl', 'get', 'pods', '-n', 'b', '--context=a')).toMatchObject({
      flags: { context: 'a', namespace: 'b' },
      kubectlArgs: ['get', 'pods'],
      runnable: true,
    })
  })

  test('may repeat the same secret', () => {
    expect(request('--token', 'x', '--', 'get', 'pods', '--token=x').flags.token?.reveal()).toBe('x')
  })
})

function request(...args: readonly string[]) {
  return diagnoseRequest(parse(args).invocation)
}
