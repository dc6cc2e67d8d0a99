import { describe, expect, test } from 'vitest'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { carryOut, steady, type TriedRemedy } from './carry-out.ts'
import { whatIsMissingFor } from './needs.ts'
import { findingsTold, type Scenario, type ToldReport } from './scenario.ts'
import { startWorld } from './world.ts'

const kubectl = await kubectlBinary('v1.34')
const LIMIT_MS = 80_000
const EXIT_CODES = { healthy: 0, degraded: 0, failing: 1, unfinished: 3 } as const

/** The doctor and kubectl 1.34 in each of these scenarios: what it finds is all that is expected, and nothing else. */
export function describeScenarios(title: string, scenarios: Readonly<Record<string, Scenario>>): void {
  describe(title, () => {
    for (const [name, scenario] of Object.entries(scenarios)) {
      const missing = whatIsMissingFor(name) ?? (kubectl === null ? 'npm run oracle:fetch' : null)
      const shown = `${name}${missing === null ? '' : ` (missing: ${missing})`}`
      test.skipIf(missing !== null)(shown, { timeout: LIMIT_MS + 10_000 }, () => check(name, scenario))
    }
  })
}

async function check(name: string, scenario: Scenario): Promise<void> {
  const world = await startWorld(name)
  try {
    const args = ['--kubectl', kubectl ?? '', '-o', 'json', ...(scenario.args ?? [])]
    const { stdout, stderr, exitCode } = await world.doctor(args, { timeoutMs: LIMIT_MS })
    expect(stdout, stderr).toMatch(/^\{/)
    const report: Report = JSON.parse(stdout)
    expect(findingsTold(report, scenario)).toEqual([...scenario.findings].sort())
    expect(report.outcome).toBe(scenario.outcome)
    expect(exitCode).toBe(EXIT_CODES[scenario.outcome])
    expect(report.quiet.filter(({ state }) => state === 'crashed')).toEqual([])
    if (scenario.unobserved === true) expect(report.kubectl.observed).toBeNull()
    else if (scenario.wordsVary !== true) {
      expect(steadyOrNull(report.kubectl.predicted.message)).toBe(
        steadyOrNull(report.kubectl.observed?.message ?? null),
      )
    }
    await carryOut(world, kubectl ?? '', report.remedies, scenario)
    for (const beginning of scenario.alsoWorks ?? []) {
      const path = report.paths.find(({ id }) => id.startsWith(beginning))
      expect(path?.verdict.outcome, beginning).toBe('accepted')
    }
  } finally {
    await world.close()
  }
}

function steadyOrNull(message: string | null): string | null {
  return message === null ? null : steady(message)
}

interface Report extends ToldReport {
  readonly kubectl: {
    readonly predicted: { readonly message: string | null }
    readonly observed: { readonly message: string | null } | null
  }
  readonly remedies: readonly TriedRemedy[]
  readonly paths: readonly { readonly id: string; readonly verdict: { readonly outcome: string } }[]
}
