import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LAB_PATH, unshareArguments } from '../../lab/needs.ts'
import { applyNetwork, type NetworkSpec } from '../../lab/network.ts'

const INSIDE = 'TLSDOCTOR_ORACLE_INSIDE'

/**
 * Runs `main` in a private network namespace: the calling script starts itself again under `unshare`, sets up that
 * network there, and gets a folder of its own. Standard streams and the exit status are those of the inner run.
 *
 * @param script the caller's `import.meta.url`
 */
export async function inNamespace(
  script: string,
  network: NetworkSpec,
  main: (folder: string, args: readonly string[]) => Promise<void>,
): Promise<void> {
  const args = process.argv.slice(2)
  if (process.env[INSIDE] === undefined) {
    process.exitCode = await startAgain(fileURLToPath(script), args)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-oracle-'))
  try {
    applyNetwork(network, folder)
    await main(folder, args)
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
    // Servers may still listen; the namespace ends with this process.
    process.exit()
  }
}

function startAgain(script: string, args: readonly string[]): Promise<number> {
  const env = { ...process.env, PATH: LAB_PATH, TZ: 'UTC', NODE_OPTIONS: '', [INSIDE]: '1' }
  const child = spawn('unshare', [...unshareArguments(), '--', process.execPath, script, ...args], {
    env,
    stdio: 'inherit',
  })
  // unshare itself waits and heeds no SIGTERM; with it the kernel ends all that is inside.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
