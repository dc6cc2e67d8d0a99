import { describe, expect, test } from 'vitest'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { certificateNamePaths, planPaths } from '../../src/paths/index.ts'
import type { WantedPaths } from '../../src/paths/path-source.ts'
import { machineProxy, pacScript } from '../../src/target/machine-proxy.ts'
import { type Neighbours, neighboursOf } from '../../src/target/neighbours.ts'
import { resolveTarget } from '../../src/target/resolve.ts'
import type { Target } from '../../src/target/target.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'

const NONE: WantedPaths = { via: [], endpoints: [], only: [], exclude: [] }

const CA = ['ca', 'other'].map((name) => Buffer.from(`-----BEGIN ${name}`).toString('base64'))

/** Three entries beside the target's: one with its authority, two with proxies, of which one is none that client-go takes. */
const KUBECONFIG = `kind: Config
current-context: x
contexts: [{name: x, context: {cluster: c, user: u}}]
users: [{name: u, user: {token: t}}]
clusters:
- name: c
  cluster: {server: "https://api.example:6443", insecure-skip-tls-verify: true, certificate-authority-data: "${CA[0]}"}
- name: same
  cluster: {server: "https://192.0.2.11:6443", certificate-authority-data: "${CA[0]}"}
- name: other
  cluster: {server: "https://192.0.2.12:6443", certificate-authority-data: "${CA[1]}", proxy-url: "socks5://ann:pw@s.example:1080"}
- name: odd
  cluster: {server: "https://192.0.2.13:6443", proxy-url: "ftp://f.example"}
`

function planned(): { readonly target: Target; readonly neighbours: Neighbours } {
  const text = KUBECONFIG.replace(`, certificate-authority-data: "${CA[0]}"}\n- name: same`, '}\n- name: same')
  const system = fakeSystem({ env: {}, files: { '/k': text, '/full': KUBECONFIG } })
  const [loaded, full] = [loadKubeconfig('/k', system), loadKubeconfig('/full', system)]
  if (loaded.kind === 'refused' || full.kind === 'refused') throw new Error('refused')
  const resolved = resolveTarget(loaded.kubeconfig, {}, system)
  if (resolved.kind === 'refused') throw new Error(resolved.error.message)
  return { target: resolved.target, neighbours: neighboursOf(full.kubeconfig, resolved.target) }
}

describe('the ways that others are told to take', () => {
  test('are the proxies of other clusters and the servers of entries with the same authority', () => {
    const { target, neighbours } = planned()
    const more = planPaths(target, { ...NONE, neighbours }).filter(({ usedByKubectl }) => !usedByKubectl)
    expect(more.map(({ id, origins }) => [id, origins[0]?.name, origins[0]?.ignoredBecause])).toEqual([
      ['socks5@s.example:1080>api.example:6443', 'proxy-url of cluster "other"', 'it is the proxy of another cluster'],
      [
        'direct>192.0.2.11:6443',
        'cluster "same"',
        'it is the server of another entry with the same certificate authority',
      ],
    ])
    expect(JSON.stringify(more)).not.toContain('pw')
  })

  test('are those of the system and of tools, each with its place, and never by a PAC script', () => {
    const { target } = planned()
    const machine = [
      machineProxy(
        { source: 'tool', name: 'git http.proxy', file: '/h/.gitconfig', line: 2 },
        'http://u:pw@p.example:8080',
      ),
      machineProxy({ source: 'system', name: 'GNOME' }, 'p.example:8080'),
      pacScript({ source: 'system', name: 'PAC' }, 'http://wpad.example/wpad.dat'),
      machineProxy({ source: 'tool', name: 'apt' }, 'DIRECT'),
    ].filter((one) => one !== null)
    expect(machine.map(({ value }) => value)).toEqual([
      'http://u:REDACTED@p.example:8080',
      'p.example:8080',
      'http://wpad.example/wpad.dat',
    ])
    const [, through, ...more] = planPaths(target, { ...NONE, machine })
    expect(more).toEqual([])
    expect(through?.id).toBe('http-proxy@p.example:8080>api.example:6443')
    expect(through?.origins).toEqual([
      { source: 'system', name: 'GNOME', ignoredBecause: "kubectl does not read the system's proxy settings" },
      {
        source: 'tool',
        name: 'git http.proxy',
        file: '/h/.gitconfig',
        line: 2,
        ignoredBecause: "kubectl does not read other tools' settings",
      },
    ])
  })

  test('are the names in an accepted certificate that mean something out here', () => {
    const { target } = planned()
    const sans = {
      dns: ['kubernetes', 'kubernetes.default.svc', 'localhost', '*.example', 'api.example', 'node.example'],
      ip: ['10.96.0.1', 'fd00:10:96::1', '127.0.0.1', '192.0.2.20'],
    }
    expect(certificateNamePaths(target, sans).map(({ id }) => id)).toEqual([
      'direct>node.example:6443',
      'direct>192.0.2.20:6443',
    ])
    // Only a cluster's own certificate holds the address of its service.
    const others = { dns: ['api.example'], ip: ['10.96.0.1'] }
    expect(certificateNamePaths(target, others).map(({ id }) => id)).toEqual(['direct>10.96.0.1:6443'])
  })
})
