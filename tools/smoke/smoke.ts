import { spawnSync } from 'node:child_process'

/**
 * What an executable must do on the machine that it was built for: say its version, and diagnose the demo, which starts
 * a server and a proxy on loopback. It finds no Node.js and no kubectl on PATH.
 *
 * @returns what is wrong, one line each; nothing where all is well
 */
export function smoke(executable: string, version: string): readonly string[] {
  const said = run(executable, ['version'])
  if (said.status !== 0 || said.stdout !== `kubectl-tlsdoctor ${version}\n`) return [unlike('version', said)]
  const demo = run(executable, ['demo', '-o', 'json', '--no-observe'])
  if (demo.status !== FAILING || !diagnoses(demo.stdout)) return [unlike('demo', demo)]
  return []
}

/** The demo's kubectl fails, because a proxy ends TLS. */
const FAILING = 1
const ROOT_CAUSE = 'tls-intercepted-by-proxy'

function diagnoses(output: string): boolean {
  try {
    const { outcome, findings } = JSON.parse(output)
    return outcome === 'failing' && findings[0].id === ROOT_CAUSE
  } catch {
    return false
  }
}

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(file: string, args: readonly string[]): Ran {
  const { status, stdout, stderr, error } = spawnSync(file, [...args], {
    env: { ...kept(), PATH: '' },
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { status, stdout: stdout ?? '', stderr: error?.message ?? stderr }
}

/** Windows starts nothing without the first, and finds no folder for temporary files without the others. */
function kept(): Readonly<Record<string, string>> {
  const names = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HOME', 'USERPROFILE']
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

function unlike(command: string, { status, stdout, stderr }: Ran): string {
  const last = (text: string) => JSON.stringify(text.slice(-500))
  return `${command} ended with status ${status}, stdout ${last(stdout)}, stderr ${last(stderr)}`
}
