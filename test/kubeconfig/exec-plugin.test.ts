import { describe, expect, it } from 'vitest'
import { runExecPlugin } from '../../src/kubeconfig/exec-plugin.ts'
import type { ExecConfig } from '../../src/kubeconfig/kubeconfig.ts'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { ProcessCommand, ProcessResult } from '../../src/system/system.ts'
import { resolveTarget } from '../../src/target/resolve.ts'
import { exited } from '../system/exited.ts'
import { type FakeWorld, fakeSystem } from './fake-system.ts'

const API = 'client.authentication.k8s.io'
const config: ExecConfig = {
  command: 'login',
  args: ['--fast'],
  env: [{ name: 'FOO', value: new Secret('bar') }],
  apiVersion: `${API}/v1`,
  installHint: '',
  provideClusterInfo: false,
  interactiveMode: 'IfAvailable',
}

const answered = (stdout: string, exitCode: number | null = 0): ProcessResult =>
  exited({ stdout, exitCode, stderr: 'boom', durationMs: 12 })

async function run(exec: Partial<ExecConfig>, result: ProcessResult, world: FakeWorld = {}) {
  const commands: ProcessCommand[] = []
  const system = fakeSystem({
    executables: { login: '/usr/bin/login' },
    env: { PATH: '/usr/bin' },
    files: {
      '/home/ann/.kube/config':
        'kind: Config\ncurrent-context: x\ncontexts: [{name: x, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: t}}]\n' +
        'clusters: [{name: c, cluster: {server: "https://api.example", insecure-skip-tls-verify: true, tls-server-name: n.example, proxy-url: "http://u:p@192.0.2.1:1"}}]\n',
    },
    run: (command) => {
      commands.push(command)
      return result
    },
    ...world,
  })
  const loaded = loadKubeconfig(undefined, system)
  if (loaded.kind === 'refused') throw new Error(loaded.error.message)
  const resolved = resolveTarget(loaded.kubeconfig, {}, system)
  if (resolved.kind === 'refused') throw new Error(resolved.error.message)
  const context = { target: resolved.target, system, signal: AbortSignal.timeout(10_000), timeoutMs: 5000 }
  return { ...(await runExecPlugin({ ...config, ...exec }, context)), commands }
}

