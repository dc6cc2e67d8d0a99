import { bootstrap, type ChunkPlace, type ChunkTable, COMMENT_END, COMMENT_END_WRITTEN } from './bootstrap.ts'
import type { Chunk } from './chunks.ts'

/** The one executable file: bootstrap, then all chunks in a comment. The same chunks give the same bytes. */
export function executable(chunks: readonly Chunk[]): string {
  const { table, payload } = layOut(chunks, insideComment)
  return `${bootstrap(table, bootstrap(table, 0).length)}${payload}${COMMENT_END}\n`
}

export interface Layout {
  readonly table: ChunkTable
  readonly payload: string
}

/** The chunks one behind the other, in the order of their names. `write` gives the text that stands for a chunk. */
export function layOut(chunks: readonly Chunk[], write: (chunk: Chunk) => string): Layout {
  const table: Record<string, ChunkPlace> = {}
  let payload = ''
  let offset = 0
  for (const chunk of [...chunks].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const written = write(chunk)
    const bytes = Buffer.byteLength(written)
    table[chunk.name] = [offset, bytes, bytes === written.length ? 'ascii' : 'utf8']
    payload += written
    offset += bytes
  }
  return { table, payload }
}

function insideComment({ name, code }: Chunk): string {
  if (code.includes(COMMENT_END_WRITTEN)) throw new Error(`${name} holds ${COMMENT_END_WRITTEN} itself`)
  return code.replaceAll(COMMENT_END, COMMENT_END_WRITTEN)
}
