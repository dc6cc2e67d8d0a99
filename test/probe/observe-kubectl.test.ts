import { expect, test } from 'vitest'
import { Secret } from '../../src/lib/secret.ts'
import { type ObservePlan, observeKubectl } from '../../src/probe/observe-kubectl.ts'
import type { ProcessCommand, ProcessResult, System } from '../../src/system/system.ts'
import { exited } from '../system/exited.ts'

const plan: ObservePlan = {
  binary: '/usr/bin/kubectl',
  args: ['get', '--raw', '/version', '--token=sesame'],
  shownArgs: ['get', '--raw', '/version', '--token=REDACTED'],
  which: 'as-is',
  discoveryCacheDir: null,
  timeoutMs: 1000,
  signal: new AbortController().signal,
}

function recordingSystem(result: Partial<Extract<ProcessResult, { kind: 'exited' }>>) {
  const commands: ProcessCommand[] = []
  const system = {
    env: { PATH: '/bin', HTTPS_PROXY: 'http://a:1', no_proxy: 'x', all_proxy: 'socks5://b:2', GODEBUG: 'tlsmlkem=0' },
    run: async (command: ProcessCommand): Promise<ProcessResult> => {
      commands.push(command)
      return exited({ exitCode: 1, stdout: 'never kept', durationMs: 5, ...result })
    },
  } as unknown as System
  return { system, commands }
}

test('the fatal text, the exit status and the shown arguments are kept, stdout is not', async () => {
  const { system } = recordingSystem({ stderr: 'Unable to connect to the server: EOF\n' })
  expect(await observeKubectl(plan, system)).toEqual({
    which: 'as-is',
    message: 'Unable to connect to the server: EOF',
    exitCode: 1,
    argv: ['get', '--raw', '/version', '--token=REDACTED'],
  })
})

test('success has no message', async () => {
  const { system } = recordingSystem({ exitCode: 0, stderr: 'Warning: something\n' })
  expect((await observeKubectl(plan, system))?.message).toBeNull()
})

test('the run without proxy variables loses both spellings of all four and nothing else', async () => {
  const { system, commands } = recordingSystem({})
  await observeKubectl({ ...plan, which: 'without-proxy-variables' }, system)
  expect(commands[0]?.env).toEqual({ PATH: '/bin', GODEBUG: 'tlsmlkem=0' })
  expect(commands[0]?.stdin).toBeNull()
})

test('a run that was ended at its bound says so, an aborted one is none', async () => {
  expect((await observeKubectl(plan, recordingSystem({ endedBy: 'timeout' }).system))?.endedBy).toBe('timeout')
  expect(await observeKubectl(plan, recordingSystem({ endedBy: 'abort' }).system)).toBeNull()
})

test('a message without end is read to a bound, however many quotes it leaves open', async () => {
  const { system } = recordingSystem({ stderr: `Error from server: ${'\\"'.repeat(1_000_000)}` })
  expect((await observeKubectl(plan, system))?.message?.length).toBeLessThan(17_000)
})

test('of a secret that stands where the message is cut no half is kept', async () => {
  const stderr = `Error from server: ${'x'.repeat(16 * 1024 - 26)} sesame-open and more`
  const { system } = recordingSystem({ stderr })
  const observed = await observeKubectl({ ...plan, secrets: [new Secret('sesame-open')] }, system)
  expect(observed?.message).not.toContain('sesame')
  expect(observed?.message).toMatch(/more characters\)$/)
})

test('secrets that kubectl repeats are not kept', async () => {
  const { system } = recordingSystem({ stderr: 'Error from server (Forbidden): no Bearer sesame-open for you\n' })
  const observed = await observeKubectl({ ...plan, secrets: [new Secret('sesame-open')] }, system)
  expect(observed?.message).toBe('Error from server (Forbidden): no Bearer REDACTED for you')
})
