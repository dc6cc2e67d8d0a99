import { describe, expect, it } from 'vitest'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { behavioursOf } from '../../src/release/behaviours.ts'
import { resolveTarget } from '../../src/target/resolve.ts'
import { type FakeWorld, fakeSystem } from '../kubeconfig/fake-system.ts'

const RELEASES = {
  'v1.24.0': 'go1.18.1',
  'v1.25.0': 'go1.19',
  'v1.26.4': 'go1.19.8',
  'v1.32.3': 'go1.23.6',
  'v1.34.5': 'go1.24.13',
  'v1.36.0': 'go1.26.2',
} as const
type Kubectl = keyof typeof RELEASES

interface Parts {
  readonly server?: string
  readonly cluster?: Readonly<Record<string, unknown>>
  readonly user?: Readonly<Record<string, unknown>>
}

function messageOf(kubectl: Kubectl, { server, cluster, user }: Parts, world: FakeWorld = {}): string | null {
  const config = {
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: server ?? 'https://192.0.2.1:6443', ...cluster } }],
    users: [{ name: 'u', user: user ?? { token: 't' } }],
  }
  const files = { '/home/ann/.kube/config': JSON.stringify(config), ...world.files }
  const system = fakeSystem({ ...world, files })
  const loaded = loadKubeconfig(undefined, system)
  if (loaded.kind === 'refused') return loaded.error.message
  const resolved = resolveTarget(loaded.kubeconfig, {}, system, behavioursOf(RELEASES[kubectl], {}, kubectl))
  return resolved.kind === 'refused' ? resolved.error.message : null
}

const PAIR = 'error: host must be a URL or a host:port pair: '
const FAILED = 'Unable to connect to the server: '

/** Printed by those kubectls; v1.36 apart, of which only net/url's source in Go 1.26 was read. */
describe('a server URL as the release’s Go reads it', () => {
  it.each([
    ['v1.24.0', 'https:/192.0.2.1:6443', `${PAIR}"https:///192.0.2.1:6443"`],
    ['v1.25.0', 'https:/192.0.2.1:6443', `${PAIR}"https:/192.0.2.1:6443"`],
    ['v1.24.0', 'HTTPS:/a?b=c', `${PAIR}"https:///a"`],
    ['v1.34.5', 'HTTPS:/a?b=c', `${PAIR}"https:/a"`],
    ['v1.25.0', 'https:///a', `${PAIR}"https:///a"`],
    ['v1.32.3', 'https://[closed.example]:6443', null],
    ['v1.34.5', 'https://[closed.example]:6443', `${PAIR}"https://[closed.example]:6443"`],
    ['v1.34.5', 'https://[127.0.0.1]:6443', `${PAIR}"https://[127.0.0.1]:6443"`],
    ['v1.34.5', 'https://[]:6443', `${PAIR}"https://[]:6443"`],
    ['v1.34.5', 'https://[fe80::1%25lo]:6443', null],
    ['v1.34.5', '[a]:6443', `${FAILED}invalid host: ParseAddr("a"): unable to parse IP`],
    ['v1.34.5', '[127.0.0.1]:6443', `${FAILED}invalid IP-literal`],
    ['v1.32.3', 'https://a[::1]', `${PAIR}"https://a[::1]"`],
    ['v1.32.3', 'https://a[::1]:6443', `${FAILED}dial tcp: address [a[::1]]:6443: missing port in address`],
    ['v1.32.3', 'a[b]:1', `${FAILED}dial tcp: address a[b]:1: unexpected '[' in address`],
    ['v1.34.5', 'https://a[::1]:6443', null],
    ['v1.34.5', 'a[::1]x:1', `${FAILED}invalid port "x:1" after host`],
    ['v1.36.0', 'https://a[::1]:6443', `${PAIR}"https://a[::1]:6443"`],
    ['v1.34.5', 'https://a:b:1', null],
    ['v1.36.0', 'https://a:b:1', `${PAIR}"https://a:b:1"`],
    ['v1.36.0', 'a:b:1', `${FAILED}invalid port ":b:1" after host`],
  ] as const)('%s: %s', (kubectl, server, message) => {
    expect(messageOf(kubectl, { server })).toBe(message)
  })

  it('a proxy-url too', () => {
    const cluster = { 'proxy-url': 'http://[a]:1' }
    expect(messageOf('v1.32.3', { cluster })).toBeNull()
    expect(messageOf('v1.34.5', { cluster })).toBe(
      `error: invalid 'proxy-url' "http://[a]:1" for cluster "c": could not parse: http://[a]:1`,
    )
  })
})

