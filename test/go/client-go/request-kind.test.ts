import { describe, expect, it } from 'vitest'
import { commandOf, requestKind } from '../../../src/go/client-go/request-kind.ts'

describe('requestKind', () => {
  const pods = commandOf(['get', 'pods'])

  it.each([
    ['/api?timeout=32s', 'discovery'],
    ['/apis', 'discovery'],
    ['/api/v1', 'discovery'],
    ['/apis/apps/v1?timeout=32s', 'discovery'],
    ['/openapi/v2', 'discovery'],
    ['/api/v1/namespaces/default/pods?limit=500', 'typed'],
    ['/apis/apps/v1/deployments', 'typed'],
    ['/apis/apps', 'discovery'],
    ['/version/', 'discovery'],
    ['/healthz', 'typed'],
    ['/other/version', 'typed'],
  ])('of %s is %s', (path, kind) => {
    expect(requestKind(pods, `https://api.example:6443${path}`, '')).toBe(kind)
    expect(requestKind(pods, `https://api.example:6443/k8s/clusters/c-1${path}`, '/k8s/clusters/c-1')).toBe(kind)
  })

  it.each(['https://node.1:6443', 'https://[fe80::1%25eth0]:6443'])('at %s is found below an odd prefix', (server) => {
    expect(requestKind(pods, `${server}/a%20b%3Fc/apis?timeout=32s`, '/a b?c')).toBe('discovery')
  })

  it('reads the path of what is no URL, too', () => {
    expect(requestKind(pods, '/k8s/api?timeout=32s', '/k8s')).toBe('discovery')
    expect(requestKind(pods, '/api/v1/pods?limit=\n5', '')).toBe('typed')
  })

  it('is raw whatever --raw asks for', () => {
    expect(requestKind(commandOf(['get', '--raw', '/apis']), 'https://api.example:6443/apis', '')).toBe('raw')
    expect(requestKind(commandOf(['get', '--raw=/apis']), 'https://api.example:6443/apis', '')).toBe('raw')
  })
})

describe('commandOf', () => {
  it.each([
    [['get', 'pods', '-n', 'kube-system'], 'get', true],
    [['version'], 'version', false],
    [['auth', 'can-i', 'get', 'pods'], 'auth can-i', true],
    [['auth', 'whoami'], 'auth whoami', false],
    [['create', 'ns', 'x'], 'create', false],
    [['create', 'namespace', 'x'], 'create', false],
    [['create', 'deployment', 'namespace'], 'create', true],
    [['get', 'ns'], 'get', true],
    [['create'], 'create', true],
    [['-v=6', 'version'], 'version', false],
    [['auth'], 'auth', true],
    [['top', 'pods'], 'top', false],
    [['cp', 'a', 'b'], 'cp', false],
    [['cluster-info'], 'cluster-info', false],
    [['events'], 'events', false],
    [['config', 'view'], 'config', false],
    [['completion', 'bash'], 'completion', false],
    [['proxy'], 'proxy', false],
    [[], '', true],
    [['get', '--raw', '/version'], 'get', false],
  ])('knows whether %j discovers resources first', (argv, verb, discovers) => {
    expect(commandOf(argv)).toMatchObject({ verb, discovers })
  })
})
