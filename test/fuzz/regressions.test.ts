import { beforeAll, describe, expect, test } from 'vitest'
import { fuzzApart, type Told } from './apart.ts'
import { type FuzzTargetName, fuzzTargets } from './targets/index.ts'

const LIMIT_MS = 120_000
const targets = Object.keys(fuzzTargets) as FuzzTargetName[]

/** With the same seed always: what fails here fails again. `npm run fuzz` looks for more. */
describe('no parser breaks on what once broke it, on its corpus, or on some changes of them', () => {
  let told: readonly Told[] = []

  beforeAll(async () => {
    told = await fuzzApart({ targets, seconds: null, seed: 1, keepUpTo: 0 })
  }, LIMIT_MS)

  test.each(targets)('%s', (name) => {
    const one = told.find(({ target }) => target === name)
    expect(one?.crashes.map(({ message, input }) => `${message}\n${Buffer.from(input).toString('base64')}`)).toEqual([])
    expect(one?.executions).toBeGreaterThan(fuzzTargets[name].executions)
  })
})
