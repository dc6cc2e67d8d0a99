import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/** A change to a dependency's text at build time. */
interface Patch {
  /** The file's path ends so. */
  readonly file: RegExp
  /** The file of another version that another package brings. */
  readonly except?: RegExp
  readonly because: string
  readonly replace: readonly (readonly [from: string, to: string])[]
}

/**
 * What has to change in dependencies so that they can be evaluated late and synchronously. Each text must be found: a
 * version of the dependency that no longer has it fails the build.
 */
const PATCHES: readonly Patch[] = [
  {
    file: /ink\/build\/reconciler\.js$/,
    because: 'its hooks for developer tools await at top level, which a synchronous module cannot, even in dead code',
    replace: [
      ["if (process.env['DEV'] === 'true')", 'if (false)'],
      ["await import('./devtools.js')", 'undefined'],
      ["import.meta.resolve('react-devtools-core')", 'undefined'],
      ['await loadPackageJson()', '{}'],
    ],
  },
  {
    file: /yoga-layout\/dist\/src\/index\.js$/,
    because: 'it awaits its WebAssembly at top level',
    replace: [['wrapAssembly(await loadYoga())', 'wrapAssembly(loadYoga())']],
  },
  {
    file: /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
    because: 'it decodes its WebAssembly by fetch of a data: URL, which loads all of fetch (40 ms) and is asynchronous',
    replace: [
      [
        '(function(){return w||"function"!=typeof WebAssembly.instantiateStreaming||ua(H)||"function"!=typeof fetch?c(b):fetch(H,{credentials:"same-origin"}).then(function(e){return WebAssembly.instantiateStreaming(e,d).then(b,function(f){v("wasm streaming compile failed: "+f);v("falling back to ArrayBuffer instantiation");return c(b)})})})().catch(ca)',
        'a(new WebAssembly.Instance(new WebAssembly.Module(wa()),d))',
      ],
      ['return loadYoga.ready', 'return loadYoga'],
    ],
  },
  {
    file: /node_modules\/string-width\/index\.js$/,
    except: /\/cliui\//,
    because:
      'it makes its segmenter and its sets of emoji at once (45 ms), and text with a line or an arrow in it asks them',
    replace: [
      [
        'const segmenter = new Intl.Segmenter();',
        `const late = make => {
          let made;
          const get = () => made ??= make();
          return {
            segment: text => get().segment(text),
            test: text => get().test(text),
            [Symbol.search]: text => get()[Symbol.search](text),
            [Symbol.match]: text => get()[Symbol.match](text),
          };
        };
        const segmenter = late(() => new Intl.Segmenter());`,
      ],
      ['const visibleCharacterRegex = /', 'const visibleCharacterRegex = late(() => /'],
      ['\\p{Surrogate}]/v;', '\\p{Surrogate}]/v);'],
      ['const spacingMarkRegex = /\\p{Spacing_Mark}/v;', 'const spacingMarkRegex = late(() => /\\p{Spacing_Mark}/v);'],
      ['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'const rgiEmojiRegex = late(() => /^\\p{RGI_Emoji}$/v);'],
      [
        'const extendedPictographicRegex = /\\p{Extended_Pictographic}/gu;',
        'const extendedPictographicRegex = late(() => /\\p{Extended_Pictographic}/gu);',
      ],
      [
        'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
        'if (ambiguousIsNarrow && /^[\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u21FF\\u2500-\\u25FC]*$/.test(string)) {',
      ],
    ],
  },
]

export const patches: Plugin = {
  name: 'patches',
  setup(build) {
    for (const patch of PATCHES) {
      build.onLoad({ filter: patch.file }, async ({ path }) =>
        patch.except?.test(path)
          ? undefined
          : { contents: applyPatch(patch, path, await readFile(path, 'utf8')), loader: 'js' },
      )
    }
  },
}

export function applyPatch(patch: Patch, path: string, original: string): string {
  let text = original
  for (const [from, to] of patch.replace) {
    if (!text.includes(from))
      throw new Error(`${path} no longer holds ${from}; it is replaced because ${patch.because}`)
    text = text.replaceAll(from, to)
  }
  return text
}
