import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import type { Report } from '../../src/report/report.ts'
import type { CheckList } from './check-list.ts'
import type { Machine } from './machine.ts'
import { PLUGIN } from './shipped.ts'

/** `kubectl tlsdoctor …` as krew installed it, on a machine of this platform. */
export async function checkPlugin(machine: Machine, version: string, checks: CheckList): Promise<void> {
  const command = `kubectl ${PLUGIN}`
  await checks.holds(command, 'there is nothing else on PATH, and so no Node.js', () => {
    const programs = machine.path.flatMap((folder) => readdirSync(folder)).sort()
    assert.deepEqual(programs, ['kubectl', 'kubectl-krew', `kubectl-${PLUGIN}`])
  })
  await checks.holds(command, '`version` names the release', async () => {
    assert.deepEqual(saidIn(await machine.kubectl([PLUGIN, 'version'])), {
      stdout: `kubectl-tlsdoctor ${version}\n`,
      stderr: '',
    })
  })
  await checks.holds(command, '`demo` ends with status 1 and blames the proxy', async () => {
    const { stdout } = await machine.kubectl([PLUGIN, 'demo'], 1)
    assert.match(stdout, /FAILING\s+The proxy http:\/\/127\.0\.0\.1:\d+ ends TLS in place of 127\.0\.0\.1:\d+/)
  })
  await checks.holds(command, '`demo -o json` predicts what this kubectl prints, and what is behind it', async () => {
    const report: Report = JSON.parse((await machine.kubectl([PLUGIN, 'demo', '-o', 'json'], 1)).stdout)
    assert.equal(report.outcome, 'failing')
    assert.equal(report.findings[0]?.id, 'tls-intercepted-by-proxy')
    assert.deepEqual(report.kubectl.predicted, { message: NO_IP_SANS, fidelity: 'exact' })
    assert.equal(report.kubectl.observed?.message, NO_IP_SANS)
  })
}

const NO_IP_SANS =
  "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs"

function saidIn({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) {
  return { stdout, stderr }
}
