import { describe, expect, test, vi } from 'vitest'
import { inTitle, lacksUnix } from '../lacking.ts'
import { DEMO, framesOf, inShell, PATIENCE, scrollback, shows, start, VERDICT } from './runs.ts'
import type { PtyOptions } from './terminal.ts'

vi.setConfig(PATIENCE)

describe.skipIf(lacksUnix !== null)(`from start to end${inTitle(lacksUnix)}`, () => {
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

describe.skipIf(lacksUnix !== null)(`terminals${inTitle(lacksUnix)}`, () => {
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

describe.skipIf(lacksUnix !== null)(`--watch${inTitle(lacksUnix)}`, () => {
  test('runs again by itself, and says so in its last line', async () => {
    const run = start(['demo', 'healthy', '--no-observe', '--watch', '1s'], { columns: 120 })
    await shows(run, 'no change, again in 1.0s')
    run.press('6')
    await shows(run, 'nothing changed in 2 runs')
    run.press('q')
    expect(await run.ended).toBe(0)
  })
})
