import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Whether a process runs. A zombie is no life: nobody may have waited for it yet. */
export function isAlive(pid: number): boolean {
  return existsSync('/proc/self/stat') ? byProc(pid) : byPs(pid)
}

function byProc(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** Where there is no /proc, as on macOS. */
function byPs(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8', timeout: 10_000 })
  return /^\s*[^Z\s]/.test(stdout)
}
