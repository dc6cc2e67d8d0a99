import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { addressPaths, planPaths } from '../../src/paths/index.ts'
import type { WantedPaths } from '../../src/paths/path-source.ts'
import { isWanted } from '../../src/paths/selection.ts'
import { resolveTarget } from '../../src/target/resolve.ts'
import type { Target } from '../../src/target/target.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'

const NONE: WantedPaths = { via: [], endpoints: [], only: [], exclude: [] }

function target(env: Readonly<Record<string, string>> = {}, cluster = 'server: "https://api.example:6443"'): Target {
  const text = `kind: Config
current-context: x
contexts: [{name: x, context: {cluster: c, user: u}}]
users: [{name: u, user: {token: t}}]
clusters:
- name: c
  cluster: {${cluster}, insecure-skip-tls-verify: true}
`
  const system = fakeSystem({ env, files: { '/home/ann/.kube/config': text } })
  const loaded = loadKubeconfig(undefined, system)
  if (loaded.kind === 'refused') throw new Error(loaded.error.message)
  const resolved = resolveTarget(loaded.kubeconfig, {}, system)
  if (resolved.kind === 'refused') throw new Error(resolved.error.message)
  return resolved.target
}

const ids = (of: Target, wanted: Partial<WantedPaths> = {}) =>
  planPaths(of, { ...NONE, ...wanted }).map((path) => path.id)

