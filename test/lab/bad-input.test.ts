import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { whatIsMissingFor } from './needs.ts'
import { startWorld, type World } from './world.ts'

const kubectl = await kubectlBinary('v1.34')
const missing = whatIsMissingFor('silent') ?? (kubectl === null ? 'npm run oracle:fetch' : null)

describe.skipIf(missing !== null)(
  `a server that never answers${missing === null ? '' : ` (missing: ${missing})`}`,
  () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld('silent')
    })
    afterAll(() => world.close())

    test('is waited for no longer than --timeout, and the other paths are reported', async () => {
      const args = ['--kubectl', kubectl ?? '', '--via', 'http://198.51.100.8:8080', '--timeout', '2s', '-o', 'json']
      const { stdout, exitCode } = await world.doctor(args, { timeoutMs: 10_000 })
      const report = JSON.parse(stdout)
      expect(exitCode).toBe(3)
      expect(report.outcome).toBe('unfinished')
      expect(report.kubectl.observed).toMatchObject({ endedBy: 'timeout' })
      const via = report.paths.find(({ transport }: { transport: string }) => transport === 'http-proxy')
      expect(via.kubectlMessage).toBe('Unable to connect to the server: Forbidden')
    })

    test('with --request-timeout every stage ends with the request', async () => {
      const args = ['--kubectl', kubectl ?? '', '--request-timeout', '1s', '-o', 'json']
      const { stdout, exitCode } = await world.doctor(args, { timeoutMs: 10_000 })
      const report = JSON.parse(stdout)
      expect(exitCode).toBe(1)
      expect(report.kubectl.predicted.fidelity).toBe('approximate')
      expect(report.findings.map(({ id }: { id: string }) => id)).toContain('connect-timeout')
    })
  },
)
