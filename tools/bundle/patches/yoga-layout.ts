import { deflateRawSync } from 'node:zlib'
import type { Patch } from '../patch.ts'

const INFLATED = "process.getBuiltinModule('zlib').inflateRawSync(Buffer.from(H,'base64'))"

export const yogaLayout: readonly Patch[] = [
  {
    file: /yoga-layout\/dist\/src\/index\.js$/,
    because: 'it awaits its WebAssembly at top level',
    replace: [['wrapAssembly(await loadYoga())', 'wrapAssembly(loadYoga())']],
  },
  {
    file: /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
    because:
      'it decodes its WebAssembly by fetch of a data: URL, which loads all of fetch (40 ms) and is asynchronous; deflated it is 57 kB smaller',
    replace: [
      [
        '(function(){return w||"function"!=typeof WebAssembly.instantiateStreaming||ua(H)||"function"!=typeof fetch?c(b):fetch(H,{credentials:"same-origin"}).then(function(e){return WebAssembly.instantiateStreaming(e,d).then(b,function(f){v("wasm streaming compile failed: "+f);v("falling back to ArrayBuffer instantiation");return c(b)})})})().catch(ca)',
        'a(new WebAssembly.Instance(new WebAssembly.Module(wa()),d))',
      ],
      [/"data:application\/octet-stream;base64,([^"]+)"/, (_, wasm) => `"${deflated(wasm)}"`],
      ['if(!ua(H)){var va=H;H=h.locateFile?h.locateFile(va,q):q+va}', ''],
      ['function wa(){', `function wa(){return ${INFLATED};`],
      ['return loadYoga.ready', 'return loadYoga'],
    ],
  },
]

function deflated(base64: string): string {
  return deflateRawSync(Buffer.from(base64, 'base64'), { level: 9 }).toString('base64')
}
