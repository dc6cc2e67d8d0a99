import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Schema, violations } from '../report/json-schema.ts'
import { GOLDEN, goldenCase, goldenFile, goldenFolder, goldenReports } from './golden-reports.ts'
import { findingsTold, type ToldReport } from './scenario.ts'
import { allScenarios } from './scenarios.ts'

const SCHEMA: Schema = JSON.parse(readFileSync(new URL('../../docs/report-schema.json', import.meta.url), 'utf8'))

/** Everything here is a function of files: no network, no namespace, no clock. `npm run render:golden` after a deliberate change. */
describe('the report of a scenario that was recorded once', () => {
  test('every scenario has its folder, and every folder its scenario', () => {
    const folders = [...allScenarios.keys()].map(goldenFolder)
    expect(readdirSync(GOLDEN).sort()).toEqual(folders.sort())
    expect(new Set(folders).size).toBe(allScenarios.size)
  })

  for (const [name, scenario] of allScenarios) {
    describe(name, () => {
      test('is, in every format, what a person has read', () => {
        const reports = goldenReports(goldenCase(name))
        const folder = readdirSync(goldenFile(name, '.')).sort()
        expect(folder).toEqual(['case.json', ...Object.keys(reports)].sort())
        for (const [file, text] of Object.entries(reports)) {
          expect(text, file).toBe(readFileSync(goldenFile(name, file), 'utf8'))
        }
      })

      test('holds the findings that are expected of the scenario, and no others', () => {
        const report: ToldReport = JSON.parse(readFileSync(goldenFile(name, 'report.json'), 'utf8'))
        expect(findingsTold(report, scenario)).toEqual([...scenario.findings].sort())
        expect(report.outcome).toBe(scenario.outcome)
        expect(report.quiet.filter(({ state }) => state === 'crashed')).toEqual([])
      })

      test('is what docs/report-schema.json says, with no member beside', () => {
        expect(violations(SCHEMA, JSON.parse(readFileSync(goldenFile(name, 'report.json'), 'utf8')))).toEqual([])
      })

      test('speaks in words: no name of an errno, no code of the doctor, nothing that moves a cursor', () => {
        for (const file of ['report.80.txt', 'report.120.txt', 'report.md']) {
          const text = readFileSync(goldenFile(name, file), 'utf8')
          expect(text, file).not.toMatch(/[^\P{Cc}\n]/u)
          expect(
            told(text).filter((line) => ONLY_FOR_PROGRAMS.test(line)),
            file,
          ).toEqual([])
        }
      })

      test.each([80, 120])('fits into %i columns but for what is copied whole', (width) => {
        const text = readFileSync(goldenFile(name, `report.${width}.txt`), 'utf8')
        const long = text.split('\n').filter((line) => line.length > width)
        expect(long.filter((line) => !isCommand(line))).toEqual([])
      })
    })
  }
})

const ONLY_FOR_PROGRAMS =
  /\bE(CONN|NET|HOST|ACCES|PERM|TIMEDOUT)[A-Z]*\b|undefined|(?<!\/dev\/)\bnull\b|NaN|\[object|(wildcard-inside|no-acceptable-method|unexpected-version)/

/** What the doctor says itself: stages keep what was measured, in its own terms. */
function told(text: string): readonly string[] {
  return text.split('\n').filter((line) => !line.startsWith('|'))
}

/** Of a remedy's steps, which are never broken. */
function isCommand(line: string): boolean {
  return /^ {6}(\$ | {2})\S/.test(line)
}
