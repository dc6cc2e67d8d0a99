import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kubectlBinary } from '../test/oracle/kubectl-binary.ts'
import { buildExecutable, embeddedProgram } from '../test/package/built-executable.ts'
import { isHeld, table } from './figure.ts'
import { goldenCase } from './golden-case.ts'
import { startUp } from './start-up.ts'
import { startWorld } from './world.ts'

/**
 * `node bench/processes.ts [--write]`: whole processes against others in the same run. Prints a table, and with `--write`
 * keeps it as docs/benchmarks.md. Fails where a bound is not held.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-bench-'))
const built = buildExecutable(await embeddedProgram())
const healthy = await startWorld('healthy')
try {
  const js = join(folder, 'kubectl-tlsdoctor')
  copyFileSync(join(root, 'dist', 'kubectl-tlsdoctor'), js)
  // As unpacking an archive writes it: of a file that was written in leaps, more pages are resident.
  const executable = join(folder, 'executable')
  copyFileSync(built.path, executable)
  const programs = { executable, js, kubectl: await kubectlBinary('v1.34.5'), folder }
  const figures = await startUp(programs, healthy)
  const golden = await goldenCase(programs)
  const text = [
    table('Start-up', '`node -e 0`', figures),
    golden.length === 0
      ? 'The golden case was not measured: `npm run oracle:fetch` brings the kubectl for it.\n'
      : table('The golden case', 'the eight tests by hand', golden),
  ].join('\n')
  console.log(text)
  if (process.argv.includes('--write')) writeFileSync(join(root, 'docs', 'benchmarks.md'), `${heading()}\n${text}`)
  process.exitCode = [...figures, ...golden].every(isHeld) ? 0 : 1
} finally {
  await healthy.close()
  built.remove()
  rmSync(folder, { recursive: true, force: true })
}

function heading(): string {
  const machine = `${cpus().length} processors, ${process.platform}/${process.arch}, Node.js ${process.version}`
  return `# Benchmarks

\`npm run bench -- --write\` measures and writes this: ${machine}.

Whole processes from start to end, in pairs with what they are held against, round after round in one run; each figure is a
median over the rounds, each ratio the median of the pairs. Milliseconds depend on the machine, ratios hardly. A diagnosis
is one of a healthy API server on loopback over HTTP/2: a connection without credentials, then one with the token; kubectl
is not run. The executable holds V8 code caches of its own build; the JS file has no cache anywhere.
`
}
