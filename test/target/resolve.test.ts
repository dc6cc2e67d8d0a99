import { describe, expect, it } from 'vitest'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import type { ConnectionFlags } from '../../src/target/connection-flags.ts'
import { type ResolvedTarget, resolveTarget } from '../../src/target/resolve.ts'
import { type FakeWorld, fakeSystem } from '../kubeconfig/fake-system.ts'

const HEAD =
  'apiVersion: v1\nkind: Config\ncurrent-context: x\ncontexts:\n- name: x\n  context: {cluster: c, user: u}\n'

function kubeconfig(cluster: string, user: string, server = 'https://192.0.2.1:6443'): string {
  const fields = [server === '' ? '' : `server: "${server}"`, cluster].filter((field) => field !== '')
  return `${HEAD}clusters:\n- name: c\n  cluster: {${fields.join(', ')}}\nusers:\n- name: u\n  user: {${user}}\n`
}

function resolve(text: string, flags: ConnectionFlags = {}, world: FakeWorld = {}): ResolvedTarget {
  const system = fakeSystem({ ...world, files: { '/home/ann/.kube/config': text, '/tmp': null, ...world.files } })
  const loaded = loadKubeconfig(flags.kubeconfig, system)
  return loaded.kind === 'refused' ? loaded : resolveTarget(loaded.kubeconfig, flags, system)
}

function messageOf(text: string, flags?: ConnectionFlags, world?: FakeWorld): string | null {
  const resolved = resolve(text, flags, world)
  return resolved.kind === 'refused' ? resolved.error.message : null
}

function targetOf(text: string, flags?: ConnectionFlags, world?: FakeWorld) {
  const resolved = resolve(text, flags, world)
  if (resolved.kind === 'refused') throw new Error(resolved.error.message)
  return resolved
}

/** Each text was printed by kubectl v1.34.5 for the same kubeconfig. */
describe('refusals in kubectl’s words', () => {
  const exec = 'command: a, interactiveMode: Never, apiVersion: client.authentication.k8s.io/v1'
  it.each(
    [
      [
        kubeconfig('certificate-authority: /nonexistent/ca', 'token: a, username: b'),
        'Error in configuration: \n* more than one authentication method found for u; found [token basicAuth], only one is allowed\n* unable to read certificate-authority /nonexistent/ca for c due to open /nonexistent/ca: no such file or directory',
      ],
      [
        kubeconfig('', 'client-certificate: /x, client-certificate-data: aGk=, client-key: /y, client-key-data: aGk='),
        'Error in configuration: \n* client-cert-data and client-cert are both specified for u. client-cert-data will override.\n* client-key-data and client-key are both specified for u; client-key-data will override\n* unable to read client-cert /x for u due to open /x: no such file or directory\n* unable to read client-key /y for u due to open /y: no such file or directory',
      ],
      [
        kubeconfig('', 'token: a, as-groups: [g]'),
        'error: requesting uid, groups or user-extra for u without impersonating a user',
      ],
      [
        kubeconfig('', 'token: a, as-user-extra: {k: [v]}'),
        'error: requesting uid, groups or user-extra for u without impersonating a user',
      ],
      [
        kubeconfig('', 'exec: {apiVersion: client.authentication.k8s.io/v1}'),
        'Error in configuration: \n* command must be specified for u to use exec authentication plugin\n* interactiveMode must be specified for u to use exec authentication plugin',
      ],
      [kubeconfig('', `exec: {${exec.replace('Never', 'Foo')}}`), 'error: invalid interactiveMode for u: "Foo"'],
      [
        kubeconfig('', `exec: {${exec}}, auth-provider: {name: oidc}`),
        'error: authProvider cannot be provided in combination with an exec plugin for u',
      ],
      [
        kubeconfig('', `exec: {${exec}, env: [{value: x}]}`),
        'error: env variable name must be specified for u to use exec authentication plugin',
      ],
      [
        kubeconfig(
          'certificate-authority-data: aGk=',
          `exec: {${exec.replace('client.authentication.k8s.io', 'foo')}}`,
        ),
        'error: exec plugin: invalid apiVersion "foo/v1"',
      ],
      [kubeconfig('', 'auth-provider: {name: foo}'), 'error: no Auth Provider found for name "foo"'],
      [kubeconfig('', 'auth-provider: {name: oidc}'), 'error: Must provide idp-issuer-url'],
      [
        kubeconfig('', 'auth-provider: {name: oidc, config: {idp-issuer-url: "https://i.example"}}'),
        'error: Must provide client-id',
      ],
      [
        kubeconfig('proxy-url: "ftp://x", certificate-authority: /nonexistent', 'token: a', ''),
        'Error in configuration: \n* invalid \'proxy-url\' "ftp://x" for cluster "c": unsupported scheme "ftp", must be http, https, or socks5\n* unable to read certificate-authority /nonexistent for c due to open /nonexistent: no such file or directory',
      ],
      [
        kubeconfig('certificate-authority: /nonexistent', 'token: a', 'http://192.0.2.1:1'),
        'error: unable to read certificate-authority /nonexistent for c due to open /nonexistent: no such file or directory',
      ],
      [
        kubeconfig('certificate-authority-data: aGk=', 'token: a', 'https://a b'),
        'error: host must be a URL or a host:port pair: "https://a b"',
      ],
      [kubeconfig('certificate-authority-data: aGk=', ''), 'error: EOF'],
    ].map(([text = '', message = '']) => [message, text] as const),
  )('%s', (message, text) => {
    expect(messageOf(text)).toBe(message)
  })

  it.each([
    ['a b:1', 'Unable to connect to the server: invalid character " " in host name'],
    ['10.0.0.1:80/foo', 'error: host must be a URL or a host:port pair: "10.0.0.1:80/foo"'],
    ['x%zz', 'Unable to connect to the server: invalid URL escape "%zz"'],
    ['https://127.0.0.1:99999', 'Unable to connect to the server: dial tcp: address 99999: invalid port'],
    ['https:/127.0.0.1:1', 'error: host must be a URL or a host:port pair: "https:/127.0.0.1:1"'],
    ['https://127.0.0.1:1 ', 'error: host must be a URL or a host:port pair: "https://127.0.0.1:1 "'],
    ['://127.0.0.1:1', 'error: host must be a URL or a host:port pair: "://127.0.0.1:1"'],
    [':', 'Unable to connect to the server: http: no Host in request URL'],
    ['/', 'Unable to connect to the server: http: no Host in request URL'],
    ['ftp://192.0.2.1', 'Unable to connect to the server: unsupported protocol scheme "ftp"'],
  ])('server %j', (server, message) => {
    expect(messageOf(kubeconfig('', 'token: a', server))).toBe(message)
  })

  it('names the first thing that a flag asks for and that is not there', () => {
    expect(messageOf(HEAD, { context: 'zz', cluster: 'yy', user: 'ww' })).toBe('error: auth info "ww" does not exist')
    expect(messageOf(HEAD, { context: 'zz', cluster: 'yy' })).toBe('error: context "zz" does not exist')
    expect(messageOf(HEAD, { cluster: 'yy' })).toBe('error: cluster "yy" does not exist')
  })

  it('judges the timeout before credentials and TLS', () => {
    const text = kubeconfig('certificate-authority-data: aGk=', '')
    const message =
      'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)'
    expect(messageOf(text, { requestTimeout: 'abc' })).toBe(message)
    expect(messageOf(text, { requestTimeout: '-1' })).toBe(message)
  })

  it('refuses a CA folder when it reads it, not before', () => {
    expect(messageOf(kubeconfig('certificate-authority: /tmp', 'token: a'))).toBe('error: read /tmp: is a directory')
  })
})

