import { describe, expect, it } from 'vitest'
import type { Kubeconfig } from '../../src/kubeconfig/kubeconfig.ts'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { type FakeWorld, fakeSystem } from './fake-system.ts'

const FILE = '/home/ann/.kube/config'
const HEAD = 'apiVersion: v1\nkind: Config\n'

function load(world: FakeWorld, flag?: string): Kubeconfig {
  const loaded = loadKubeconfig(flag, fakeSystem(world))
  if (loaded.kind === 'refused') throw new Error(loaded.error.message)
  return loaded.kubeconfig
}

/** What follows `error loading config file "…": `, or `null`. */
function faultOf(text: string | Uint8Array): string | null {
  const loaded = loadKubeconfig(undefined, fakeSystem({ files: { [FILE]: text } }))
  return loaded.kind === 'loaded'
    ? null
    : loaded.error.message.replace(`error: error loading config file "${FILE}": `, '')
}

/** Each text was printed by kubectl v1.34.5 for the same content. */
const FAULTS: readonly (readonly [content: string, fault: string])[] = [
  [
    'apiVersion: x/v1\nkind: Config\n',
    'no kind "Config" is registered for version "x/v1" in scheme "k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50"',
  ],
  [
    'kind: Pod\n',
    'no kind "Pod" is registered for version "v1" in scheme "k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50"',
  ],
  [
    'apiVersion: 1\nkind: Config\n',
    "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .apiVersion of type string",
  ],
  [
    'apiVersion: v1\nkind: [a]\n',
    "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go struct field .kind of type string",
  ],
  ['apiVersion: a/b/c\nkind: Config\n', 'unexpected GroupVersion string: a/b/c'],
  ['{"clusters": tru}', 'json: cannot unmarshal string into Go struct field Config.clusters of type []v1.NamedCluster'],
  [
    `${HEAD}clusters: {a: b}\n`,
    'json: cannot unmarshal object into Go struct field Config.clusters of type []v1.NamedCluster',
  ],
  [
    `${HEAD}clusters:\n- x\n`,
    'json: cannot unmarshal string into Go struct field Config.clusters of type v1.NamedCluster',
  ],
  [
    `${HEAD}clusters:\n- name: 1\n  cluster: {}\n`,
    'json: cannot unmarshal number into Go struct field NamedCluster.clusters.name of type string',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: [1]\n`,
    'json: cannot unmarshal array into Go struct field NamedCluster.clusters.cluster of type v1.Cluster',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {server: {a: b}}\n`,
    'json: cannot unmarshal object into Go struct field Cluster.clusters.cluster.server of type string',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {certificate-authority-data: "aGk"}\n`,
    'illegal base64 data at input byte 0',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {certificate-authority-data: "aGk=="}\n`,
    'illegal base64 data at input byte 4',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {certificate-authority-data: "aG k="}\n`,
    'illegal base64 data at input byte 2',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {certificate-authority-data: {a: 1}}\n`,
    'json: cannot unmarshal object into Go struct field Cluster.clusters.cluster.certificate-authority-data of type []uint8',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: 1}\n`,
    'json: cannot unmarshal number into Go struct field Cluster.clusters.cluster.insecure-skip-tls-verify of type bool',
  ],
  [
    `${HEAD}users:\n- name: u\n  user: {password: 0123}\n`,
    'json: cannot unmarshal number into Go struct field AuthInfo.users.user.password of type string',
  ],
  [
    `${HEAD}users:\n- name: u\n  user: {token: y}\n`,
    'json: cannot unmarshal bool into Go struct field AuthInfo.users.user.token of type string',
  ],
  [
    `${HEAD}users:\n- name: u\n  user: {exec: {env: [x]}}\n`,
    'json: cannot unmarshal string into Go struct field ExecConfig.users.user.exec.env of type v1.ExecEnvVar',
  ],
  [
    `${HEAD}users:\n- name: u\n  user: {as-user-extra: x}\n`,
    'json: cannot unmarshal string into Go struct field AuthInfo.users.user.as-user-extra of type map[string][]string',
  ],
  [
    `${HEAD}users:\n- name: u\n  user: {auth-provider: {config: {a: 1}}}\n`,
    'json: cannot unmarshal number into Go struct field AuthProviderConfig.users.user.auth-provider.config of type string',
  ],
  [
    `${HEAD}contexts:\n- name: x\n  context: y\n`,
    'json: cannot unmarshal bool into Go struct field NamedContext.contexts.context of type v1.Context',
  ],
  [
    `${HEAD}current-context: 1_000\n`,
    'json: cannot unmarshal number into Go struct field Config.current-context of type string',
  ],
  [`${HEAD}current-context: .inf\n`, 'json: unsupported value: +Inf'],
  [
    `${HEAD}preferences: {colors: x}\n`,
    'json: cannot unmarshal string into Go struct field Preferences.preferences.colors of type bool',
  ],
  [
    `${HEAD}clusters:\n- name: c\n  cluster: {server: "https://a", certificate-authority-data: aGk=, tls-server-name: t, insecure-skip-tls-verify: true, certificate-authority: f, proxy-url: p, disable-compression: true}\n- name: c\n`,
    'error converting *[]NamedCluster into *map[string]*api.Cluster: duplicate name "c" in list: [{c {https://a t true f [104 105] p true []}} {c {  false  []  false []}}]',
  ],
  ['a: *y\n', "yaml: unknown anchor 'y' referenced"],
  ['a: &x\n  b: *x\n', "yaml: anchor 'x' value contains itself"],
  ['a: \u0001\n', 'yaml: control characters are not allowed'],
]

describe('loadKubeconfig refuses in client-go’s words', () => {
  it.each(FAULTS)('%j: %s', (content, fault) => {
    expect(faultOf(content)).toBe(fault)
  })

  it('bytes that are no UTF-8', () => {
    expect(faultOf(Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0x0a))).toBe('yaml: invalid leading UTF-8 octet')
  })

  it('duplicate users without printing their tokens', () => {
    const users =
      'users:\n- name: u\n  user: {token: abc-secret}\n- name: u\n  user: {password: pw-secret, as-groups: [a, b]}\n'
    expect(faultOf(HEAD + users)).toBe(
      'error converting *[]NamedAuthInfo into *map[string]*api.AuthInfo: duplicate name "u" in list: [{u { []  [] REDACTED    [] map[]   <nil> <nil> []}} {u { []  []     [a b] map[]  REDACTED <nil> <nil> []}}]',
    )
  })

  it('every broken file of a list, without a prefix when there are several', () => {
    const world = { files: { a: null, b: 'hello' }, env: { KUBECONFIG: 'a:b' } }
    const loaded = loadKubeconfig(undefined, fakeSystem(world))
    expect(loaded.kind === 'refused' && loaded.error.message).toBe(
      'error loading config file "a": read a: is a directory\nerror loading config file "b": couldn\'t get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    )
  })
})

describe('loadKubeconfig passes what client-go passes', () => {
  it.each([
    '',
    '---\n',
    '# only a comment\n',
    'null',
    'kind: Config\n',
    'apiVersion: v1\n',
    'a: 1\na: 2\n',
    '---\nkind: Config\n---\nkind: Pod\n',
    '{"kind": "Config",}',
    `${HEAD}clusters: null\n`,
    `${HEAD}clusters:\n- name: c\n  cluster: {certificate-authority-data: "aG\\nk="}\n`,
    `${HEAD}clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: yes}\n`,
    `${HEAD}users:\n- name: u\n  user: {token: 2001-01-01}\n`,
    `${HEAD}current-context: 12:30:45\n`,
    `${HEAD}current-context: 1e400\n`,
    `${HEAD}Clusters: oops\n`,
  ])('%j', (content) => {
    expect(faultOf(content)).toBeNull()
  })
})

describe('which files are read', () => {
  it('the flag’s, which must exist', () => {
    const world = { files: { a: 'current-context: one\n' }, env: { KUBECONFIG: 'b' } }
    expect(load(world, 'a')).toMatchObject({ files: ['a'], currentContext: { value: 'one' } })
    const loaded = loadKubeconfig('zz', fakeSystem(world))
    expect(loaded).toMatchObject({
      kind: 'refused',
      error: { code: 'kubeconfig-missing', message: 'error: stat zz: no such file or directory' },
    })
  })

  it('those of KUBECONFIG, once each, missing and empty ones passed over', () => {
    const world = { files: { a: '', b: '' }, env: { KUBECONFIG: ':a::b:a:c' } }
    expect(load(world)).toMatchObject({ files: ['a', 'b'], missing: ['c'] })
  })

  it('with semicolons on Windows', () => {
    const world: FakeWorld = {
      platform: 'win32',
      files: { 'C:\\a': '', 'C:\\b': '' },
      env: { KUBECONFIG: 'C:\\a;C:\\b' },
    }
    expect(load(world).files).toEqual(['C:\\a', 'C:\\b'])
  })

  it('the one in the home folder, unless a variable says otherwise', () => {
    expect(load({ env: { KUBECONFIG: '' } }).missing).toEqual([FILE])
    expect(load({ files: { [FILE]: '' } }, '').files).toEqual([FILE])
  })
})

describe('merging and places', () => {
  const first = 'clusters: [{name: c, cluster: {server: "https://a.example"}}]\n'
  const second =
    'current-context: x\nclusters:\n- name: c\n  cluster: {server: "https://b.example", tls-server-name: t}\n- name: d\n  cluster:\n    certificate-authority: pki/ca.crt\n'
  const world = { files: { '/a/one': first, 'sub/two': second }, env: { KUBECONFIG: '/a/one:sub/two' } }

  it('takes each entry whole from the first file that has it', () => {
    const { clusters, currentContext } = load(world)
    expect(clusters.get('c')).toMatchObject({ server: { value: 'https://a.example' }, tlsServerName: null })
    expect(currentContext?.value).toBe('x')
  })

  it('resolves paths against the file that wrote them, and knows file, pointer and line', () => {
    expect(load(world).clusters.get('d')?.certificateAuthority).toEqual({
      value: '/work/sub/pki/ca.crt',
      at: { kind: 'file', file: 'sub/two', pointer: '/clusters/1/cluster/certificate-authority', line: 7 },
    })
  })

  it('reads JSON kubeconfigs, with merge keys and anchors where YAML has them', () => {
    expect(
      load({ files: { [FILE]: '{"users": [{"name": "u", "user": {"username": "ann"}}]}' } }).users.get('u'),
    ).toMatchObject({
      username: { value: 'ann' },
    })
    const yaml =
      'clusters:\n- name: a\n  cluster: &base {server: "https://a.example"}\n- name: b\n  cluster:\n    <<: *base\n    tls-server-name: name.example\n'
    expect(load({ files: { [FILE]: yaml } }).clusters.get('b')).toMatchObject({
      server: { value: 'https://a.example' },
      tlsServerName: { value: 'name.example' },
    })
  })

  it('leaves a bare plugin name alone and places one with a slash', () => {
    const users = (command: string) => ({
      files: {
        [FILE]: `users: [{name: u, user: {exec: {command: ${command}, apiVersion: client.authentication.k8s.io/v1beta1}}}]\n`,
      },
    })
    expect(load(users('aws')).users.get('u')?.exec?.value).toMatchObject({
      command: 'aws',
      interactiveMode: 'IfAvailable',
    })
    expect(load(users('./bin/aws')).users.get('u')?.exec?.value.command).toBe('/home/ann/.kube/bin/aws')
  })

  it('gives no secret away when it is printed', () => {
    const text =
      'users: [{name: u, user: {token: tok-1, password: pw-1, client-key-data: a2V5, exec: {command: a, env: [{name: A, value: env-1}]}}}]\n'
    const user = load({ files: { [FILE]: text } }).users.get('u')
    expect(user?.token?.value.reveal()).toBe('tok-1')
    expect(JSON.stringify(user)).not.toMatch(/tok-1|pw-1|key"|env-1/)
  })
})