describe('planPaths', () => {
  it('has one path without any proxy, with both its origins', () => {
    expect(planPaths(target(), NONE)).toEqual([
      {
        id: 'direct>api.example:6443',
        transport: 'direct',
        origins: [
          { source: 'kubectl', name: 'kubectl' },
          {
            source: 'kubeconfig',
            name: 'cluster "c"',
            file: '/home/ann/.kube/config',
            pointer: '/clusters/0/cluster/server',
            line: 7,
          },
        ],
        label: 'direct to api.example:6443',
        proxy: null,
        server: { host: 'api.example', port: 6443 },
        address: null,
        usedByKubectl: true,
      },
    ])
  })

  it('puts kubectl’s own path first, then the direct one and every proxy variable', () => {
    const of = target({ HTTPS_PROXY: 'http://ann:pw@p.example:3128', ALL_PROXY: 'socks5://s.example' })
    const paths = planPaths(of, NONE)
    expect(paths.map((path) => [path.id, path.usedByKubectl])).toEqual([
      ['http-proxy@p.example:3128>api.example:6443', true],
      ['direct>api.example:6443', false],
      ['socks5@s.example:1080>api.example:6443', false],
    ])
    expect(paths[0]?.origins).toEqual([
      { source: 'kubectl', name: 'kubectl' },
      { source: 'environment', name: 'HTTPS_PROXY' },
    ])
    expect(paths[1]?.origins[0]?.ignoredBecause).toBe('kubectl goes through a proxy')
    expect(paths[2]?.origins).toEqual([
      { source: 'environment', name: 'ALL_PROXY', ignoredBecause: 'Go does not read ALL_PROXY' },
    ])
    expect(paths[2]?.label).toBe('through SOCKS5 proxy s.example:1080 to api.example:6443')
    expect(JSON.stringify(paths)).not.toContain('pw')
  })

  it('merges variables that name the same proxy', () => {
    const env = {
      HTTPS_PROXY: 'http://p.example:3128',
      https_proxy: 'p.example:3128',
      HTTP_PROXY: 'http://p.example:3128',
    }
    const [first] = planPaths(target(env), NONE)
    expect(first?.origins.map((origin) => origin.name)).toEqual(['kubectl', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY'])
  })

  it('names proxy-url of the kubeconfig as the origin', () => {
    const of = target({ NO_PROXY: '*' }, 'server: "https://[2001:db8::1]:6443", proxy-url: "https://k.example"')
    const paths = planPaths(of, NONE)
    expect(paths.map((path) => path.id)).toEqual([
      'https-proxy@k.example:443>[2001:db8::1]:6443',
      'direct>[2001:db8::1]:6443',
    ])
    expect(paths[0]?.origins[1]).toMatchObject({ source: 'kubeconfig', name: 'proxy-url of cluster "c"', line: 7 })
  })

  it('adds the ways that --via names', () => {
    const via = ['http://p.example', 'socks5://ann:pw@[2001:db8::9]:1081', 'ssh://ann@jump.example']
    expect(ids(target(), { via })).toEqual([
      'direct>api.example:6443',
      'http-proxy@p.example:80>api.example:6443',
      'socks5@[2001:db8::9]:1081>api.example:6443',
      'ssh@jump.example:22>api.example:6443',
    ])
    const ssh = planPaths(target(), { ...NONE, via }).at(-1)
    expect(ssh?.proxy).toMatchObject({
      url: 'ssh://ann@jump.example:22',
      credentials: { username: 'ann', password: null },
    })
  })

  it('adds --endpoint both direct and through kubectl’s proxy', () => {
    const of = target({ HTTPS_PROXY: 'http://p.example:3128' })
    expect(ids(of, { endpoints: ['192.0.2.11', '[2001:db8::2]:443', 'b.example:8443'] }).slice(2)).toEqual([
      'direct>192.0.2.11:6443',
      'http-proxy@p.example:3128>192.0.2.11:6443',
      'direct>[2001:db8::2]:443',
      'http-proxy@p.example:3128>[2001:db8::2]:443',
      'direct>b.example:8443',
      'http-proxy@p.example:3128>b.example:8443',
    ])
  })

  it.each([
    ['ftp://p.example', '--via "ftp://p.example": use http://, https://, socks5:// or ssh:// with a host'],
    ['p.example:80', '--via "p.example:80": use http://, https://, socks5:// or ssh:// with a host'],
    ['http://ann:pw@p.example:x', '--via "http://ann:REDACTED@p.example:x": invalid port ":x" after host'],
    ['http://p.example:70000', '--via "http://p.example:70000": host or port is missing or wrong'],
  ])('refuses --via %j', (via, message) => {
    expect(() => planPaths(target(), { ...NONE, via: [via] })).toThrow(new UsageError(message))
  })

  it.each(['https://b.example', 'b.example:', 'b.example:0', '[b.example]:1', 'a b', ''])(
    'refuses --endpoint %j',
    (text) => {
      expect(() => planPaths(target(), { ...NONE, endpoints: [text] })).toThrow(
        new UsageError(`--endpoint ${JSON.stringify(text)}: use HOST, HOST:PORT or [IPv6]:PORT`),
      )
    },
  )
})

describe('--only and --exclude', () => {
  const of = target({ HTTPS_PROXY: 'http://p.example:3128', ALL_PROXY: 'socks5://s.example' })

  it('match transport, source and id', () => {
    expect(ids(of, { only: ['direct'] })).toEqual(['direct>api.example:6443'])
    expect(ids(of, { only: ['environment'], exclude: ['socks5'] })).toEqual([
      'http-proxy@p.example:3128>api.example:6443',
    ])
    expect(ids(of, { exclude: ['direct>api.example:6443,kubectl'] })).toEqual([
      'socks5@s.example:1080>api.example:6443',
    ])
  })

  it('refuse a word that names nothing', () => {
    expect(() => ids(of, { only: ['sock5'] })).toThrow(
      new UsageError('--only "sock5" is no transport, source or path id (see kubectl tlsdoctor paths)'),
    )
    expect(() => ids(of, { exclude: ['direct>b.example:1'] })).toThrow(UsageError)
  })
})

describe('addressPaths', () => {
  it('fixes a path to each address', () => {
    const [direct] = planPaths(target(), NONE)
    if (direct === undefined) throw new Error('no path')
    const paths = addressPaths(direct, ['192.0.2.1', '2001:db8::1', '192.0.2.1'])
    expect(paths.map((path) => [path.id, path.address, path.usedByKubectl, path.origins])).toEqual([
      ['direct>api.example:6443#192.0.2.1', '192.0.2.1', false, [{ source: 'address', name: '192.0.2.1' }]],
      ['direct>api.example:6443#2001:db8::1', '2001:db8::1', false, [{ source: 'address', name: '2001:db8::1' }]],
    ])
    expect(paths.filter((path) => isWanted(path, { ...NONE, exclude: ['address'] }))).toEqual([])
  })
})
