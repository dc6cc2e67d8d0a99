import { expect, test } from 'vitest'
import { detectKubectl } from '../../src/probe/detect-kubectl.ts'
import type { ProcessCommand, ProcessResult, System } from '../../src/system/system.ts'
import { exited } from '../system/exited.ts'

function systemWith(result: ProcessResult, onPath: string | null = '/usr/bin/kubectl'): System {
  return { env: {}, which: () => onPath, run: async () => result } as unknown as System
}

test('release and Go are those that the binary prints', async () => {
  const printed = JSON.stringify({ clientVersion: { gitVersion: 'v1.34.5', goVersion: 'go1.24.13' } })
  expect(await detectKubectl(null, null, systemWith(exited({ stdout: printed })))).toEqual({
    binary: '/usr/bin/kubectl',
    version: 'v1.34.5',
    goVersion: 'go1.24.13',
    requested: null,
    problem: null,
  })
})

test('with --kubectl-version nothing is run', async () => {
  const refuses = { which: () => expect.unreachable(), run: () => expect.unreachable() } as unknown as System
  expect(await detectKubectl(null, 'v1.30', refuses)).toEqual({
    binary: null,
    version: null,
    goVersion: null,
    requested: 'v1.30',
    problem: null,
  })
})

test('no kubectl on PATH is no problem, a missing --kubectl is one', async () => {
  expect((await detectKubectl(null, null, systemWith(exited({ stdout: '' }), null))).problem).toBeNull()
  expect((await detectKubectl('/nowhere/kubectl', null, systemWith(exited({ stdout: '' }), null))).problem).toBe(
    '/nowhere/kubectl is not an executable file',
  )
})

test.each([
  [exited({ stdout: 'not json' }), '`version --client -o json` printed no client version'],
  [exited({ stdout: '{"clientVersion":{"gitVersion":1}}' }), '`version --client -o json` printed no client version'],
  [{ kind: 'not-started', code: 'EACCES', message: 'permission denied' } as const, 'cannot be run: permission denied'],
])('a binary that does not answer as kubectl does is named with its problem (%#)', async (result, problem) => {
  expect((await detectKubectl(null, null, systemWith(result))).problem).toBe(problem)
})

test('the question is asked without a cluster: a dispatcher would ask the server first, plugin and all', async () => {
  const asked: ProcessCommand[] = []
  const system = {
    ...systemWith(exited({ stdout: '{}' })),
    env: { HOME: '/h', KUBECONFIG: '/k', KUBERNETES_SERVICE_HOST: '192.0.2.1' },
    platform: 'linux',
    run: async (command: ProcessCommand) => {
      asked.push(command)
      return exited({ stdout: '{}' })
    },
  } as unknown as System
  await detectKubectl(null, null, system)
  expect(asked[0]?.args).toContain('--kubeconfig=/dev/null')
  expect(Object.entries(asked[0]?.env ?? {}).filter(([, value]) => value !== undefined)).toEqual([['HOME', '/h']])
})
