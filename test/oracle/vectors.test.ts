import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { compareChains } from './compare-chains.ts'
import { compareMended } from './compare-mended.ts'
import { compareSituations } from './compare-situations.ts'
import { exceptionTable, readExceptions, unexpected } from './exceptions.ts'
import { type Comparison, figureLine, figuresOf } from './figures.ts'

const all: Comparison[] = []

afterAll(() => console.log(figureLine(figuresOf(all))))

describe('the model says what every recorded kubectl printed', () => {
  test.each([
    ['for every chain', compareChains, 1500],
    ['for what would follow, once the chain was really mended', compareMended, 200],
    ['in every situation, judged from the Case that the doctor saved there', compareSituations, 500],
  ] as const)('%s', { timeout: 120_000 }, (_what, compare, atLeast) => {
    const comparisons = compare()
    all.push(...comparisons)
    expect(new Set(comparisons.map(({ id }) => id)).size).toBeGreaterThan(atLeast)
    expect(new Set(comparisons.map(({ kubectl }) => kubectl)).size).toBe(12)
    expect(unexpected(figuresOf(comparisons).unequal)).toEqual([])
  })

  test('an exception that is none any more has to go from the list', () => {
    const unequal = new Set(figuresOf(all).unequal.map(({ id }) => id))
    const stale = readExceptions().flatMap(({ vectors }) => vectors.filter((id) => !unequal.has(id)))
    expect(stale).toEqual([])
  })

  test('docs/go-model.md lists the exceptions as they are', () => {
    const document = readFileSync(new URL('../../docs/go-model.md', import.meta.url), 'utf8')
    expect(document.split('<!-- exceptions -->')[1]?.trim()).toBe(exceptionTable(readExceptions()))
  })
})
