import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inTitle, lacksUnix } from '../lacking.ts'
import { cursorIsVisible, DEMO, inShell, PATIENCE, scrollback, shows, start, VERDICT } from './runs.ts'
import { type SilentServer, startSilentServer } from './silent-server.ts'

vi.setConfig(PATIENCE)

describe.skipIf(lacksUnix !== null)(`Ctrl-C and the like${inTitle(lacksUnix)}`, () => {
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
      // Before the screen reads keys, Ctrl-C is a signal to all that runs there, this shell too.
      shell: `trap : INT; before=$(stty -g); ${inShell(DEMO)}; status=$?; [ "$(stty -g)" = "$before" ] && echo "same terminal, status $status"`,
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
