import { afterAll, describe, expect, test } from 'vitest'
import { compareChains } from './compare-chains.ts'
import { compareMended } from './compare-mended.ts'
import { compareSituations } from './compare-situations.ts'
import { type Comparison, figureLine, figuresOf } from './figures.ts'
import { KNOWN_DIFFERENCES, unexpected } from './known-differences.ts'

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

  test('a known difference that is none any more has to go from the list', () => {
    const unequal = new Set(figuresOf(all).unequal.map(({ id }) => id))
    expect(KNOWN_DIFFERENCES.flatMap(({ ids }) => ids).filter((id) => !unequal.has(id))).toEqual([])
  })
})
