import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SilentServer, startSilentServer } from './silent-server.ts'
import { BUILT, type PtyOptions, type PtyRun, startInTerminal } from './terminal.ts'

const DEMO = ['demo', '--no-observe'] as const
// A busy machine takes seconds to start a program.
vi.setConfig({ testTimeout: 90_000 })

const VERDICT = 'FAILING  The proxy'

let runs: PtyRun[] = []
let folder: string

beforeEach(() => {
  runs = []
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-pty-'))
})
afterEach(() => {
  for (const run of runs) run.end()
  rmSync(folder, { recursive: true, force: true })
})

describe('from start to end', () => {
  test('it opens at once, shows the verdict, and leaves the plain report and its exit status', async () => {
    const run = start(DEMO)
    await run.until(() => run.alternate(), 'the alternate screen')
    await shows(run, VERDICT)
    run.press('q')
    expect(await run.ended).toBe(1)
    expect(run.alternate()).toBe(false)
    const left = scrollback(run)
    expect(left).toContain('✗ FAILING  The proxy')
    expect(left).toContain('\nREMEDIES\n')
    expect(left).not.toContain('q quit')
  })

  test.each([80, 200])('at %i columns the whole width is used and nothing more', async (columns) => {
    const run = start(DEMO, { columns, rows: 40 })
    await shows(run, VERDICT)
    expect(Math.max(...run.rows().map((row) => row.length))).toBeLessThanOrEqual(columns)
    expect(run.text()).toContain('[1 paths]')
  })

  test('--fail-on never makes the exit status 0', async () => {
    const run = start([...DEMO, '--fail-on', 'never'])
    await shows(run, VERDICT)
    run.press('q')
    expect(await run.ended).toBe(0)
  })

  test('another scenario, run again by r', async () => {
    const run = start(['demo', 'healthy', '--no-observe'])
    await shows(run, 'HEALTHY')
    const frames = framesOf(run)
    run.press('r')
    await run.until(() => framesOf(run) > frames + 1 && run.text().includes('HEALTHY'), 'a second run')
    run.press('q')
    expect(await run.ended).toBe(0)
  })
})