describe('what cannot stand in a header', () => {
  it.each([
    ['v1.25.0', { token: 'a\nb' }, 'for "Authorization"'],
    ['v1.34.5', { token: 'a\u0001b' }, 'for "Authorization"'],
    ['v1.24.0', { token: 'a\nb' }, '"Bearer REDACTED" for key Authorization'],
    ['v1.24.0', { token: 'a', as: 'x\ny' }, '"x\\ny" for key Impersonate-User'],
    ['v1.34.5', { token: 'a', as: 'x\ny' }, 'for "Impersonate-User"'],
    ['v1.34.5', { token: 'a', as: 'x', 'as-groups': ['g\n'] }, 'for "Impersonate-Group"'],
    ['v1.34.5', { token: 'a', as: 'x', 'as-user-extra': { ab: ['g\n'] } }, 'for "Impersonate-Extra-Ab"'],
  ] as const)('%s: %j', (kubectl, user, which) => {
    expect(messageOf(kubectl, { user })).toBe(`${FAILED}net/http: invalid header field value ${which}`)
  })

  it.each([{ token: 'a\tb' }, { token: 'a b' }, { token: 'aéb' }, { username: 'a\nb', password: 'c' }])(
    'is not %j',
    (user) => {
      expect(messageOf('v1.34.5', { user })).toBeNull()
    },
  )

  it('is no token over http://, where none is sent', () => {
    expect(messageOf('v1.34.5', { server: 'http://192.0.2.1', user: { token: 'a\nb' } })).toBeNull()
    expect(messageOf('v1.34.5', { server: 'http://192.0.2.1', user: { as: 'a\nb' } })).toBe(
      `${FAILED}net/http: invalid header field value for "Impersonate-User"`,
    )
  })
})

describe('cloud providers that were part of kubectl up to 1.25', () => {
  const provider = (name: string, config: Readonly<Record<string, string>> = {}): Parts => ({
    user: { 'auth-provider': { name, config } },
  })
  const NO_GOOGLE =
    'error: cannot construct google default token source: google: could not find default credentials. See https://developers.google.com/accounts/docs/application-default-credentials for more information.'
  const azure = (what: string) => `error: creating a new azure token source for device code authentication: ${what}`

  it.each([
    [provider('gcp'), NO_GOOGLE],
    [provider('gcp', { 'cmd-path': '' }), 'error: missing access token cmd'],
    [
      provider('gcp', { 'cmd-path': '/x', scopes: 'a' }),
      'error: scopes can only be used when kubectl is using a gcp service account key',
    ],
    [provider('gcp', { 'cmd-path': '/x' }), null],
    [provider('azure'), azure('client-id is empty')],
    [provider('azure', { 'client-id': 'a' }), azure('tenant-id is empty')],
    [provider('azure', { 'client-id': 'a', 'tenant-id': 'b' }), azure('apiserver-id is empty')],
    [provider('azure', { 'config-mode': '2' }), 'error: config-mode:2 is not a valid mode'],
    [provider('azure', { 'client-id': 'a', 'tenant-id': 'b', 'apiserver-id': 'd' }), null],
    [
      provider('openstack'),
      'error: The openstack auth plugin has been removed.\nPlease use the "client-keystone-auth" kubectl/client-go credential plugin instead.\nSee https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/using-client-keystone-auth.md for further details',
    ],
  ])('%j', (parts, message) => {
    expect(messageOf('v1.25.0', parts)).toBe(message)
  })

  it('reads the default credentials of Google where there are some', () => {
    const file = '/home/ann/.config/gcloud/application_default_credentials.json'
    expect(messageOf('v1.25.0', provider('gcp'), { files: { [file]: '{}' } })).toBeNull()
    const env = { GOOGLE_APPLICATION_CREDENTIALS: '/nope' }
    expect(messageOf('v1.25.0', provider('gcp'), { env })).toBe(
      'error: cannot construct google default token source: google: error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: open /nope: no such file or directory',
    )
  })

  it('are gone since', () => {
    expect(messageOf('v1.26.4', provider('openstack'))).toBe('error: no Auth Provider found for name "openstack"')
    expect(messageOf('v1.26.4', provider('gcp'))).toContain('The gcp auth plugin has been removed.')
  })
})
