import {
  bootstrap,
  type ChunkPlace,
  type ChunkTable,
  COMMENT_END,
  COMMENT_END_WRITTEN,
  embeddedBootstrap,
} from './bootstrap.ts'
import type { Chunk } from './chunks.ts'

/** The one executable file: bootstrap, then all chunks in a comment. The same chunks give the same bytes. */
export function executable(chunks: readonly Chunk[]): string {
  const { table, payload } = layOut(chunks)
  return `${bootstrap(table, bootstrap(table, 0).length)}${payload}${COMMENT_END}\n`
}

/** The two parts of a self-contained executable. */
export function embedded(chunks: readonly Chunk[]): { readonly main: string; readonly payload: string } {
  const { table, payload } = layOut(chunks)
  return { main: embeddedBootstrap(table), payload }
}

function layOut(chunks: readonly Chunk[]): { readonly table: ChunkTable; readonly payload: string } {
  const table: Record<string, ChunkPlace> = {}
  let payload = ''
  let offset = 0
  for (const { name, code } of [...chunks].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const written = insideComment(name, code)
    const bytes = Buffer.byteLength(written)
    table[name] = [offset, bytes, bytes === written.length ? 'ascii' : 'utf8']
    payload += written
    offset += bytes
  }
  return { table, payload }
}

function insideComment(name: string, code: string): string {
  if (code.includes(COMMENT_END_WRITTEN)) throw new Error(`${name} holds ${COMMENT_END_WRITTEN} itself`)
  return code.replaceAll(COMMENT_END, COMMENT_END_WRITTEN)
}
