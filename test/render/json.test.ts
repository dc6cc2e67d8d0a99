import { expect, test } from 'vitest'
import { renderJson } from '../../src/render/json.ts'
import type { Report } from '../../src/report/report.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'

test.each([
  ['golden', golden],
  ['healthy', healthy],
  ['refused', refused],
  ['hostile', hostile],
])('the %s report comes back from JSON as it went in', (_, report) => {
  expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)))
})

test('members stand in the order of the contract', () => {
  expect(Object.keys(JSON.parse(renderJson(golden)))).toEqual([
    ...['schemaVersion', 'kind', 'tool', 'at', 'outcome', 'summary', 'target', 'requests', 'argv', 'discoveryCache'],
    ...['kubectl', 'paths', 'findings', 'quiet', 'remedies', 'environment', 'proxy', 'canaries'],
  ])
  expect(Object.keys(JSON.parse(renderJson(golden)).paths[0])).toEqual([
    ...['id', 'transport', 'origins', 'label', 'usedByKubectl', 'hops', 'stages', 'presented', 'verdict'],
    ...['kubectlMessage', 'observed', 'response'],
  ])
})

test('the order in which a report was built does not show', () => {
  expect(renderJson(reversed(golden))).toBe(renderJson(golden))
})

test('two spaces, a final newline', () => {
  expect(renderJson(healthy)).toMatch(/^\{\n {2}"schemaVersion": "1",\n[\s\S]*\n\}\n$/)
})

test('no control character reaches a terminal raw', () => {
  expect(renderJson(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
})

function reversed(report: Report): Report {
  return JSON.parse(JSON.stringify(report), (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  )
}
