import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { assemble, type Variant } from '../bundle/bootstrap.ts'
import type { Layout } from '../bundle/executable.ts'
import { rehearsal } from './rehearsal.ts'

/** V8's code cache of each chunk, by the chunk's name. */
export type CodeCaches = Readonly<Record<string, Uint8Array>>

/** Under emulation compiling takes its time. */
const LONGEST_MS = 300_000

/**
 * What V8 makes of each chunk, so that the executable compiles nothing when it starts. Of the same chunks always the same
 * bytes: what is run for it is the same every time, and V8's hashes have a fixed seed.
 *
 * A chunk that a rehearsal evaluates has what was compiled then, since V8 takes time to read what nobody calls. What
 * talks to the network has all of its functions, because no rehearsal can call them, and so have the others.
 *
 * V8 takes a cache back under the same version, processor and flags alone, and does not verify its checksum: these are
 * for an asset of the executable, never for a file that somebody else could write.
 *
 * @param node the command that runs the target's Node.js on this machine
 * @throws where it does not run, or takes longer than five minutes
 */
export function codeCaches(root: string, layout: Layout, metafile: Metafile, node: readonly string[]): CodeCaches {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-caches-'))
  try {
    writeFileSync(join(folder, 'payload'), layout.payload)
    const whole = made(layout, folder, node, COMPILED_WHOLE, compileAll(Object.keys(layout.table)))
    const rehearsed = made(layout, folder, node, COMPILED_AS_CALLED, rehearse(rehearsal(root, folder)))
    return { ...whole, ...withoutNetwork(rehearsed, metafile) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a script of these parts leaves in `caches`. */
function made(
  { table }: Layout,
  folder: string,
  [command = '', ...args]: readonly string[],
  compiled: Pick<Variant, 'prepare' | 'keep'>,
  start: string,
): CodeCaches {
  const file = (name: string) => join(folder, name)
  const end = `  function end() {
    process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(file('caches.json'))}, JSON.stringify(caches));
  }
`
  const read = readerOf(file('payload'))
  writeFileSync(file('compile.cjs'), assemble(table, { before: '', read, ...compiled, start: end + start }))
  // Its flag is left out of a cache's own account of the flags, and so does not keep it from being taken.
  execFileSync(command, [...args, '--predictable', file('compile.cjs')], {
    timeout: LONGEST_MS,
    env: {},
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const kept: Record<string, string> = JSON.parse(readFileSync(file('caches.json'), 'utf8'))
  return Object.fromEntries(Object.entries(kept).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]))
}

function withoutNetwork(caches: CodeCaches, { outputs }: Metafile): CodeCaches {
  const talks = (name: string) =>
    Object.keys(outputs[`dist/${name}`]?.inputs ?? {}).some((source) => NETWORK.test(source))
  return Object.fromEntries(Object.entries(caches).filter(([name]) => !talks(name)))
}

const NETWORK = /^src\/(?:probe|demo)\/|node_modules\/undici\//

function readerOf(file: string): string {
  return `
  var payload = process.getBuiltinModule('fs').readFileSync(${JSON.stringify(file)});
  var v8 = process.getBuiltinModule('v8');
  var caches = {};
  var scripts = {};

  function read(offset, length) {
    return payload.subarray(offset, offset + length);
  }
`
}

/** A cache names the flags that it was made under, so those are put back before. */
const COMPILED_WHOLE = {
  prepare: "    v8.setFlagsFromString('--no-lazy');\n",
  keep: `    v8.setFlagsFromString('--lazy');
    caches[name] = script.createCachedData().toString('base64');
`,
}

const COMPILED_AS_CALLED = { prepare: '', keep: '    scripts[name] = script;\n' }

/** Nothing of the program runs: `evaluate` makes each chunk's function and leaves it. */
function compileAll(names: readonly string[]): string {
  return `  ${JSON.stringify([...names].sort())}.forEach(evaluate);
  end();
`
}

/** What was compiled is not to be forgotten before it is kept. */
function rehearse(commands: readonly (readonly string[])[]): string {
  return `  v8.setFlagsFromString('--no-flush-bytecode');
  ${JSON.stringify(commands)}.reduce(function (before, words) {
    return before.then(function () {
      return load('./main.js').main(words);
    }).then(function (status) {
      if (status > 1) throw new Error(words.join(' ') + ' ended with status ' + status);
    });
  }, Promise.resolve()).then(function () {
    v8.setFlagsFromString('--flush-bytecode');
    Object.keys(scripts).forEach(function (name) {
      caches[name] = scripts[name].createCachedData().toString('base64');
    });
    end();
    process.exit();
  }).catch(crash);
`
}
