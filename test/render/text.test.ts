import { describe, expect, test } from 'vitest'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { cellWidth } from '../../src/lib/cell-width.ts'
import { rootCauses, symptomsOf } from '../../src/render/text/findings.ts'
import { renderText, renderWide } from '../../src/render/text.ts'
import type { Report } from '../../src/report/report.ts'
import { firing } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { expectedText } from './expected.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'

const plain = { colour: false, ascii: false }

describe('the golden case', () => {
  test('fits 80 columns', () => {
    expect(renderText(golden, { ...plain, width: 80 })).toBe(expectedText('golden-80.txt'))
  })

  test('uses 120 columns where there are', () => {
    expect(renderText(golden, { ...plain, width: 120 })).toBe(expectedText('golden-120.txt'))
  })

  test('in wide shows chains, traces, stages, refuted remedies and quiet rules', () => {
    expect(renderWide(golden, { ...plain, width: 120 })).toBe(expectedText('golden-wide-120.txt'))
  })

  test('shows the body that kubectl drops', () => {
    expect(renderText(golden, { ...plain, width: 200 })).toContain('delayed connect error: Connection refused')
  })

  test('lists the stacked blockers in order', () => {
    const text = renderText(golden, { ...plain, width: 200 })
    const order = ['1. certificate: ', '2. certificate: ', '3. http: '].map((start) => text.indexOf(start))
    expect(order.every((position) => position > 0)).toBe(true)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
})

test('a healthy report says so in a few lines', () => {
  expect(renderText(healthy, { ...plain, width: 80 })).toBe(expectedText('healthy-80.txt'))
})

test('a refused kubeconfig has no target and no path', () => {
  expect(renderText(refused, { ...plain, width: 80 })).toBe(expectedText('refused-80.txt'))
})

test('a failure without a finding is not called fine', () => {
  expect(renderText({ ...golden, findings: [] }, { ...plain, width: 80 })).not.toContain('nothing found')
})

test('an observed message that differs stands beside the predicted one', () => {
  const observed = { message: 'Unable to connect to the server: EOF', exitCode: 1, argv: [] }
  const text = renderText({ ...golden, kubectl: { ...golden.kubectl, observed } }, { ...plain, width: 80 })
  expect(text).toContain('  observed, exit status 1: differs\n    │ Unable to connect to the server: EOF\n')
})

test('a path that was cut off is not called working', () => {
  const [own, ...rest] = golden.paths
  if (own === undefined) throw new Error('the fixture has a path')
  const report: Report = {
    ...golden,
    outcome: 'unfinished',
    kubectl: { ...golden.kubectl, predicted: { message: null, fidelity: 'approximate', why: 'cut off' } },
    paths: [
      {
        ...own,
        kubectlMessage: null,
        verdict: { ...own.verdict, outcome: 'unreached', code: null, text: null, next: [] },
      },
      ...rest,
    ],
  }
  const text = renderText(report, { ...plain, width: 80 })
  expect(text).toContain('? UNFINISHED')
  expect(text).toContain('? not known: the path was not walked to its end')
  expect(text).toContain('observed, exit status 1: nothing was predicted')
  expect(text).not.toContain('succeed')
})

test('colour changes no character of the text', () => {
  const coloured = renderText(golden, { width: 80, colour: true, ascii: false })
  expect(coloured).toContain('\u001b[1;31m✗ FAILING\u001b[0m')
  expect(coloured.replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(expectedText('golden-80.txt'))
})

test('the doctor’s own signs are ASCII on a terminal that is not UTF-8', () => {
  const own = { ...golden, findings: [], remedies: [] }
  expect(renderText(own, { width: 80, colour: false, ascii: true })).toMatch(/^[\x20-\x7e\n]+$/)
})

test.each([40, 60, 80, 120])('no line is wider than %i cells, commands and what stands in columns aside', (width) => {
  const lines = renderWide({ ...golden, remedies: [] }, { ...plain, width }).split('\n')
  const tooWide = lines.filter((line) => cellWidth(line) > Math.max(width, 64))
  expect(tooWide).toEqual([])
})

test('commands stay whole, so that they can be copied', () => {
  expect(renderText(golden, { ...plain, width: 40 })).toContain(
    '      $ kubectl config set-cluster prod --proxy-url=socks5://127.0.0.1:1080\n',
  )
})

describe('hostile text', () => {
  const text = renderWide(hostile, { ...plain, width: 80 })

  test('moves no cursor and changes no direction', () => {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
    expect(text).toContain('\\x1b[2J\\x1b[31mALL IS WELL')
  })

  test('stands behind a bar or an indent and never at the start of a line', () => {
    expect(text.split('\n').filter((line) => /^(?:#|-|out of|ALL)/.test(line))).toEqual([])
  })
})

test('a body is cut unless wide was asked for', () => {
  const [first, ...rest] = golden.paths
  if (first?.response == null) throw new Error('the fixture has a response')
  const long = { ...first, response: { ...first.response, body: 'x'.repeat(5000) } }
  const report = { ...golden, paths: [long, ...rest] }
  expect(renderText(report, { ...plain, width: 80 })).toContain('(4600 more characters)')
  expect(renderWide(report, { ...plain, width: 80 })).not.toContain('more characters')
})

describe('root causes', () => {
  const [template] = golden.findings
  if (template === undefined) throw new Error('the fixture has findings')
  const chain = (pairs: Readonly<Record<string, string | null>>) =>
    Object.entries(pairs).map(([id, explainedBy]) => ({ ...template, id, explainedBy }))
  const ids = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id)

  test.each([
    ['are what nothing explains', { a: null, b: 'a', c: 'b' }, ['a'], ['b', 'c']],
    ['remain when what explains them did not fire', { a: null, b: 'gone' }, ['a', 'b'], []],
    ['are never lost in a circle', { a: 'b', b: 'a', c: 'b' }, ['a'], ['b', 'c']],
  ])('%s', (_, pairs, roots, symptoms) => {
    const findings = chain(pairs)
    expect(ids(rootCauses(findings))).toEqual(roots)
    expect(ids(symptomsOf('a', findings))).toEqual(symptoms)
  })
})

test('a body in JSON that is no error is shown in wide only', () => {
  const [first, ...rest] = golden.paths
  if (first?.response == null) throw new Error('the fixture has a response')
  const response = { ...first.response, status: 200, contentType: 'application/json', body: '{"major":"1"}' }
  const report = { ...golden, paths: [{ ...first, response }, ...rest] }
  expect(renderText(report, { ...plain, width: 80 })).not.toContain('"major"')
  expect(renderWide(report, { ...plain, width: 80 })).toContain('│ {"major":"1"}')
})

describe('the first screen', () => {
  test('has the verdict, the cause, the place and who can act in four lines of 80 columns', () => {
    const report = reportOf(goldenCase())
    const [first = ''] = renderText(report, { ...plain, width: 80 }).split('\n\n')
    expect(first).toBe(
      [
        '✗ FAILING  The proxy http://proxy:8080 ends TLS in place of 192.0.2.10:10443',
        '  with its own certificate; the network team can change that. None of the 5',
        '  changes tried helps. What remains: an SSH tunnel over a machine that reaches',
        '  it, or an exemption from inspection, once the proxy itself gets there.',
      ].join('\n'),
    )
  })

  test.each(Object.entries(firing))('of %s is no longer than that', (_id, make) => {
    const [first = ''] = renderText(reportOf(make()), { ...plain, width: 80 }).split('\n\n')
    expect(first.split('\n').length).toBeLessThanOrEqual(4)
  })
})

test('the same failure a second later is the same, although kubectl prints its own instant', () => {
  const expired = firing['certificate-expired']()
  const predicted = reportOf(expired).kubectl.predicted.message ?? ''
  const message = predicted.replace(/current time \S+/, 'current time 2026-11-24T12:00:07Z')
  expect(message).not.toBe(predicted)
  const run = { which: 'as-is', message, exitCode: 1, argv: ['get'] } as const
  const text = renderText(reportOf({ ...expired, observed: [run] }), { ...plain, width: 80 })
  expect(text).toContain('  observed when kubectl was run, exit status 1: the same\n')
})

test('where only the upper-case variables are cleared, it says that the lower-case one still decides', () => {
  const golden = goldenCase()
  if (golden.target === null) throw new Error('the golden case has a target')
  const proxy = { ...golden.target.proxy, decidedBy: { kind: 'variable', variable: 'https_proxy' } } as const
  const report = reportOf({ ...golden, target: { ...golden.target, proxy } })
  const text = renderText(report, { ...plain, width: 200 })
  expect(text).toContain(
    'because of the variable https_proxy: HTTPS_PROXY is not set, so Go reads the lower-case spelling',
  )
  expect(text).toContain('clearing the upper-case one alone changes nothing')
})

test('the findings that a root cause explains are named by their ids', () => {
  const text = renderText(reportOf(goldenCase()), { ...plain, width: 80 })
  expect(text).toContain('explains proxy-cannot-reach-upstream: ')
  expect(text).toContain('no-direct-route   docs/findings.md#no-direct-route')
})
