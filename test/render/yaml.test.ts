import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderJson } from '../../src/render/json.ts'
import { renderYaml } from '../../src/render/yaml.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'

const reports = [
  ['golden', golden],
  ['healthy', healthy],
  ['refused', refused],
  ['hostile', hostile],
] as const

test.each(reports)('the %s report is the same document as JSON, for YAML 1.2', (_, report) => {
  expect(parse(renderYaml(report), { version: '1.2' })).toEqual(JSON.parse(renderJson(report)))
})

test.each(reports)('the %s report is the same document as JSON, for YAML 1.1', (_, report) => {
  expect(parse(renderYaml(report), { version: '1.1' })).toEqual(JSON.parse(renderJson(report)))
})

test('it begins as kubectl’s YAML does', () => {
  expect(renderYaml(golden).split('\n').slice(0, 7)).toEqual([
    'schemaVersion: "1"',
    'kind: Report',
    'tool:',
    '  name: kubectl-tlsdoctor',
    '  version: "0.1.0"',
    'at: "2026-11-23T21:10:16.000Z"',
    'outcome: failing',
  ])
})

test('no control character reaches a terminal raw', () => {
  expect(renderYaml(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
})
