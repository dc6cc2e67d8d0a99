import { describe, expect, test } from 'vitest'
import { readKubectlArgs } from '../../src/cli/kubectl-args.ts'

test.each([
  ['get pods', ['get', 'pods'], {}],
  ['kubectl get pods', ['get', 'pods'], {}],
  ['get pods -n kube-system', ['get', 'pods'], { namespace: 'kube-system' }],
  ['get pods -nkube-system', ['get', 'pods'], { namespace: 'kube-system' }],
  ['get pods -n=kube-system -o wide', ['get', 'pods', '-o', 'wide'], { namespace: 'kube-system' }],
  ['get pods -An kube-system', ['get', 'pods', '-A'], { namespace: 'kube-system' }],
  ['--context prod get pods', ['get', 'pods'], { context: 'prod' }],
  ['get --context=prod --cluster c pods', ['get', 'pods'], { context: 'prod', cluster: 'c' }],
  ['get pods --as-group a --as-group b', ['get', 'pods'], { asGroup: ['a', 'b'] }],
  ['get pods --insecure-skip-tls-verify', ['get', 'pods'], { insecureSkipTlsVerify: true }],
  ['get pods --insecure-skip-tls-verify=false -A', ['get', 'pods', '-A'], { insecureSkipTlsVerify: false }],
  ['get pods -l app=x --context a --context b', ['get', 'pods', '-l', 'app=x'], { context: 'b' }],
  ['get pods -v=6 --vmodule x=1', ['get', 'pods'], {}],
  ['exec pod -- ls -n x', ['exec', 'pod'], {}],
  ['create rolebinding b --user jane', ['create', 'rolebinding', 'b', '--user', 'jane'], {}],
])('%s', (line, argv, flags) => {
  expect(readKubectlArgs(line.split(' '))).toMatchObject({ argv, flags })
  expect(Object.keys(readKubectlArgs(line.split(' ')).flags)).toEqual(Object.keys(flags))
})

test('a token is a secret from the start', () => {
  const { argv, flags } = readKubectlArgs(['get', 'pods', '--token', 'sekrit', '--password=hunter2'])
  expect(argv).toEqual(['get', 'pods'])
  expect(JSON.stringify(flags)).toBe('{"token":"REDACTED","password":"REDACTED"}')
  expect(flags.token?.reveal()).toBe('sekrit')
})

describe('kubectl may be run for', () => {
  test.each([
    ...['get pods', 'get --raw /version', 'describe node n', 'logs pod', 'top pods', 'version', 'cluster-info'],
    ...[
      'api-resources',
      'api-versions',
      'explain pods',
      'auth can-i get pods',
      'auth whoami',
      'events',
      'get pods -owide',
    ],
    ...['get pods -l w=f', 'get pods --watch=false', 'get pods -n f'],
  ])('%s', (line) => {
    expect(readKubectlArgs(line.split(' ')).runnable).toBe(true)
  })
})

describe('kubectl is never run for', () => {
  test.each([
    ...['get pods -w', 'get pods -Aw', 'get pods --watch', 'get pods --watch-only', 'logs -f pod', 'logs --follow pod'],
    ...['get -f file.yaml', 'get --filename=file.yaml', 'get -k dir', 'delete pod p', 'apply -f x', 'exec p -- ls'],
    ...['auth reconcile -f x', 'cluster-info dump', 'create ns x', 'port-forward p 1', 'run x --image=y', 'edit pod p'],
  ])('%s', (line) => {
    expect(readKubectlArgs(line.split(' ')).runnable).toBe(false)
  })
})

test.each([
  // Connection flags are put behind the argv: behind a second "--" kubectl would take them for names.
  ['auth can-i -- get pods', ['auth', 'can-i', 'get', 'pods'], true],
  ['get pods -- a b', ['get', 'pods', 'a', 'b'], true],
  ['get pods -- --token=x', ['get', 'pods'], false],
  ['exec p -- mysql -psecret', ['exec', 'p'], false],
])('a second "--" does not stay: %s', (line, argv, runnable) => {
  expect(readKubectlArgs(line.split(' '))).toMatchObject({ argv, runnable, flags: {} })
})