describe('every key, in one screen', () => {
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

describe('Ctrl-C and the like', () => {
  let server: SilentServer
  beforeEach(async () => {
    server = await startSilentServer()
  })
  afterEach(() => server.close())

  test('while it is looking: what was found is printed, exit status 130', async () => {
    const run = start(['--kubeconfig', server.kubeconfig, '--no-observe'])
    await shows(run, "waits for the server's part of the handshake")
    run.press('\u0003')
    expect(await run.ended).toBe(130)
    expect(run.alternate()).toBe(false)
    expect(scrollback(run)).toContain('UNFINISHED')
  })

  test('q while it is looking is an interruption too', async () => {
    const run = start(['--kubeconfig', server.kubeconfig, '--no-observe'])
    await shows(run, 'LOOKING')
    run.press('q')
    expect(await run.ended).toBe(130)
  })

  test.each([
    ['at its first frame', 'LOOKING', ''],
    ['when the report is there', VERDICT, ''],
    ['while a line is typed', '/abc_', '/abc'],
    ['in the help', '[? help]', '?'],
  ])('%s: 130, and the terminal as it was found', async (_, seen, keys) => {
    const run = start([], {
      shell: `before=$(stty -g); ${inShell(DEMO)}; status=$?; [ "$(stty -g)" = "$before" ] && echo "same terminal, status $status"`,
    })
    await shows(run, seen === 'LOOKING' ? seen : VERDICT)
    if (keys !== '') run.press(keys)
    await shows(run, seen)
    run.press('\u0003')
    await shows(run, 'same terminal, status 130')
    expect(run.alternate()).toBe(false)
    expect(cursorIsVisible(run)).toBe(true)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s from outside restores the terminal', async (name) => {
    const run = start(DEMO)
    await shows(run, VERDICT)
    run.signal(name)
    expect(await run.ended).toBe(name === 'SIGINT' ? 130 : 143)
    expect(run.alternate()).toBe(false)
    expect(cursorIsVisible(run)).toBe(true)
  })
})

describe('terminals', () => {
  test('a resize while it runs and afterwards is followed', async () => {
    const run = start(DEMO)
    await shows(run, 'LOOKING')
    run.resize(120, 40)
    await shows(run, VERDICT)
    await run.until((text) => text.includes('o format'), 'the wide footer')
    run.resize(50, 15)
    await run.until((text) => /^ q quit {2}\? help/m.test(text) && !text.includes('o format'), 'the narrow footer')
    expect(run.rows()).toHaveLength(15)
    run.resize(80, 24)
    await shows(run, 'r again')
  })

  test('NO_COLOR leaves no colour at all', async () => {
    const run = start(DEMO, { env: { NO_COLOR: '1' } })
    await shows(run, VERDICT)
    run.press('q')
    await run.ended
    expect(run.raw()).not.toMatch(/\u001b\[[\d;]*m/)
  })

  test('colours are the sixteen of the palette, even where the terminal has more', async () => {
    const run = start(DEMO, { env: { COLORTERM: 'truecolor' } })
    await shows(run, VERDICT)
    expect(run.raw()).toMatch(/\u001b\[31m/)
    expect(run.raw()).not.toMatch(/\u001b\[[\d;]*[34]8;/)
  })

  test('a locale that is not UTF-8 gets ASCII signs', async () => {
    const run = start(DEMO, { env: { LANG: 'C' } })
    await shows(run, 'x FAILING')
    run.press('q')
    await run.ended
    expect(run.raw()).not.toMatch(/[^\u0000-\u007f]/)
  })

  test.each<readonly [string, PtyOptions]>([
    ['TERM=dumb', { env: { TERM: 'dumb' }, shell: `TERM=dumb ${inShell(DEMO)}` }],
    ['CI', { env: { CI: 'true' } }],
    ['a pipe behind it', { shell: `${inShell(DEMO)} | cat` }],
    ['no terminal before it', { shell: `${inShell(DEMO)} < /dev/null` }],
    ['-o text', { shell: inShell([...DEMO, '-o', 'text']) }],
  ])('%s: the plain text, no screen', async (_, options) => {
    const run = start(DEMO, options)
    await run.ended
    expect(run.raw()).not.toContain('\u001b[?1049h')
    expect(scrollback(run)).toContain('FAILING')
  })

  test('-o ink without a terminal says so and prints the text', async () => {
    const run = start([], { shell: `${inShell([...DEMO, '-o', 'ink'])} | cat` })
    await run.ended
    expect(scrollback(run)).toContain('notice: no terminal for -o ink')
  })

  test('a key that changes nothing writes nothing, one that does writes one frame', async () => {
    const run = start(DEMO)
    await shows(run, VERDICT)
    run.press('2')
    await shows(run, '[2 why]')
    const before = framesOf(run)
    run.press('kkkk')
    run.press('3')
    await shows(run, '[3 chain]')
    expect(framesOf(run)).toBe(before + 1)
  })
})

describe('--watch', () => {
  test('runs again by itself, and says so in its last line', async () => {
    const run = start(['demo', 'healthy', '--no-observe', '--watch', '1s'], { columns: 120 })
    await shows(run, 'no change, again in 1.0s')
    run.press('6')
    await shows(run, 'nothing changed in 2 runs')
    run.press('q')
    expect(await run.ended).toBe(0)
  })
})

function start(args: readonly string[], options: PtyOptions = {}): PtyRun {
  const run = startInTerminal(args, options)
  runs.push(run)
  return run
}

function shows(run: PtyRun, text: string): Promise<void> {
  return run.until((screen) => screen.includes(text), text)
}

function inShell(args: readonly string[]): string {
  return [process.execPath, BUILT, ...args].join(' ')
}

/** Every line that the terminal kept, wherever it stands now. */
function scrollback({ emulator }: PtyRun): string {
  const { normal } = emulator.buffer
  return Array.from({ length: normal.length }, (_, row) => normal.getLine(row)?.translateToString(true) ?? '').join(
    '\n',
  )
}

/** DEC private mode 25, as it was left. */
function cursorIsVisible(run: PtyRun): boolean {
  return /\u001b\[\?25h(?!.*\u001b\[\?25l)/s.test(run.raw())
}

/** Ink writes each frame as one synchronized update. */
function framesOf(run: PtyRun): number {
  return run.raw().split('\u001b[?2026h').length - 1
}

function splitKeys(keys: string): readonly string[] {
  return keys.match(/\u001b\[[A-Z]|./gsu) ?? []
}
