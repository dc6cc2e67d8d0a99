import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { encodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { SERVER_OUTPUT_HEADER } from '../../src/report/server-output.ts'
import { clusterCa, der, serverLeaf } from '../scenarios/certificates.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { run, temporaryFolder } from './doctor.ts'
import { EVIL, UNSEEN } from './strangers.ts'

const FORMATS = ['text', 'json', 'yaml'] as const
const REPORT = JSON.stringify(reportOf(goldenCase()))
const CLOCK = 'clock 2026-11-24T12:00:00Z'

/** Every text of a report but those that have to be one of a few. */
function evilReport(): string {
  const kept = new Set([
    'schemaVersion',
    'kind',
    'outcome',
    'at',
    'sha256',
    'notBefore',
    'notAfter',
    'source',
    'version',
  ])
  return JSON.stringify(JSON.parse(REPORT), (key, value: unknown) =>
    typeof value === 'string' && !kept.has(key) ? `${EVIL}${value}`.slice(0, 250) : value,
  )
}

const serverOutput = (...lines: readonly string[]) => [SERVER_OUTPUT_HEADER, ...lines, 'end', ''].join('\n')
const [leaf = '', ca = ''] = der(serverLeaf, clusterCa)

/** Exit status; with 2 the error, too, `FILE` for the file. */
type Outcome = `${number}` | `2 error: FILE: ${string}`

const documents: readonly (readonly [title: string, text: () => string, expected: Outcome])[] = [
  ['the report itself, from which these differ', () => REPORT, '0'],
  ['escapes in every text of a report', evilReport, '1'],
  ['a number beyond any', () => REPORT.replace(/"startMs":[\d.]+/, '"startMs":1e999'), '0'],
  ['a time that is none', () => REPORT.replace(/"at":"[^"]+"/, '"at":"yesterday"'), '0'],
  [
    'a number of 100 000 digits instead of a time',
    () => REPORT.replace(/"at":"[^"]+"/, `"at":${'9'.repeat(100_000)}`),
    '2 error: FILE: /at: a string of at most 64 characters is expected',
  ],
  ['a million brackets in a report', () => `{"kind":"Report","at":${'['.repeat(1_000_000)}`, '2 error: FILE: not JSON'],
  [
    '10 000 objects in one another instead of a path',
    () => `{"kind":"Report","paths":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
    '2 error: FILE: /at: a string of at most 64 characters is expected',
  ],
  [
    '10 000 paths',
    () => {
      const report = JSON.parse(REPORT)
      report.paths = Array(10_000).fill(report.paths[0])
      return JSON.stringify(report)
    },
    '0',
  ],
  ['__proto__ in a report', () => REPORT.replace('{', '{"__proto__":{"polluted":true},'), '0'],
  [
    'escapes in the output of server-script',
    () =>
      serverOutput(
        CLOCK,
        `listen ${EVIL}`,
        `presented ${EVIL.replaceAll(' ', '')} ${leaf}`,
        `text ${EVIL}`,
        `${EVIL} x`,
      ),
    '1',
  ],
  [
    'a clock with escapes',
    () => serverOutput(`clock ${EVIL}`),
    '2 error: FILE: the output of server-script has no clock',
  ],
  [
    'a clock beyond all',
    () => serverOutput('clock 9999-99-99T99:99:99Z', `presented 127.0.0.1:6443 ${leaf}`),
    '2 error: FILE: the output of server-script has no clock',
  ],
  [
    'certificates that are none',
    () => serverOutput(CLOCK, 'presented 127.0.0.1:6443 AAAA', `presented 127.0.0.1:6443 ${'A'.repeat(1_000_000)}`),
    '1',
  ],
  ['100 000 lines', () => serverOutput(CLOCK, ...Array(100_000).fill(`presented 127.0.0.1:6443 ${leaf}`)), '1'],
  [
    '5000 addresses',
    () =>
      serverOutput(
        CLOCK,
        ...Array.from({ length: 5000 }, (_, i) => `presented 127.0.0.1:${i} ${i % 2 === 0 ? leaf : ca}`),
      ),
    '1',
  ],
  [
    'a first line of 10 MB',
    () => `kubectl-tlsdoctor-server-output ${'1'.repeat(10_000_000)}\n`,
    '2 error: FILE: the output of another version of server-script',
  ],
  [
    'NUL bytes',
    () => '\0'.repeat(1000),
    '2 error: FILE: neither a Report, nor a Case, nor the output of server-script',
  ],
]

describe.each(FORMATS)('compare -o %s with what a stranger sent', (format) => {
  test.each(documents)('%s', async (_, text, expected) => {
    const folder = temporaryFolder()
    const [stranger, own] = [join(folder, 'stranger'), join(folder, 'own')]
    writeFileSync(stranger, text())
    writeFileSync(own, encodeCase(goldenCase()))
    const { exit, out, err } = await run(['compare', `-o=${format}`, stranger, own])
    const said = (err.split('\n')[0] ?? '').replaceAll(stranger, 'FILE').replace(/not JSON: .*/, 'not JSON')
    expect(exit === 2 ? `2 ${said}` : `${exit}`).toBe(expected)
    expect(UNSEEN.exec(out)).toBeNull()
    expect(UNSEEN.exec(err)).toBeNull()
    expect(out.length).toBeLessThan(16 * 1024 * 1024)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
