import { describe, expect, test } from 'vitest'
import { runProcess } from '../../src/system/run-process.ts'
import type { ProcessCommand } from '../../src/system/system.ts'
import { inTitle, lacksProgram, lacksUnix } from '../lacking.ts'
import { isAlive } from './is-alive.ts'

const env = { PATH: process.env.PATH }
const sh = (script: string, changes: Partial<ProcessCommand> = {}) =>
  runProcess({ file: 'sh', args: ['-c', script], env, timeoutMs: 20_000, ...changes })

describe.skipIf(lacksUnix !== null)(`a command${inTitle(lacksUnix)}`, () => {
  test('output, exit code and input', async () => {
    expect(await sh('cat; echo no >&2; exit 3', { stdin: 'hello' })).toMatchObject({
      kind: 'exited',
      exitCode: 3,
      signal: null,
      stdout: 'hello',
      stderr: 'no\n',
      truncated: false,
      endedBy: 'itself',
    })
  })

  test('without input stdin is closed', async () => {
    expect(await sh('cat')).toMatchObject({ exitCode: 0, stdout: '' })
  })

  test('the environment is the given one and no other', async () => {
    expect(await sh('echo "$A-$HOME"', { env: { ...env, A: '1' } })).toMatchObject({ stdout: '1-\n' })
  })

  test('output over its bound is dropped and said to be', async () => {
    expect(await sh('printf 0123456789', { maxOutputBytes: 4 })).toMatchObject({ stdout: '0123', truncated: true })
  })

  test('the time limit ends the command with all that it started', async () => {
    const result = await sh('sleep 60 & echo $!; wait', { timeoutMs: 200 })
    expect(result).toMatchObject({ kind: 'exited', exitCode: null, signal: 'SIGKILL', endedBy: 'timeout' })
    const grandchild = result.kind === 'exited' ? Number(result.stdout) : 0
    expect(grandchild).toBeGreaterThan(0)
    await expect.poll(() => isAlive(grandchild)).toBe(false)
  })

  test('an abort ends it', async () => {
    const run = new AbortController()
    const running = sh('sleep 60', { signal: run.signal })
    run.abort()
    expect(await running).toMatchObject({ kind: 'exited', endedBy: 'abort' })
  })

  test('an aborted run starts nothing', async () => {
    expect(await sh('true', { signal: AbortSignal.abort() })).toMatchObject({ kind: 'not-started', code: 'ABORT_ERR' })
  })

  test('a command that writes for ever is not read for ever', async () => {
    const before = process.memoryUsage().rss
    const result = await sh('yes', { timeoutMs: 1500, maxOutputBytes: 1000 })
    expect(result).toMatchObject({ truncated: true, endedBy: 'timeout' })
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('output that nobody wants goes nowhere, and the command ends as it would', async () => {
    expect(await sh('head -c 3000000 /dev/zero; exit 4', { discardStdout: true })).toMatchObject({
      exitCode: 4,
      stdout: '',
      truncated: false,
    })
  })

  test.skipIf(lacksProgram('setsid') !== null)(
    `a descendant in a session of its own holds nobody up after the time limit${inTitle(lacksProgram('setsid'))}`,
    async () => {
      const started = performance.now()
      await sh('setsid sleep 5 & wait', { timeoutMs: 200 })
      expect(performance.now() - started).toBeLessThan(1500)
    },
  )
})

test('what cannot be started is a value', async () => {
  const nowhere = { file: '/nowhere/tool', args: [], env, timeoutMs: 1000 }
  expect(await runProcess(nowhere)).toMatchObject({ kind: 'not-started', code: 'ENOENT' })
  expect(await runProcess({ ...nowhere, file: 'sh', args: ['a\0b'] })).toMatchObject({ kind: 'not-started' })
})
