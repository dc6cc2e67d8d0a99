import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atExit } from '../system/at-exit.ts'
import type { System } from '../system/system.ts'

/** client-go's CachedDiscoveryClient believes its files for six hours (cli-runtime `ToDiscoveryClient`). */
const FRESH_MS = 6 * 60 * 60 * 1000

/**
 * The folder in which cli-runtime keeps what a server serves: `<cache-dir>/discovery/<host>`, everything outside
 * `[\w/.()]` replaced by `_` (cli-runtime `computeDiscoverCacheDir`).
 */
export function discoveryCacheDir(server: string, cacheDir: string | undefined, system: System): string {
  const root = cacheDir ?? nonEmpty(system.env.KUBECACHEDIR) ?? join(system.homeDir, '.kube', 'cache')
  const host = server.replace(/^https?:\/\//, '').replaceAll(/[^(\w/.)]/g, '_')
  return join(root, 'discovery', host)
}

/** Whether kubectl would trust what is cached instead of asking `/api` and `/apis` again. */
export function discoveryCacheState(dir: string, system: System): 'cold' | 'fresh' {
  try {
    const age = system.now().getTime() - statSync(join(dir, 'servergroups.json')).mtimeMs
    return age < FRESH_MS ? 'fresh' : 'cold'
  } catch {
    return 'cold'
  }
}

/** A throw-away copy for an observed run, so that looking does not change what the next kubectl finds. */
export function copyDiscoveryCache(dir: string): { readonly cacheDir: string; remove(): void } {
  const cacheDir = mkdtempSync(join(tmpdir(), 'kubectl-tlsdoctor-cache-'))
  const remove = () => rmSync(cacheDir, { recursive: true, force: true })
  const removed = atExit(remove)
  const copy = join(cacheDir, 'discovery')
  mkdirSync(copy, { recursive: true })
  const name = dir.split('discovery/').at(-1)
  if (name !== undefined && existsSync(dir)) {
    cpSync(dir, join(copy, name), { recursive: true, preserveTimestamps: true })
  }
  return {
    cacheDir,
    remove() {
      remove()
      removed()
    },
  }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}
