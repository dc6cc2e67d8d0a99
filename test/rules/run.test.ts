import { describe, expect, test } from 'vitest'
import { judgeCase } from '../../src/judged-case.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { runRules } from '../../src/rules/run.ts'
import { healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'

const DIRECT = 'direct>192.0.2.10:10443'
const PROXIED = 'http-proxy@proxy:8080>192.0.2.10:10443'

function firingOn(id: string, paths: readonly string[], explainedBy: readonly string[] = []): Rule {
  const evidence = [{ path: null, pointer: '', text: 'seen', weight: 'proof' }] as const
  return {
    id,
    citations: [],
    explainedBy,
    check: () => ({ state: 'fired', severity: 'error', facts: {}, evidence, paths, confidence: 'certain' }),
  }
}

describe('runRules', () => {
  test('a rule that throws is crashed, and the others go on', () => {
    const broken: Rule = {
      ...firingOn('broken', []),
      check: () => {
        throw new TypeError('no \u001b such thing')
      },
    }
    const { findings, quiet } = runRules(judgeCase(healthy), { broken, sound: firingOn('sound', [DIRECT]) })
    expect(quiet).toEqual([{ id: 'broken', state: 'crashed', reason: 'TypeError: no \\x1b such thing' }])
    expect(findings.map(({ id }) => id)).toEqual(['sound'])
  })

  test.each([
    { where: "on kubectl's failing path", subject: goldenCase(), paths: [PROXIED], severity: 'error' },
    { where: 'on a side path while kubectl fails', subject: goldenCase(), paths: [DIRECT], severity: 'warning' },
    { where: "on kubectl's path while it works", subject: healthy, paths: [DIRECT], severity: 'warning' },
    {
      where: 'on a side path that nobody asked for, while kubectl works',
      subject: healthy,
      paths: ['x'],
      severity: 'notice',
    },
  ])('an error is settled as $severity $where', ({ subject, paths, severity }) => {
    const { findings } = runRules(judgeCase(subject), { one: firingOn('one', paths) })
    expect(findings.map((finding) => finding.severity)).toEqual([severity])
  })

  test('the first named cause that fired explains a symptom, and only on its own path', () => {
    const rules = {
      symptom: firingOn('symptom', [PROXIED], ['absent', 'elsewhere', 'cause']),
      elsewhere: firingOn('elsewhere', [DIRECT]),
      cause: firingOn('cause', [PROXIED, DIRECT]),
    }
    const { findings } = runRules(judgeCase(goldenCase()), rules)
    expect(findings.map(({ id, explainedBy }) => [id, explainedBy])).toEqual([
      ['cause', null],
      ['elsewhere', null],
      ['symptom', 'cause'],
    ])
  })
})
