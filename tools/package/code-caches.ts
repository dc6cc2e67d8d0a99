import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '../bundle/bootstrap.ts'
import type { Layout } from '../bundle/executable.ts'

/** V8's code cache of each chunk, by the chunk's name. */
export type CodeCaches = Readonly<Record<string, Uint8Array>>

/** Under emulation compiling takes its time. */
const LONGEST_MS = 300_000

/**
 * What V8 makes of each chunk, with every function compiled, so that the executable compiles nothing when it starts. Of
 * the same chunks always the same bytes: no function's turn depends on a run, and V8's hashes have a fixed seed.
 *
 * V8 takes a cache back under the same version, processor and flags alone, and does not verify its checksum: these are
 * for an asset of the executable, never for a file that somebody else could write.
 *
 * @param node the command that runs the target's Node.js on this machine
 * @throws where it does not run, or takes longer than five minutes
 */
export function codeCaches({ table, payload }: Layout, node: readonly string[]): CodeCaches {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-caches-'))
  const file = (name: string) => join(folder, name)
  try {
    writeFileSync(file('payload'), payload)
    const start = compileAll(Object.keys(table), file('caches.json'))
    writeFileSync(file('compile.cjs'), assemble(table, { before: '', read: readerOf(file('payload')), ...KEPT, start }))
    const [command = '', ...args] = node
    // Its flag is left out of a cache's own account of the flags, and so does not keep it from being taken.
    execFileSync(command, [...args, '--predictable', file('compile.cjs')], { timeout: LONGEST_MS, env: {} })
    const kept: Record<string, string> = JSON.parse(readFileSync(file('caches.json'), 'utf8'))
    return Object.fromEntries(Object.entries(kept).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readerOf(file: string): string {
  return `
  var payload = process.getBuiltinModule('fs').readFileSync(${JSON.stringify(file)});
  var v8 = process.getBuiltinModule('v8');
  var caches = {};

  function read(offset, length) {
    return payload.subarray(offset, offset + length);
  }
`
}

/** A cache names the flags that it was made under, so those are put back before. */
const KEPT = {
  prepare: "    v8.setFlagsFromString('--no-lazy');\n",
  keep: `    v8.setFlagsFromString('--lazy');
    caches[name] = script.createCachedData().toString('base64');
`,
}

/** Nothing of the program runs: `evaluate` makes each chunk's function and leaves it. */
function compileAll(names: readonly string[], kept: string): string {
  return `  ${JSON.stringify([...names].sort())}.forEach(evaluate);
  process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(kept)}, JSON.stringify(caches));
`
}
