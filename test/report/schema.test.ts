import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { renderJson } from '../../src/render/json.ts'
import type { Report } from '../../src/report/report.ts'
import { rules } from '../../src/rules/index.ts'
import { firing, healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { type Schema, violations } from './json-schema.ts'

const schema: Schema = JSON.parse(readFileSync(new URL('../../docs/report-schema.json', import.meta.url), 'utf8'))

/** As a script reads it. */
function asJson(subject: Case): Report {
  return JSON.parse(renderJson(reportOf(subject)))
}

const cases: readonly (readonly [string, () => Case])[] = [
  ['healthy', () => healthy],
  ['golden', () => goldenCase()],
  ...Object.entries(firing),
]

describe.each(cases)('the report of %s', (_title, make) => {
  const report = asJson(make())

  test('is what docs/report-schema.json says, with no member beside', () => {
    expect(violations(schema, report)).toEqual([])
  })

  test('names every rule once, as a finding or as quiet', () => {
    const all = [...report.findings, ...report.quiet].map(({ id }) => id)
    expect(all.sort()).toEqual(Object.keys(rules).sort())
  })

  test('refers only to paths and findings that stand in it', () => {
    const paths = report.paths.map(({ id }) => id)
    const findings = report.findings.map(({ id }) => id)
    const named = [
      ...report.findings.flatMap((finding) => finding.paths),
      ...report.findings.flatMap(({ evidence }) => evidence.flatMap(({ path }) => path ?? [])),
      ...(report.kubectl.path === null ? [] : [report.kubectl.path]),
    ]
    expect(named.filter((id) => !paths.includes(id))).toEqual([])
    const explained = [
      ...report.findings.flatMap(({ explainedBy }) => explainedBy ?? []),
      ...report.remedies.flatMap(({ fixes }) => fixes),
    ]
    expect(explained.filter((id) => !findings.includes(id))).toEqual([])
  })
})

describe('the schema', () => {
  const golden = asJson(goldenCase())
  const [path, ...others] = golden.paths
  if (path === undefined) throw new Error('the golden report has a path')

  test.each([
    ['an unknown member', { ...golden, extra: 1 }, ['/extra: nothing may stand here']],
    [
      'an unknown member further in',
      { ...golden, paths: [{ ...path, extra: 1 }, ...others] },
      ['/paths/0/extra: nothing may stand here'],
    ],
    ['a missing member', without(golden, 'proxy'), ['/proxy: is missing']],
    ['another value', { ...golden, outcome: 'bad' }, ['/outcome: "bad" is none of the values']],
    ['null where there is always a text', { ...golden, summary: null }, ['/summary: is no string']],
    [
      'five stages',
      { ...golden, paths: [{ ...path, stages: path.stages.slice(0, 5) }, ...others] },
      ['/paths/0/stages: has fewer than 6 items'],
    ],
    [
      'stages in another order',
      { ...golden, paths: [{ ...path, stages: [...path.stages].reverse() }, ...others] },
      ['dns', 'tcp', 'proxy', 'tls', 'certificate', 'http'].map(
        (name, index) => `/paths/0/stages/${index}/name: is not "${name}"`,
      ),
    ],
  ])('refuses %s', (_title, report, expected) => {
    expect(violations(schema, report)).toEqual(expected)
  })
})

function without(report: Report, name: keyof Report): Partial<Report> {
  return Object.fromEntries(Object.entries(report).filter(([key]) => key !== name))
}
