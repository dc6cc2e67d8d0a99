import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type Devtools, devtoolsOver } from './devtools.ts'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The first browser of this kind on PATH; `null`: none. */
export const chromium: string | null = findChromium()

/** Behind the titles of tests that are skipped. */
export const missingChromium = chromium === null ? ' (missing: chromium (Debian: chromium))' : ''

export interface Browser {
  readonly devtools: Devtools
  /** Ends the browser and all that it started, and removes its profile. */
  close(): Promise<void>
}

/** Headless, with a profile of its own and nothing of its own accord on the network. */
export async function startChromium(program: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'tlsdoctor-chromium-'))
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    // A group of its own: the wrapper script, the browser and its renderers end together.
    detached: true,
    env: { PATH: process.env.PATH ?? '', HOME: profile },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const devtools = devtoolsOver(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const close = async () => {
    await end(child)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await devtools.send('Browser.getVersion')
  } catch (error) {
    await close()
    throw error
  }
  return { devtools, close }
}

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--hide-scrollbars',
  '--remote-debugging-pipe',
]

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  process.kill(-child.pid, 'SIGKILL')
  await ended
}

function findChromium(): string | null {
  const files = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
  return files.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
