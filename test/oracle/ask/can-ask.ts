import { execFileSync } from 'node:child_process'
import { LAB_PATH, unshareArguments } from '../../lab/needs.ts'
import { releasesAtHand } from './kubectl.ts'

/** What keeps kubectls from being asked on this machine, in words; `null`: nothing. */
export async function cannotUnshareHere(): Promise<string | null> {
  if (process.env.TLSDOCTOR_ORACLE_INSIDE !== undefined) return null
  if (process.platform !== 'linux') return 'Linux, whose network namespaces it needs'
  if ((await releasesAtHand()).length === 0) return 'kubectl in the cache (npm run oracle:fetch)'
  try {
    execFileSync('unshare', [...unshareArguments(), '--', 'ip', 'link', 'set', 'lo', 'up'], {
      env: { PATH: LAB_PATH },
      stdio: 'pipe',
      timeout: 10_000,
    })
    return null
  } catch {
    return 'unshare with ip that may make network namespaces (Debian: util-linux, iproute2)'
  }
}
