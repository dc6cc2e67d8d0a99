import { expect, test } from 'vitest'
import { kubectlRequests, usesDiscovery } from '../../src/target/requests.ts'
import type { Target } from '../../src/target/target.ts'

const target = {
  scheme: 'https',
  hostPortAsWritten: '192.0.2.10:10443',
  pathPrefix: '/k8s/clusters/c-1',
  namespace: null,
} as Target

const urls = (argv: readonly string[], cache: 'cold' | 'fresh' | 'unused' = 'cold') =>
  kubectlRequests(argv, target, cache).map((request) =>
    request.url.slice('https://192.0.2.10:10443/k8s/clusters/c-1'.length),
  )

test.each([
  [['get', '--raw', '/version'], ['/version']],
  [['get', '--raw=/readyz?verbose'], ['/readyz?verbose=']],
  // As a real kubectl sends them.
  [['get', '--raw', '/x?b=2&a=b c*~&%zz&c;d#f'], ['/x?a=b+c%2A~&b=2']],
  [['get', '--raw', '//node.1/a b/../c|d'], ['/c%7Cd']],
  [['get', '--raw', '/a%2Fb/'], ['/a/b/']],
  [['get', '--raw', 'healthz'], ['/healthz']],
  [['version'], ['/version?timeout=32s']],
  [
    ['get', 'pods'],
    ['/api?timeout=32s', '/apis?timeout=32s', '/api/v1/namespaces/default/pods?limit=500'],
  ],
  [
    ['get', 'po', '-A'],
    ['/api?timeout=32s', '/apis?timeout=32s', '/api/v1/pods?limit=500'],
  ],
  [
    ['get', 'nodes'],
    ['/api?timeout=32s', '/apis?timeout=32s', '/api/v1/nodes?limit=500'],
  ],
  [
    ['get', 'deploy'],
    ['/api?timeout=32s', '/apis?timeout=32s', '/apis/apps/v1/namespaces/default/deployments?limit=500'],
  ],
  [
    ['get', 'widgets.example.com'],
    ['/api?timeout=32s', '/apis?timeout=32s'],
  ],
  [
    ['delete', 'pod', 'x'],
    ['/api?timeout=32s', '/apis?timeout=32s'],
  ],
])('kubectl %j asks %j', (argv, expected) => {
  expect(urls(argv)).toEqual(expected)
})

test('a fresh discovery cache leaves only the request for the resource', () => {
  expect(urls(['get', 'pods'], 'fresh')).toEqual(['/api/v1/namespaces/default/pods?limit=500'])
})

test('the namespace of the context stands in the URL, encoded', () => {
  const [, , request] = kubectlRequests(['get', 'pods'], { ...target, namespace: 'kube system' }, 'cold')
  expect(request?.url).toBe('https://192.0.2.10:10443/k8s/clusters/c-1/api/v1/namespaces/kube%20system/pods?limit=500')
})

test('raw requests and the version look into no discovery cache', () => {
  expect([['get', '--raw', '/x'], ['version'], ['get', 'pods']].map(usesDiscovery)).toEqual([false, false, true])
})
