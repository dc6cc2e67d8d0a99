import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manPage } from '../../tools/man-page/page.ts'
import { ROOT } from '../architecture/source.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

const NAME = 'kubectl-tlsdoctor'
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-npm-'))
const built = join(folder, 'built')
const tarball = join(folder, `${NAME}-${version}.tgz`)

interface Packed {
  readonly files: readonly { readonly path: string; readonly mode: number }[]
}
let packed: Packed

beforeAll(async () => {
  await run(process.execPath, [join(ROOT, 'tools/package-npm.ts'), '--out', built], ROOT)
  const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], built)
  const [only] = Object.values<Packed>(JSON.parse(stdout))
  if (only === undefined) throw new Error(`npm pack said ${stdout}`)
  packed = only
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('holds the program, its man page, the licences and the README, and nothing else', () => {
  expect(packed.files.map(({ path }) => path).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'THIRD-PARTY-LICENSES',
    NAME,
    `${NAME}.1`,
    'package.json',
  ])
})

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: built, strict: true, pack: false })
  expect(messages.map((message) => formatMessage(message, pkg ?? {}, { color: false }))).toEqual([])
})

describe.each([
  ['module', { type: 'module' }],
  ['commonjs', { type: 'commonjs' }],
])('installed offline under a package.json of type %s', (name, manifest) => {
  const place = join(folder, name)

  beforeAll(async () => {
    mkdirSync(place)
    writeFileSync(join(place, 'package.json'), JSON.stringify(manifest))
    await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], place)
  })

  test('brings no other package', () => {
    const { packages } = JSON.parse(readFileSync(join(place, 'package-lock.json'), 'utf8'))
    expect(Object.keys(packages)).toEqual(['', `node_modules/${NAME}`])
  })

  test('npx runs it', async () => {
    const { stdout, stderr } = await npm(['exec', '--offline', '--', NAME, 'version'], place)
    expect([stdout, stderr]).toEqual([`${NAME} ${version}\n`, ''])
  })

  test('what npm linked as its program shows the help', async () => {
    const shim = join(place, 'node_modules/.bin', process.platform === 'win32' ? `${NAME}.cmd` : NAME)
    const { stdout, stderr } = await run(shim, ['--help'], place)
    expect(stdout).toMatch(/^kubectl tlsdoctor \[flags\] /)
    expect(stderr).toBe('')
  })
})

test.skipIf(lacksUnix !== null)(`installed globally it brings the manual page${inTitle(lacksUnix)}`, async () => {
  const prefix = join(folder, 'global')
  await npm(['install', '--global', '--prefix', prefix, '--offline', '--no-audit', '--no-fund', tarball], folder)
  expect(readFileSync(join(prefix, 'share/man/man1', `${NAME}.1`), 'utf8')).toBe(manPage(version))
  expect((await run(join(prefix, 'bin', NAME), ['version'], folder)).stdout).toBe(`${NAME} ${version}\n`)
})

/** The npm that runs these tests, by the Node.js that does; npm itself is a script that Windows cannot execute. */
function npm(args: readonly string[], cwd: string) {
  const script = process.env.npm_execpath
  return script === undefined ? run('npm', args, cwd) : run(process.execPath, [script, ...args], cwd)
}

/** With a cache and a configuration of its own, and the Node.js of these tests first on PATH. */
function run(file: string, args: readonly string[], cwd: string) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'))
  const env = {
    ...Object.fromEntries(inherited),
    PATH: [join(process.execPath, '..'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
    npm_config_cache: join(folder, 'cache'),
    npm_config_userconfig: join(folder, 'npmrc'),
    npm_config_update_notifier: 'false',
  }
  return promisify(execFile)(file, [...args], { cwd, env, timeout: 60_000, shell: file.endsWith('.cmd') })
}
