import { describe, expect, test, vi } from 'vitest'
import { VIEWS } from '../../src/render/ink/views.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { PATIENCE, shows, start } from '../pty/runs.ts'
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
