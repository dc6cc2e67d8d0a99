import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'

/**
 * How long after the start of the process the first frame of the terminal UI is on the terminal, in pairs with the floor,
 * `node -e 0` on the same Node.js; and the same for commands that must not get slower by it.
 * `node bench/first-frame.ts [ROUNDS]`
 */
const rounds = Number(process.argv[2] ?? 15)
const built = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'kubectl-tlsdoctor')

/** Nothing listens there: the run itself is short, and `demo` would first make its keys. */
const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-bench-'))
const kubeconfig = join(folder, 'config')
const clusters = [{ name: 'x', cluster: { server: 'https://127.0.0.1:1' } }]
const contexts = [{ name: 'x', context: { cluster: 'x', user: '' } }]
writeFileSync(
  kubeconfig,
  JSON.stringify({ apiVersion: 'v1', kind: 'Config', 'current-context': 'x', clusters, contexts }),
)

const measured: Readonly<Record<string, readonly string[]>> = {
  'first frame': [built, '--kubeconfig', kubeconfig, '--no-observe'],
  version: [built, 'version'],
  help: [built, '--help'],
  'plain diagnosis': [built, '--kubeconfig', kubeconfig, '--no-observe', '-o', 'text'],
}

for (const [name, args] of Object.entries(measured)) {
  const pairs: { readonly floor: number; readonly taken: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const floor = await wallTime(['-e', '0'], null)
    pairs.push({ floor, taken: await wallTime(args, name === 'first frame' ? 'LOOKING' : null) })
  }
  const floor = median(pairs.map((pair) => pair.floor))
  const above = median(pairs.map((pair) => pair.taken - pair.floor))
  const ratio = median(pairs.map((pair) => pair.taken / pair.floor))
  console.log(`${name}: ${above.toFixed(0)} ms above the floor of ${floor.toFixed(0)} ms, ${ratio.toFixed(2)} times`)
}

rmSync(folder, { recursive: true })

/** Until `seen` is on the terminal, or until the process ends. */
function wallTime(args: readonly string[], seen: string | null): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [...args], { name: 'xterm-256color', cols: 100, rows: 30 })
  return new Promise((resolve) => {
    let text = ''
    let taken: number | null = null
    child.onData((data) => {
      text += data
      if (seen === null || taken !== null || !text.includes(seen)) return
      taken = performance.now() - start
      child.kill('SIGKILL')
    })
    child.onExit(() => resolve(taken ?? performance.now() - start))
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
