import { execFile, execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

const NAME = 'kubectl-tlsdoctor'
const BUILT = join(ROOT, 'dist', NAME)
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-bundle-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the executable runs wherever it is put', () => {
  test.each([
    ['under a package.json of type module', '{"type":"module"}'],
    ['under a package.json of type commonjs', '{"type":"commonjs"}'],
    ['under a package.json without a type', '{}'],
    ['under no package.json', null],
  ])('%s', async (title, manifest) => {
    expect(await versionOf(put(title.replaceAll(' ', '-'), manifest))).toBe(0)
  })

  test.skipIf(lacksUnix !== null)(
    `through a symbolic link with another name, from another folder${inTitle(lacksUnix)}`,
    async () => {
      const link = join(folder, 'kubectl-other')
      symlinkSync(put('linked', '{"type":"module"}'), link)
      expect(await versionOf(link)).toBe(0)
    },
  )

  test('from a path with blanks and letters beyond ASCII', async () => {
    expect(await versionOf(put('a b/ü', null))).toBe(0)
  })

  test.skipIf(lacksUnix !== null)(`by its own first line${inTitle(lacksUnix)}`, async () => {
    const { stdout } = await run(put('itself', null), ['version'], { env: { PATH: `${join(process.execPath, '..')}` } })
    expect(stdout).toContain(version)
  })
})

describe('an unsupported Node.js', () => {
  const old = '/usr/bin/node'
  const oldVersion = existsSync(old) ? versionOfNode(old) : null
  const reason = oldVersion === null ? `there is no ${old}` : isSupported(oldVersion) ? `${old} is ${oldVersion}` : null

  test.skipIf(reason !== null)(
    `is told in one line what is needed${reason === null ? '' : ` (${reason})`}`,
    async () => {
      await expect(run(old, [BUILT, 'version'])).rejects.toMatchObject({
        code: 2,
        stdout: '',
        stderr: `${NAME}: needs Node.js >= 22.19, but this is ${oldVersion} (${old})\n`,
      })
    },
  )
})

test('a damaged copy says that it is incomplete', async () => {
  const path = put('damaged', null)
  const bytes = readFileSync(path)
  // Cut in the middle, with the comment closed again, so that the file still parses.
  writeFileSync(path, Buffer.concat([bytes.subarray(0, Math.floor(bytes.length / 3)), Buffer.from('*/\n')]))
  await expect(run(process.execPath, [path, 'demo', '--list'])).rejects.toMatchObject({
    stderr: expect.stringContaining('kubectl-tlsdoctor is incomplete'),
  })
})

function put(name: string, manifest: string | null): string {
  const place = join(folder, name)
  mkdirSync(place, { recursive: true })
  if (manifest !== null) writeFileSync(join(place, 'package.json'), manifest)
  copyFileSync(BUILT, join(place, NAME))
  return join(place, NAME)
}

/** Exit status of `version`, after its output is seen to hold the right one. */
async function versionOf(path: string): Promise<number> {
  const { stdout, stderr } = await run(process.execPath, [path, 'version'])
  expect(stdout).toContain(version)
  expect(stderr).toBe('')
  return 0
}

function versionOfNode(path: string): string {
  return execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
}

function isSupported(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.slice(1).split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

const run = promisify(execFile)
