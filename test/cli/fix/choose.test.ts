import { describe, expect, test } from 'vitest'
import { chooseRemedy } from '../../../src/cli/fix/choose.ts'
import { remedyInFull, whyNot } from '../../../src/render/remedy-list.ts'
import { type NamedRemedy, remedyListOf } from '../../../src/report/remedy-list.ts'
import type { Report, ReportRemedy } from '../../../src/report/report.ts'

const remedy: NamedRemedy = {
  name: 'proxy-url-remove',
  id: 'proxy-url-remove',
  fixes: ['proxy-unreachable'],
  title: 'take proxy-url out',
  actor: 'you',
  risk: 'none',
  applicability: 'exact',
  steps: [],
  edit: null,
  proof: { status: 'proved', by: 'probe', reason: 'walked' },
  change: null,
  problem: null,
}
const trusting: NamedRemedy = { ...remedy, id: 'append-ca-bundle', name: 'append-ca-bundle', risk: 'widens-trust' }
const set = { ...remedy, id: 'proxy-url-set', name: 'proxy-url-set:1' }
const all = [remedy, trusting, set, { ...set, name: 'proxy-url-set:2' }]

describe('a remedy is chosen', () => {
  test.each([
    ['proxy-url-remove', 'proxy-url-remove'],
    ['proxy-url-r', 'proxy-url-remove'],
    ['proxy-url-set:2', 'proxy-url-set:2'],
    ['append-ca-bundle', 'append-ca-bundle'],
  ])('%s', (asked, name) => {
    expect(chooseRemedy(all, asked, true, [])?.name).toBe(name)
  })

  test.each([
    ['append', '"append" would not do', 'append-ca-bundle widens what kubectl trusts: give its whole name to apply it'],
    ['proxy-url-set', 'several', '"proxy-url-set" fits several remedies: proxy-url-set:1, proxy-url-set:2'],
    ['', 'nothing', expect.stringMatching(/^there is no remedy "" here; there are: proxy-url-remove, /)],
  ])('%j is refused (%s)', (asked, _why, message) => {
    expect(() => chooseRemedy(all, asked, true, [])).toThrow(expect.objectContaining({ message }))
  })

  test('what widens trust is shown by the beginning of its name', () => {
    expect(chooseRemedy(all, 'append', false, [])).toBe(trusting)
  })

  test('one that does not come into question here is none', () => {
    expect(chooseRemedy(all, 'clock-set', true, ['clock-set'])).toBeNull()
  })
})

test('what widens trust says what it exposes', () => {
  expect(remedyInFull(trusting, { width: 400, colour: false, ascii: false })).toContain(
    'This widens what kubectl trusts: whoever holds the key of that authority can answer for this cluster, and read and change all that is sent to it, tokens included.',
  )
})

test.each<[string, Partial<NamedRemedy>, string]>([
  ['others', { actor: 'cluster-admin' }, "The doctor cannot apply this: the cluster's administrator can."],
  ['a value that is not known', { applicability: 'needs-input' }, 'The doctor cannot apply this: it does not know'],
  ['a command', {}, 'The doctor cannot apply this, because it is no change of a kubeconfig alone'],
  ['a file that cannot be changed', { problem: 'it is odd' }, 'The doctor does not write this change: it is odd.'],
])('why it is not applied: %s', (_title, differs, words) => {
  expect(whyNot({ ...remedy, ...differs }).slice(0, words.length)).toBe(words)
})

test('several of a kind are numbered, one alone is not', () => {
  const remedies: readonly ReportRemedy[] = [set, remedy, set]
  const report = { remedies, target: null } as unknown as Report
  const { remedies: named } = remedyListOf(report, () => ({ change: null, problem: null }))
  expect(named.map(({ name }) => name)).toEqual(['proxy-url-set:1', 'proxy-url-remove', 'proxy-url-set:2'])
})
