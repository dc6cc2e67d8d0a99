import { runProcess } from '../../../src/system/run-process.ts'
import { fatalMessage } from '../../../src/transcript/fatal-message.ts'
import { binaryPath, kubectlBinary, type OracleRelease, oracleReleases } from '../kubectl-binary.ts'

export interface KubectlRun {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Default 30 s. */
  readonly timeoutMs?: number
}

/** The fatal text; `null` on success; `undefined` when kubectl was ended or did not start. */
export async function askKubectl(release: OracleRelease, run: KubectlRun): Promise<string | null | undefined> {
  // On a machine that is short of memory a kubectl may be ended from outside.
  const first = await askOnce(release, run)
  return first === undefined ? askOnce(release, run) : first
}

async function askOnce(release: OracleRelease, run: KubectlRun): Promise<string | null | undefined> {
  const result = await runProcess({
    file: binaryPath(release),
    args: run.args,
    env: run.env,
    stdin: null,
    timeoutMs: run.timeoutMs ?? 30_000,
    maxOutputBytes: 1024 * 1024,
    signal: new AbortController().signal,
  })
  if (result.kind === 'not-started' || result.endedBy !== 'itself' || result.exitCode === null) return undefined
  return result.exitCode === 0 ? null : fatalMessage(result.stderr)
}

/** The pinned releases whose binaries are in the user's cache, newest first. */
export async function releasesAtHand(): Promise<readonly OracleRelease[]> {
  const found: OracleRelease[] = []
  for (const release of oracleReleases) if ((await kubectlBinary(release.kubectl)) !== null) found.push(release)
  return found
}
