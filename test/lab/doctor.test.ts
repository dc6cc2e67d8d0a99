import { afterEach, describe, expect, test } from 'vitest'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { whatIsMissingFor } from './needs.ts'
import { startWorld, type World } from './world.ts'
import type { WorldName } from './worlds.ts'

/** `silent` waits for kubectl's 30 s: `bad-input.test.ts` cuts it short. What speaks for each world: the outcome, and the findings that explain kubectl's failure and are no symptom of another. */
const SAYS: Readonly<Record<Exclude<WorldName, 'silent'>, readonly [outcome: string, ...causes: string[]]>> = {
  golden: ['failing', 'tls-intercepted-by-proxy'],
  healthy: ['healthy'],
  transparent: ['failing', 'tls-intercepted-transparently'],
  mitmproxy: ['failing', 'tls-intercepted-by-proxy', 'proxy-not-needed'],
  squid: ['failing', 'tls-intercepted-by-proxy', 'proxy-not-needed'],
  dante: ['healthy'],
  named: ['healthy'],
  'name-unknown': ['failing', 'name-not-found'],
  'name-server-fails': ['failing', 'dns-server-failure'],
  'no-route': ['failing', 'no-route'],
  'large-hello-dropped': ['failing', 'large-client-hello-dropped'],
}

/** What people concluded wrongly in these situations: never said of a server that was not seen. */
const DEFECTS_OF_THE_SERVER = [
  'server-ip-not-in-certificate',
  'server-name-not-in-certificate',
  'cluster-ca-mismatch',
  'cluster-ca-rotated',
  'self-signed-server',
]

const kubectl = await kubectlBinary('v1.34')
let world: World | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

describe('the doctor, asked where kubectl 1.34 is asked too', () => {
  for (const name of Object.keys(SAYS).filter(isSaid)) {
    const missing = whatIsMissingFor(name) ?? (kubectl === null ? 'npm run oracle:fetch' : null)
    test.skipIf(missing !== null)(
      `${name}${missing === null ? '' : ` (missing: ${missing})`}`,
      { timeout: 90_000 },
      async () => {
        world = await startWorld(name)
        const { stdout, stderr, exitCode } = await world.doctor(['--kubectl', kubectl ?? '', '-o', 'json'], {
          timeoutMs: 80_000,
        })
        expect(stdout, stderr).toMatch(/^\{/)
        const report = JSON.parse(stdout)
        const [outcome, ...causes] = SAYS[name]
        expect(report.outcome).toBe(outcome)
        expect(exitCode).toBe(outcome === 'healthy' ? 0 : 1)
        expect(report.kubectl.predicted.message).toBe(report.kubectl.observed.message)
        const roots = report.findings.filter(
          (finding: Finding) => finding.severity === 'error' && finding.explainedBy === null,
        )
        expect(roots.map(({ id }: Finding) => id)).toEqual(causes)
        expect(report.findings.filter(({ id }: Finding) => DEFECTS_OF_THE_SERVER.includes(id))).toEqual([])
        expect(report.quiet.filter(({ state }: { state: string }) => state === 'crashed')).toEqual([])
      },
    )
  }
})

function isSaid(name: string): name is keyof typeof SAYS {
  return Object.hasOwn(SAYS, name)
}

interface Finding {
  readonly id: string
  readonly severity: string
  readonly explainedBy: string | null
}
