import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { VIEWS } from '../../src/render/ink/views.ts'
import { inTitle, lacksProgram, lacksUnix } from '../lacking.ts'
import { PATIENCE, shows, start } from '../pty/runs.ts'
import { BUILT } from '../pty/terminal.ts'
import { temporaryFolder } from './doctor.ts'
import { kubeconfigOf, strangers } from './strangers.ts'

vi.setConfig(PATIENCE)

/**
 * What the UI itself never writes: operating system commands, clearing of the whole screen with what it scrolled away,
 * bidirectional overrides, and what has no width.
 */
const STRANGE = /\u001b\]|\u001b\[2J|\u0007|[\u0080-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

describe.skipIf(lacksUnix !== null)(`on the screen nothing acts that a stranger chose${inTitle(lacksUnix)}`, () => {
  test.each(Object.entries(strangers))('%s', async (_, stranger) => {
    const folder = temporaryFolder()
    const file = await kubeconfigOf(stranger, folder)
    const args = ['--kubectl-version=v1.34', '--no-canaries', '--timeout=20s', '--no-observe', '--kubeconfig', file]
    const run = start(args, { columns: 200, rows: 50, env: { HOME: folder } })
    await shows(run, 'r again')
    for (const { key, title } of VIEWS) {
      run.press(key)
      await shows(run, `[${key} ${title}]`)
    }
    run.press('q')
    expect(await run.ended).toBe(1)
    expect(STRANGE.exec(run.raw())).toBeNull()
  })
})

/** `script` of util-linux. */
const noScript = process.platform === 'linux' ? lacksProgram('script') : 'a Linux'

test.skipIf(noScript !== null)(
  `the terminal that goes away ends the UI, though nobody sends a signal${inTitle(noScript)}`,
  async () => {
    const folder = temporaryFolder()
    // The shell leads the session and outlives the hangup, so that the kernel has no reason to tell the rest of it.
    const shell = `trap : HUP; stty cols 100 rows 30; ${DOCTOR} 2> err; echo "status $?" > status.part; mv status.part status`
    const terminal = await underScript(shell, folder)
    terminal.kill('SIGKILL')
    const status = join(folder, 'status')
    await expect
      .poll(() => existsSync(status) && readFileSync(status, 'utf8'), { timeout: 20_000 })
      .toBe('status 129\n')
    expect(readFileSync(join(folder, 'err'), 'utf8')).not.toMatch(/^ +at |EIO/m)
  },
)

test.skipIf(noScript !== null)(
  `a terminal that does not know its size is not asked for it at every frame${inTitle(noScript)}`,
  async () => {
    const folder = temporaryFolder()
    await underScript(`echo $$ > pid; exec ${DOCTOR}`, folder)
    const descriptors = `/proc/${readFileSync(join(folder, 'pid'), 'utf8').trim()}/fd`
    const open = readdirSync(descriptors).filter((name) => fileOf(join(descriptors, name)) === '/dev/tty')
    expect(open).toEqual([])
  },
)

const DOCTOR = `"${process.execPath}" "${BUILT}" demo --no-observe`

/** `null`: the descriptor was closed since the folder was read. */
function fileOf(descriptor: string): string | null {
  try {
    return readlinkSync(descriptor)
  } catch {
    return null
  }
}

/** In a terminal of no size, whose end is not that of a signal; waits until the report is on the screen. */
async function underScript(shell: string, folder: string): Promise<ChildProcess> {
  const terminal = spawn('script', ['-qc', shell, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', SHELL: '/bin/sh', TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  onTestFinished(() => void terminal.kill('SIGKILL'))
  let seen = ''
  terminal.stdout.on('data', (data: Buffer) => {
    seen += data.toString()
  })
  await expect.poll(() => seen, { timeout: 20_000 }).toContain('again')
  return terminal
}
