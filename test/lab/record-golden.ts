import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { decodeCase, encodeCase } from '../../src/case-codec.ts'
import { inParallel } from '../oracle/ask/parallel.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { goldenCase, goldenFile, goldenReports } from './golden-reports.ts'
import { whatIsMissingFor } from './needs.ts'
import type { Scenario } from './scenario.ts'
import { allScenarios } from './scenarios.ts'
import { startWorld } from './world.ts'

/**
 * `node test/lab/record-golden.ts [--render-only] [scenario …]`: runs every scenario, or these, with the built doctor and
 * kubectl 1.34, and keeps the Case of each; then writes the reports of each Case anew. `--render-only` runs nothing.
 */
const LIMIT_MS = 90_000
/** Most of the time is spent waiting. */
const WIDTH = 3

const { values, positionals } = parseArgs({
  options: { 'render-only': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !allScenarios.has(name))
if (unknown.length > 0) throw new Error(`no scenario ${unknown.join(', ')}`)
const asked = [...allScenarios].filter(([name]) => positionals.length === 0 || positionals.includes(name))

if (!values['render-only']) {
  const kubectl = await kubectlBinary('v1.34')
  const missing =
    kubectl === null ? 'npm run oracle:fetch' : asked.map(([name]) => whatIsMissingFor(name)).find(Boolean)
  if (kubectl === null || missing) throw new Error(`missing: ${missing}`)
  await inParallel(asked, WIDTH, async ([name, scenario]) => {
    await record(name, scenario, kubectl)
    console.error(`recorded: ${name}`)
  })
}
for (const [name] of asked) {
  for (const [file, text] of Object.entries(goldenReports(goldenCase(name))))
    writeFileSync(goldenFile(name, file), text)
}
console.log(`rendered: ${asked.length} of ${allScenarios.size}`)

async function record(name: string, scenario: Scenario, kubectl: string): Promise<void> {
  const world = await startWorld(name)
  try {
    const saved = `${world.environment.HOME}/case.json`
    const args = ['--kubectl', kubectl, '--save-case', saved, ...(scenario.args ?? [])]
    const { stderr } = await world.doctor(args, { timeoutMs: LIMIT_MS })
    const text = readFileSync(saved, 'utf8')
      .replaceAll(kubectl, '/usr/local/bin/kubectl')
      .replaceAll(world.environment.HOME ?? '', '/home/jane')
    const decoded = decodeCase(text)
    if (!decoded.ok) throw new Error(`${name}: ${decoded.problem} ${stderr}`)
    mkdirSync(goldenFile(name, '.'), { recursive: true })
    // One line: it is read by programs alone, and pretty it is half as long again.
    writeFileSync(goldenFile(name, 'case.json'), `${JSON.stringify(JSON.parse(encodeCase(decoded.case)))}\n`)
  } finally {
    await world.close()
  }
}