describe('runExecPlugin', () => {
  it('runs the command without a terminal and takes its token', async () => {
    const answer = { apiVersion: `${API}/v1`, kind: 'ExecCredential', status: { token: 'tok-1' } }
    const { outcome, token, commands } = await run({}, answered(JSON.stringify(answer)))
    expect(outcome).toEqual({ kind: 'succeeded', gives: ['token'], durationMs: 12 })
    expect(token?.reveal()).toBe('tok-1')
    expect(commands).toMatchObject([
      {
        file: '/usr/bin/login',
        args: ['--fast'],
        stdin: null,
        timeoutMs: 5000,
        env: {
          PATH: '/usr/bin',
          FOO: 'bar',
          KUBERNETES_EXEC_INFO: `{"kind":"ExecCredential","apiVersion":"${API}/v1","spec":{"interactive":false}}\n`,
        },
      },
    ])
  })

  it('tells the plugin of the cluster where it asks for it', async () => {
    const { commands } = await run({ provideClusterInfo: true }, answered(''))
    expect(commands[0]?.env.KUBERNETES_EXEC_INFO).toBe(
      `{"kind":"ExecCredential","apiVersion":"${API}/v1","spec":{"cluster":{"server":"https://api.example","tls-server-name":"n.example","insecure-skip-tls-verify":true,"proxy-url":"http://u:p@192.0.2.1:1","config":null},"interactive":false}}\n`,
    )
  })

  /** Each text was printed by kubectl v1.34.5 behind `getting credentials: `. */
  it.each([
    [
      'junk\n',
      'decode',
      'decoding stdout: couldn\'t get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    ],
    ['', 'decode', `exec plugin is configured to use API version ${API}/v1, plugin returned version ${API}/__internal`],
    [
      '{}',
      'decode',
      `exec plugin is configured to use API version ${API}/v1, plugin returned version ${API}/__internal`,
    ],
    [`{"apiVersion":"${API}/v1"}`, 'incomplete', "exec plugin didn't return a status field"],
    [
      `{"apiVersion":"${API}/v1","kind":"ExecCredential","status":{}}`,
      'incomplete',
      "exec plugin didn't return a token or cert/key pair",
    ],
    [
      `{"apiVersion":"${API}/v1beta1","kind":"ExecCredential"}`,
      'decode',
      `exec plugin is configured to use API version ${API}/v1, plugin returned version ${API}/v1beta1`,
    ],
    [
      `{"apiVersion":"${API}/v1","kind":"ExecCredential","status":{"token":"x","clientKeyData":"b"}}`,
      'incomplete',
      'exec plugin returned only certificate or key, not both',
    ],
    [
      `{"apiVersion":"${API}/v1","kind":"Foo"}`,
      'decode',
      `decoding stdout: no kind "Foo" is registered for version "${API}/v1" in scheme "pkg/client/auth/exec/exec.go:64"`,
    ],
    [
      `{"apiVersion":"${API}/v1","kind":"ExecCredential","status":{"token":1}}`,
      'decode',
      'decoding stdout: json: cannot unmarshal number into Go struct field ExecCredentialStatus.status.token of type string',
    ],
    [
      `{"apiVersion":"${API}/v1","kind":"ExecCredential","status":"x"}`,
      'decode',
      'decoding stdout: json: cannot unmarshal string into Go struct field ExecCredential.status of type v1.ExecCredentialStatus',
    ],
    [
      `{"apiVersion":"${API}/v1","kind":"ExecCredential","status":{"clientCertificateData":"a","clientKeyData":"b"}}`,
      'decode',
      'failed parsing client key/certificate: tls: failed to find any PEM data in certificate input',
    ],
    ['{"a":\n', 'decode', "decoding stdout: couldn't get version/kind; json parse error: unexpected end of JSON input"],
    [
      `{"apiVersion":"${API}/v1"} junk`,
      'decode',
      "decoding stdout: couldn't get version/kind; json parse error: invalid character 'j' after top-level value",
    ],
    ...[
      ['\u007f', "'\\x7f'"],
      ["'", "'\\''"],
      ['`', "'`'"],
      ['é', "'Ã'"],
    ].map(
      ([character, shown]) =>
        [
          `{"a":${character}`,
          'decode',
          `decoding stdout: couldn't get version/kind; json parse error: invalid character ${shown} looking for beginning of value`,
        ] as const,
    ),
    ['a: b: c\n', 'decode', 'decoding stdout: yaml: mapping values are not allowed in this context'],
  ] as const)('prints %j: %s', async (stdout, code, text) => {
    const { outcome, token } = await run({}, answered(stdout))
    expect(outcome).toEqual({ kind: 'failed', code, text })
    expect(token).toBeNull()
  })

  it('names the exit code, -1 for a signal, and nothing of the output', async () => {
    expect((await run({}, answered('tok', 3))).outcome).toEqual({
      kind: 'failed',
      code: 'exit-code',
      text: 'exec: executable login failed with exit code 3',
    })
    expect((await run({}, answered('', null))).outcome).toMatchObject({
      text: 'exec: executable login failed with exit code -1',
    })
  })

  it('says how to install what is not there, with the hint', async () => {
    const { outcome } = await run({ command: 'nope', installHint: 'Install me from X' }, answered(''))
    expect(outcome).toEqual({
      kind: 'failed',
      code: 'missing',
      text: 'exec: executable nope not found\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.\n\nTo learn more about this feature, consult the documentation available at:\n      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins\n\nInstall me from X',
    })
  })

  it('words a path that cannot be started as os/exec does', async () => {
    const notStarted: ProcessResult = { kind: 'not-started', code: 'EACCES', message: 'spawn EACCES' }
    expect((await run({ command: '/opt/login' }, notStarted)).outcome).toMatchObject({
      code: 'missing',
      text: 'exec: fork/exec /opt/login: permission denied',
    })
  })

  it('is never interactive', async () => {
    const { outcome, commands } = await run({ interactiveMode: 'Always' }, answered(''))
    expect(outcome).toMatchObject({
      kind: 'failed',
      text: 'exec plugin cannot support interactive mode: standard input is not a terminal',
    })
    expect(commands).toEqual([])
  })

  it('tells a plugin that was ended from one that failed', async () => {
    const result = { ...answered('', null), endedBy: 'timeout' } as const
    expect((await run({}, result)).outcome).toMatchObject({ kind: 'failed', code: 'timeout' })
  })
})