describe('what flags do to the cluster’s settings', () => {
  it('drops the CA for --insecure-skip-tls-verify', () => {
    const { target } = targetOf(kubeconfig('certificate-authority: /nonexistent', 'token: a'), {
      insecureSkipTlsVerify: true,
    })
    expect(target.trust).toEqual({ source: 'insecure', certificates: [], files: [] })
    expect(target.oddities).toEqual([
      { code: 'verification-disabled', at: { kind: 'flag', flag: '--insecure-skip-tls-verify' }, facts: {} },
    ])
  })

  it('keeps the kubeconfig’s answer for --insecure-skip-tls-verify=false', () => {
    const text = kubeconfig('insecure-skip-tls-verify: true, certificate-authority-data: aGk=', 'token: a')
    expect(messageOf(text, { insecureSkipTlsVerify: false })).toBe(
      'error: specifying a root certificates file with the insecure flag is not allowed',
    )
  })

  it('clears tls-server-name for --server', () => {
    const text = kubeconfig('tls-server-name: api.example', 'token: a')
    expect(targetOf(text).target).toMatchObject({ serverName: 'api.example', sni: 'api.example' })
    const { target } = targetOf(text, { server: 'https://192.0.2.9' })
    expect(target).toMatchObject({ serverName: '192.0.2.9', sni: null, port: 443, hostPortAsWritten: '192.0.2.9' })
  })
})

