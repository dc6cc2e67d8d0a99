import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isNamedCause } from '../../src/explain/cause.ts'
import { causes, type KnownCause } from '../../src/explain/causes/index.ts'
import { explain } from '../../src/explain/explain.ts'
import type { KnownText } from '../../src/explain/known-text.ts'
import { families } from '../../src/explain/texts/index.ts'
import { PARSE_ERRORS } from '../../src/go/x509/parse-failure.ts'
import { catalogue } from './data/catalogue.ts'

const texts = Object.entries(catalogue).flatMap(([id, list]) => list.map((text) => [text, id] as const))

describe('every text of the catalogue is explained by what is written of it', () => {
  test.each(texts)('%s', (text, id) => {
    expect(explain(text).items.map((item) => item.id)).toEqual([id])
  })

  test('there are more than 250', () => {
    expect(texts.length).toBeGreaterThan(250)
  })

  test.each(Object.values(PARSE_ERRORS))('the parser’s "%s" is known, from the server and alone', (words) => {
    const [fromServer] = explain(`tls: failed to parse certificate from server: x509: ${words}1`).items
    expect(['tls-certificate-unparsable', 'x509-negative-serial']).toContain(fromServer?.id)
    expect(explain(`error: x509: ${words}1`).known).toBe(true)
  })
})

describe('the rows', () => {
  const rows: readonly KnownText[] = Object.values(families).flat()
  const findings = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8')

  test('have ids of their own', () => {
    const ids = rows.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('look for nothing at any place before the text: a long message must stay cheap', () => {
    expect(rows.filter(({ pattern }) => /^\(?\.[*+]/.test(pattern.source)).map(({ id }) => id)).toEqual([])
  })

  test('name causes that have a heading in docs/findings.md, or are no findings', () => {
    const unlinked = (Object.keys(causes) as KnownCause[]).filter(
      (id) => !isNamedCause(id) && !findings.includes(`\n### ${id}\n`),
    )
    expect(unlinked).toEqual([])
  })

  test('of the catalogue are words of one clause, lower-case, without a final period', () => {
    const odd = Object.entries(causes).filter(
      ([, { title, tell }]) => /^[A-Z][a-z]|\.$/.test(title) || /\.$/.test(tell),
    )
    expect(odd.map(([id]) => id)).toEqual([])
  })
})
