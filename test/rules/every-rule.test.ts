import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type RuleId, rules } from '../../src/rules/index.ts'
import { diagnosed } from '../scenarios/case.ts'
import { firing, healthy } from '../scenarios/firing.ts'

const ids = Object.keys(rules) as readonly RuleId[]

/** Of several reports, so that no rule can: `report/comparison.ts`. */
const foundByCompare = ['baseline-differs', 'baseline-healthy']

describe('every rule', () => {
  test.each(ids)('%s is filed under its own id', (id) => {
    expect(rules[id].id).toBe(id)
  })

  test.each(ids)('%s fires in its scenario', (id) => {
    const { ids: fired, quiet } = diagnosed(firing[id]())
    expect(quiet.filter(({ state }) => state === 'crashed')).toEqual([])
    expect(fired).toContain(id)
  })

  test('is quiet where kubectl works, and says in what way', () => {
    const { findings, quiet } = diagnosed(healthy)
    expect(findings).toEqual([])
    expect(quiet.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(quiet.filter(({ state, reason }) => state !== 'clear' && reason === '')).toEqual([])
    expect(quiet.filter(({ state }) => state === 'crashed')).toEqual([])
  })

  test.each(ids)('%s names only existing findings as its explanations', (id) => {
    expect(rules[id].explainedBy.filter((other) => !(other in rules))).toEqual([])
  })

  test.each(ids)('%s cites where a reader can check', (id) => {
    expect(rules[id].citations.length).toBeGreaterThan(0)
  })

  test('has exactly one heading in docs/findings.md, and every heading there is a rule or what compare finds', () => {
    const page = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8')
    const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading ?? '')
    expect(headings.sort()).toEqual([...ids, ...foundByCompare].sort())
  })
})
