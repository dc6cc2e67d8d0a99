import { basename, join } from 'node:path'
import { build, type Metafile, type OutputFile, type Plugin, transform } from 'esbuild'
import { withoutHelpers } from './module-helpers.ts'
import { patches } from './patches.ts'

/** Code that is evaluated as a whole, when it is first required. */
export interface Chunk {
  readonly name: string
  /** The body of a function of `require`, `module`, `__bundleUrl` and the helpers of module-helpers.ts. */
  readonly code: string
}

/** What the code was written for; package.json `engines` says the same. */
const TARGET = 'node22'

/** What the sources are told about themselves. */
export interface Built {
  readonly version: string
  readonly homepage?: string | null
}

/**
 * Every dynamic `import()` of the sources begins a chunk, and what several chunks share is a chunk of its own. esbuild
 * splits only ES modules, and those evaluate every `import 'node:…'` when the file is loaded; so each chunk is turned
 * into CommonJS afterwards, where an import is a `require` at the chunk's own first use.
 */
export async function buildChunks(
  root: string,
  entry: string,
  { version, homepage = null }: Built,
): Promise<{ chunks: readonly Chunk[]; metafile: Metafile }> {
  const split = await build({
    absWorkingDir: root,
    entryPoints: { main: entry },
    outdir: 'dist',
    chunkNames: '[hash]',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    minify: true,
    jsx: 'automatic',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: {
      'import.meta.url': '__bundleUrl',
      'process.env.NODE_ENV': '"production"',
      __TLSDOCTOR_VERSION__: JSON.stringify(version),
      __TLSDOCTOR_HOMEPAGE__: JSON.stringify(homepage),
    },
    plugins: [patches, withoutSideEffects],
  })
  return { chunks: await Promise.all(split.outputFiles.map(toCommonJs)), metafile: split.metafile }
}

async function toCommonJs(file: OutputFile): Promise<Chunk> {
  const common = { target: TARGET, charset: 'ascii', legalComments: 'none', logLevel: 'warning' } as const
  const { code: converted } = await transform(file.text, {
    ...common,
    format: 'cjs',
    // makes `import('./x.js')` a promise of `require('./x.js')`
    supported: { 'dynamic-import': false },
  })
  const { code } = await transform(withoutHelpers(converted), { ...common, format: 'cjs', minify: true })
  return { name: basename(file.path), code: code.trimEnd() }
}

/**
 * client-node declares no `sideEffects`, so that bundlers keep every API class and model of it (390 KiB); none of its
 * modules does anything when it is evaluated.
 */
const withoutSideEffects: Plugin = {
  name: 'client-node without side effects',
  setup({ onResolve, resolve }) {
    // Its own imports name whole files, so they need no search: asking esbuild for each would take ten times as long.
    onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) =>
      CLIENT_NODE.test(resolveDir) ? { path: join(resolveDir, path), sideEffects: false } : null,
    )
    onResolve({ filter: /^@kubernetes\/client-node(\/|$)/ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === RESOLVED_ONCE) return null
      return { ...(await resolve(path, { ...options, pluginData: RESOLVED_ONCE })), sideEffects: false }
    })
  },
}

const CLIENT_NODE = /@kubernetes[\\/]client-node[\\/]dist/
const RESOLVED_ONCE = Symbol('resolved once')
