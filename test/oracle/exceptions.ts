import { readFileSync } from 'node:fs'
import type { Comparison } from './figures.ts'

/** A way in which the model is known to say something else than kubectl. Its vectors count as unequal all the same. */
export interface Exception {
  readonly id: string
  readonly reason: string
  /** Ids of chains and situations. */
  readonly vectors: readonly string[]
}

export function readExceptions(): readonly Exception[] {
  return JSON.parse(readFileSync(new URL('./exceptions.json', import.meta.url), 'utf8')) as Exception[]
}

/** Those that nobody knows of. */
export function unexpected(unequal: readonly Comparison[]): readonly Comparison[] {
  const known = new Set(readExceptions().flatMap(({ vectors }) => vectors))
  return unequal.filter(({ id }) => !known.has(id))
}

/** The rows of docs/go-model.md. */
export function exceptionTable(exceptions: readonly Exception[]): string {
  const rows = exceptions.map(({ id, reason, vectors }) => {
    const shown = vectors.map((vector) => `\`${vector}\``).join(', ')
    return `| \`${id}\` | ${reason} | ${shown} |`
  })
  if (rows.length === 0) return 'None is known at present.'
  return ['| exception | reason | vectors |', '|---|---|---|', ...rows].join('\n')
}
