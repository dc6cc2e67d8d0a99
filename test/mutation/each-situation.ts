import { describe, expect, test } from 'vitest'
import { FOLDER_VARIABLE, folderCalled } from '../../tools/mutation/folders.ts'
import { compareSituation } from '../oracle/compare-situations.ts'
import { unexpected } from '../oracle/exceptions.ts'
import { figuresOf } from '../oracle/figures.ts'
import { readFamily } from '../oracle/situation-vectors.ts'

/**
 * What `npm test` asks of all situations at once (test/oracle/vectors.test.ts), in a test for each of those that concern
 * the mutated folder: a mutant then meets only those that reach it.
 */
const { situations } = folderCalled(process.env[FOLDER_VARIABLE])

describe.each(situations ?? [])('%s', (family) => {
  const { releases, situations: all } = readFamily(family)

  test.each(all.map((situation) => [situation.id, situation] as const))('%s', (_id, situation) => {
    expect(unexpected(figuresOf(compareSituation(situation, releases)).unequal)).toEqual([])
  })
})
