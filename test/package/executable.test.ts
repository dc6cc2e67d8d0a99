import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startScenario } from '../../src/demo/scenarios.ts'
import type { RunningScenario } from '../../src/demo/world.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { Embedded } from '../../tools/package/embedded.ts'
import { ROOT } from '../architecture/source.ts'
import { type BuiltExecutable, buildExecutable, embeddedProgram } from './built-executable.ts'

/** The executable of another system is made and tried on that system: .github/workflows/release.yml. */
const onLinux = describe.skipIf(process.platform !== 'linux')

let program: Embedded
let built: BuiltExecutable
let folder: string
let healthy: RunningScenario
beforeAll(async () => {
  if (process.platform !== 'linux') return
  program = await embeddedProgram()
  built = buildExecutable(program)
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-variables-'))
  healthy = await startScenario('healthy', nodeSystem())
})
afterAll(async () => {
  await healthy?.close()
  built?.remove()
  rmSync(folder, { recursive: true, force: true })
})

onLinux('the self-contained executable', () => {
  test('runs where there is no Node.js, and takes no option of Node.js for itself', async () => {
    expect(await run(built.path, ['version'], {})).toEqual({
      status: 0,
      stdout: 'kubectl-tlsdoctor 1.2.3\n',
      stderr: '',
    })
    const { status, stderr } = await run(built.path, ['--inspect'], {})
    expect([status, stderr]).toEqual([2, "error: unknown flag: --inspect\nSee 'kubectl tlsdoctor --help' for usage.\n"])
  })

  test('takes the code caches that were made for it, all of them', async () => {
    const end = 'return script.runInThisContext();'
    const main = program.main.replace(end, `if (script.cachedDataRejected !== false) process._rawDebug(name);${end}`)
    expect(main).not.toBe(program.main)
    const telling = buildExecutable({ ...program, main })
    try {
      const { stdout, stderr } = await run(telling.path, ['--help'], {})
      expect([stdout.split('\n', 1), stderr]).toEqual([['kubectl tlsdoctor [flags] [-- KUBECTL-COMMAND…]'], ''])
    } finally {
      telling.remove()
    }
  })

  test('is of the same parts whenever the same sources are built', async () => {
    expect(hashes(await embeddedProgram())).toEqual(hashes(program))
    expect(Object.keys(program.assets)).toEqual(['payload', 'caches'])
  })

  test('has the same bytes when it is built again, in another folder', () => {
    const again = buildExecutable(program)
    try {
      expect(sha256(readFileSync(again.path))).toBe(sha256(readFileSync(built.path)))
    } finally {
      again.remove()
    }
  })
})

function hashes({ main, assets }: Embedded): readonly string[] {
  return [main, ...Object.values(assets)].map(sha256)
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Each would make a Node.js program behave in another way, or speak on stderr. */
const VARIABLES: readonly (readonly [name: string, value: (folder: string) => string])[] = [
  ['NODE_OPTIONS', () => '--tls-max-v1.2 --tls-cipher-list=AES256-SHA --use-openssl-ca --max-http-header-size=100'],
  ['NODE_EXTRA_CA_CERTS', () => '/nonexistent/ca.pem'],
  ['NODE_EXTRA_CA_CERTS', (folder) => written(folder, 'no-certificate.pem', 'not a certificate')],
  ['NODE_TLS_REJECT_UNAUTHORIZED', () => '0'],
  ['NODE_USE_ENV_PROXY', () => '1'],
  ['OPENSSL_CONF', (folder) => written(folder, 'strict.cnf', STRICT_OPENSSL)],
  ['NODE_PENDING_DEPRECATION', () => '1'],
]

/** Only what Node.js does before any program runs: the JS file runs on a Node.js of others, which ends by itself. */
const BEFORE_THE_PROGRAM: typeof VARIABLES = [
  ['NODE_OPTIONS', () => '--no-such-option'],
  ['NODE_OPTIONS', (folder) => `--require=${written(folder, 'speaks.cjs', 'process.stderr.write("here")')}`],
  ['OPENSSL_CONF', (folder) => written(folder, 'broken.cnf', 'no = [equal')],
  ['OPENSSL_CONF', (folder) => written(folder, 'worse.cnf', 'garbage[')],
]

const STRICT_OPENSSL = `nodejs_conf = init
openssl_conf = init
[init]
ssl_conf = ssl
[ssl]
system_default = defaults
[defaults]
MinProtocol = TLSv1.3
CipherString = AES256-SHA
Groups = secp521r1
`

onLinux.each(['the executable', 'the JS file'])('%s: variables of Node.js and OpenSSL', (form) => {
  const cases = form === 'the executable' ? [...VARIABLES, ...BEFORE_THE_PROGRAM] : VARIABLES
  let plain: Ran
  beforeAll(async () => {
    plain = await diagnosis(form, {})
    expect(plain).toMatchObject({ status: 0, stderr: '' })
    expect(plain.stdout).toContain('HEALTHY')
  })

  test.each(cases)('%s changes neither the report nor stderr (%#)', async (name, value) => {
    expect(await diagnosis(form, { [name]: value(folder) })).toEqual(plain)
  })
})

interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Without the line that says when. */
async function diagnosis(form: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const flags = [
    '--kubeconfig',
    healthy.kubeconfigPath,
    '--kubectl-version',
    'v1.34.5',
    '--no-observe',
    '--no-canaries',
  ]
  const js = [join(ROOT, 'dist', 'kubectl-tlsdoctor')]
  const [file, before] = form === 'the executable' ? [built.path, []] : [process.execPath, js]
  const ran = await run(file, [...before, ...flags, '--exclude', 'system,tool', '-o', 'text'], env)
  return { ...ran, stdout: ran.stdout.replace(/^\d{4}-.*Z, kubectl-tlsdoctor .*$/m, '') }
}

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env: { HOME: folder, PATH: '/nowhere', ...env } }
    execFile(file, [...args], options, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr })
    })
  })
}

function written(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
