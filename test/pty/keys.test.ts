import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { inTitle, lacksUnix } from '../lacking.ts'
import { DEMO, PATIENCE, scrollback, shows, start, VERDICT } from './runs.ts'
import { type PtyRun, startInTerminal } from './terminal.ts'

vi.setConfig(PATIENCE)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-pty-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(lacksUnix !== null)(`every key, in one screen${inTitle(lacksUnix)}`, () => {
  let run: PtyRun
  beforeAll(async () => {
    run = startInTerminal(DEMO)
    await shows(run, VERDICT)
  })
  afterEach(async () => {
    run.press('\u001b')
    await shows(run, 'q quit')
    run.press('1g')
    await shows(run, '[1 paths]')
    await shows(run, '┃▸')
  })
  afterAll(() => run.end())

  test.each([
    ['2', 'WANTED AGAINST PRESENTED'],
    ['3', 'TRUSTED'],
    ['4', 'then, certificate'],
    ['5', 'unproved  '],
    ['6', 'WHAT THE FINDINGS REST ON'],
    ['?', 'next, previous view'],
    ['\t', '[2 why]'],
    ['\u001b[Z', '[? help]'],
    ['\u001b[C', '[2 why]'],
    ['\u001b[D', '[? help]'],
    ['l', '[2 why]'],
    ['h', '[? help]'],
    ['j', '┃  direct'],
    ['\u001b[B', '┃  direct'],
    ['G', '┃  direct'],
    ['\u001b[F', '┃  direct'],
    ['\r', 'STAGES'],
    ['/', '/_'],
    ['o', 'format: [text]'],
    ['s', 'save as: tlsdoctor-report.txt'],
    ['c', 'choose one in the remedies view'],
    ['a', 'choose one in the remedies view'],
    ['n', 'nothing is searched for'],
  ])('%j', async (key, seen) => {
    run.press(key)
    await shows(run, seen)
  })

  test.each([
    ['jk', '┃▸'],
    ['j\u001b[A', '┃▸'],
    ['jg', '┃▸'],
    ['j\u001b[H', '┃▸'],
    ['2\u001b', '[1 paths]'],
    ['\r\r', '┃▸'],
    ['6 b', 'WHAT THE FINDINGS REST ON'],
    ['6du', 'WHAT THE FINDINGS REST ON'],
    ['o\u001b', 'q quit'],
    ['sx\u001b', 'q quit'],
  ])('%j leads back', async (keys, seen) => {
    for (const key of splitKeys(keys)) {
      const before = run.text()
      run.press(key)
      await run.until((text) => text !== before, `a change after ${JSON.stringify(key)}`)
    }
    await shows(run, seen)
  })

  test('/ finds, n goes on', async () => {
    run.press('6')
    await shows(run, '[6 evidence]')
    run.press('/canary')
    await shows(run, '/canary_')
    run.press('\u007f'.repeat(6))
    await shows(run, '/_')
    run.press('events\r')
    await shows(run, '\nEVENTS')
  })

  test('o chooses a format, s writes it and never over another file', async () => {
    run.press('o')
    await shows(run, '[text]')
    run.press('jj')
    await shows(run, '[json]')
    run.press('\r')
    await shows(run, 's saves the report as json')
    const file = join(folder, 'report.json')
    const save = async (answer: string) => {
      run.press('s')
      await shows(run, 'save as: tlsdoctor-report.json')
      run.press('\u007f'.repeat('tlsdoctor-report.json'.length))
      await shows(run, 'save as: _')
      run.press(file)
      run.press('\r')
      await shows(run, answer)
    }
    await save('saved as json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ kind: 'Report', outcome: 'failing' })
    await save('not overwritten')
    expect(existsSync(file)).toBe(true)
  })

  test('c hands the steps of the chosen remedy to the terminal', async () => {
    run.press('5')
    await shows(run, '[5 remedies]')
    run.press('c')
    await shows(run, 'OSC 52')
    const copied = /\u001b\]52;c;(?<text>[^\u0007]+)\u0007/.exec(run.raw())?.groups?.text ?? ''
    expect(Buffer.from(copied, 'base64').toString('utf8')).toMatch(/^ssh -N -D 127\.0\.0\.1:1080 USER@HOST\n/)
  })
})

test.skipIf(lacksUnix !== null)(
  `a asks, writes the kubeconfig after a backup, and looks again${inTitle(lacksUnix)}`,
  async () => {
    const run = start(['demo', 'name-mismatch', '--no-observe'], { columns: 100 })
    await shows(run, 'Proved to help')
    run.press('5')
    await shows(run, '✓ proved    verify the certificate under the name')
    run.press('a')
    await shows(run, 'writes the kubeconfig, after a backup')
    run.press('n')
    await shows(run, 'c copy')
    run.press('a')
    await shows(run, 'writes the kubeconfig, after a backup')
    run.press('y')
    await run.until((text) => /DEGRADED|HEALTHY/.test(text), 'a cluster that works')
    run.press('q')
    expect(await run.ended).toBe(0)
    expect(scrollback(run)).toContain('verified as kubernetes.default.svc')
  },
)

function splitKeys(keys: string): readonly string[] {
  return keys.match(/\u001b\[[A-Z]|./gsu) ?? []
}
