import { assemble, START } from '../bundle/bootstrap.ts'
import type { Chunk } from '../bundle/chunks.ts'
import { type Layout, layOut } from '../bundle/executable.ts'
import { quietNode } from '../bundle/node-variables.ts'
import type { CodeCaches } from './code-caches.ts'

/** The parts of a self-contained executable: its main script, and assets by name. */
export interface Embedded {
  readonly main: string
  readonly assets: Readonly<Record<string, Uint8Array>>
}

/** An asset needs no escaping: the chunks stand in it as they are. */
export function rawLayout(chunks: readonly Chunk[]): Layout {
  return layOut(chunks, ({ code }) => code)
}

/** @param caches what V8 makes of each chunk, see code-caches.ts; `null` where that platform cannot be run here */
export function embedded({ table, payload }: Layout, caches: CodeCaches | null): Embedded {
  const { places, bytes } = concatenated(caches ?? {})
  const main = assemble(table, {
    before: quietNode('[process.argv0].concat(process.argv.slice(2))'),
    read: ASSET_READER.replace('PLACES', () => JSON.stringify(places)),
    prepare: caches === null ? '' : '    options.cachedData = cacheOf(name);\n',
    keep: '',
    start: START,
  })
  return { main, assets: { payload: Buffer.from(payload), ...(caches === null ? {} : { caches: bytes }) } }
}

function concatenated(caches: CodeCaches) {
  const places: Record<string, readonly [offset: number, bytes: number]> = {}
  const parts: Uint8Array[] = []
  let offset = 0
  for (const name of Object.keys(caches).sort()) {
    const cache = caches[name] ?? new Uint8Array()
    // V8 reads words: an odd beginning would make it copy.
    const padding = new Uint8Array(-cache.length & 7)
    places[name] = [offset, cache.length]
    parts.push(cache, padding)
    offset += cache.length + padding.length
  }
  return { places, bytes: Buffer.concat(parts) }
}

const ASSET_READER = `
  var sea = process.getBuiltinModule('node:sea');
  var payload = Buffer.from(sea.getRawAsset('payload'));
  var places = PLACES;
  var caches;

  function read(offset, length) {
    return payload.subarray(offset, offset + length);
  }

  function cacheOf(name) {
    if (!places[name]) return undefined;
    if (!caches) caches = Buffer.from(sea.getRawAsset('caches'));
    return caches.subarray(places[name][0], places[name][0] + places[name][1]);
  }
`
