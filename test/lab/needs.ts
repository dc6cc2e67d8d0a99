import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { worldSpec } from './scenarios.ts'

/** Debian's user has no sbin on PATH, and half of what a lab needs stands there. */
export const LAB_PATH = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].join(delimiter)

const COMMON = { ip: 'iproute2', mount: 'mount', unshare: 'util-linux' }

/** What this machine lacks for a world, in words; `null`: nothing. A test that is skipped says this. */
export function whatIsMissingFor(name: string): string | null {
  if (process.platform !== 'linux') return 'network namespaces are Linux only'
  const { needs, network, needsRealRoot } = worldSpec(name)
  const programs = { ...COMMON, ...needs, ...(network.iptables === undefined ? {} : { iptables: 'iptables' }) }
  const missing = Object.entries(programs).filter(([program]) => !isThere(program))
  if (missing.length > 0) return missing.map(([program, debian]) => `${program} (Debian: ${debian})`).join(', ')
  if (needsRealRoot === true && process.getuid?.() !== 0) return 'root, since one of its programs changes its user'
  return cannotUnshare()
}

/** What this machine lacks for a private network of its own, in words; `null`: nothing. */
export function whatNamespacesLack(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are Linux only'
  const missing = Object.entries(COMMON).filter(([program]) => !isThere(program))
  if (missing.length > 0) return missing.map(([program, debian]) => `${program} (Debian: ${debian})`).join(', ')
  return cannotUnshare()
}

/** With real root the namespaces are ours at once; without, the kernel may allow them to a mapped root. */
export function unshareArguments(): readonly string[] {
  const mapped = process.getuid?.() === 0 ? [] : ['--map-root-user']
  return [...mapped, '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
}

let unshareRefusal: string | null | undefined

function cannotUnshare(): string | null {
  if (unshareRefusal === undefined) {
    try {
      execFileSync('unshare', [...unshareArguments(), 'true'], {
        env: { PATH: LAB_PATH },
        stdio: 'pipe',
        timeout: 10_000,
      })
      unshareRefusal = null
    } catch (error) {
      unshareRefusal = `unshare is not allowed here: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  return unshareRefusal
}

function isThere(program: string): boolean {
  return LAB_PATH.split(delimiter).some((folder) => {
    try {
      accessSync(isAbsolute(program) ? program : join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