describe('what is odd but no error', () => {
  const codes = (text: string, flags?: ConnectionFlags, world?: FakeWorld) =>
    targetOf(text, flags, world).target.oddities.map((oddity) => oddity.code)

  it('takes a server without a scheme for http:// and ignores TLS settings and credentials', () => {
    const resolved = targetOf(kubeconfig('certificate-authority-data: aGk=', 'token: a', '192.0.2.1:6443'))
    expect(resolved.target).toMatchObject({ scheme: 'http', server: 'http://192.0.2.1:6443', authentication: [] })
    expect(resolved.target.oddities).toEqual([
      {
        code: 'server-scheme-missing',
        at: { kind: 'file', file: '/home/ann/.kube/config', pointer: '/clusters/0/cluster/server', line: 9 },
        facts: { server: 'http://192.0.2.1:6443', ignored: ['certificate-authority', 'token'] },
      },
    ])
    expect(resolved.credentials.token).toBeNull()
  })

  it('goes to localhost:8080 where there is no kubeconfig, no context or no cluster', () => {
    expect(codes('')).toEqual(['context-missing'])
    expect(codes(HEAD.replace('current-context: x\n', ''))).toEqual(['context-missing'])
    expect(codes(HEAD)).toEqual(['cluster-missing', 'user-missing'])
    const nothing = fakeSystem()
    const loaded = loadKubeconfig(undefined, nothing)
    if (loaded.kind === 'refused') throw new Error(loaded.error.message)
    const resolved = resolveTarget(loaded.kubeconfig, {}, nothing)
    expect(resolved).toMatchObject({
      target: {
        server: 'http://localhost:8080',
        oddities: [{ code: 'kubeconfig-missing', facts: { files: ['/home/ann/.kube/config'] } }],
      },
    })
  })

  it('notices a user without credentials', () => {
    expect(codes(kubeconfig('insecure-skip-tls-verify: true', ''))).toContain('credentials-missing')
    expect(codes(kubeconfig('insecure-skip-tls-verify: true', 'password: a'))).toContain('credentials-missing')
  })

  it('notices an empty CA file, whose meaning depends on the release', () => {
    const text = kubeconfig('certificate-authority: /empty', 'token: a')
    const { target } = targetOf(text, {}, { files: { '/empty': '' } })
    expect(target.oddities).toMatchObject([{ code: 'ca-file-empty', facts: { file: '/empty', uses: 'empty-pool' } }])
    expect(target.trust).toEqual({ source: 'kubeconfig-file', certificates: [], files: ['/empty'] })
  })

  it('leaves verification to the platform on macOS and Windows where there is no CA', () => {
    expect(codes(kubeconfig('', 'token: a'), {}, { platform: 'darwin' })).toEqual(['verifier-is-platform'])
    expect(codes(kubeconfig('', 'token: a'))).toEqual([])
  })
})

describe('where kubectl would go', () => {
  it('puts KUBERNETES_MASTER in the place of the default', () => {
    const { target } = targetOf('', {}, { env: { KUBERNETES_MASTER: 'https://192.0.2.7' } })
    expect(target).toMatchObject({
      server: 'https://192.0.2.7',
      origins: { server: { variable: 'KUBERNETES_MASTER' } },
    })
  })

  it('uses the service account only where nothing is configured', () => {
    const world = {
      env: { KUBERNETES_SERVICE_HOST: '2001:db8::1', KUBERNETES_SERVICE_PORT: '443' },
      files: { '/var/run/secrets/kubernetes.io/serviceaccount/token': 'sa-token\n' },
    }
    const { target, credentials } = targetOf('', {}, world)
    expect(target).toMatchObject({
      server: 'https://[2001:db8::1]:443',
      host: '2001:db8::1',
      authentication: ['token'],
    })
    expect(credentials.token?.reveal()).toBe('sa-token')
    expect(targetOf(kubeconfig('', 'token: a'), {}, world).target.host).toBe('192.0.2.1')
    expect(targetOf('', {}, { env: world.env }).target.server).toBe('http://localhost:8080')
  })

  it('keeps what kubectl repeats, and hides userinfo', () => {
    const { target } = targetOf(kubeconfig('', 'token: a', 'https://me:pw@[2001:db8::1]:6443/k8s/'))
    expect(target).toMatchObject({
      server: 'https://REDACTED@[2001:db8::1]:6443/k8s',
      hostPortAsWritten: '[2001:db8::1]:6443',
      host: '2001:db8::1',
      pathPrefix: '/k8s',
      sni: null,
    })
  })

  it('gives no secret away when the result is printed', () => {
    const resolved = targetOf(kubeconfig('', 'username: ann, password: pw-12345', 'https://api.example.'))
    expect(JSON.stringify(resolved)).not.toContain('pw-12345')
    expect(resolved.target).toMatchObject({ serverName: 'api.example.', sni: 'api.example', authentication: ['basic'] })
  })

  it('does not run an exec plugin beside a token', () => {
    const user = 'token: t, exec: {command: a, interactiveMode: Never, apiVersion: client.authentication.k8s.io/v1}'
    expect(targetOf(kubeconfig('', user)).credentials.exec).toBeNull()
  })
})
