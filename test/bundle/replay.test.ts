import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-replay-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test("a replay of the demo's Case is the report of the demo, to the byte", async () => {
  const saved = join(folder, 'case.json')
  const demo = await run('demo', '--no-observe', '-o', 'json', '--save-case', saved)
  expect(await run('replay', saved, '-o', 'json')).toEqual(demo)
  expect(demo.code).toBe(1)
  expect(JSON.parse(demo.stdout).kind).toBe('Report')
})

test('the token of the demo is in no saved Case', async () => {
  const saved = join(folder, 'healthy.json')
  const { stdout } = await run('demo', 'healthy', '--no-observe', '-o', 'json', '--save-case', saved)
  const text = readFileSync(saved, 'utf8')
  expect(JSON.parse(text).transcripts[0].walks[1].carried).toEqual(['token'])
  expect(text + stdout).not.toMatch(/bearer|"authorization"|PRIVATE KEY|CLIENT_HANDSHAKE/i)
})

test.each([
  'golden',
  'an-expired-certificate',
  'a-proxy-that-mints-for-the-name-and-nothing-else-leads-there',
  'a-load-balancer-that-ends-tls-with-a-certificate-of-the-cluster',
  'transparent',
])('what the bundle leaves out of its libraries changes no report: %s', async (scenario) => {
  const golden = join(ROOT, 'test', 'lab', 'golden', scenario)
  const { stdout } = await run('replay', join(golden, 'case.json'), '-o', 'json')
  expect(stdout).toBe(readFileSync(join(golden, 'report.json'), 'utf8'))
})

function run(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BUILT, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout })
    })
  })
}
