import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AT } from '../scenarios/certificates.ts'
import { kubeconfigFor, run, temporaryFolder } from './doctor.ts'
import { says, secure } from './peers.ts'

const SOUND = 'Tue, 24 Nov 2026 12:00:00 GMT'

/** This machine's clock, and what the server says the time is. */
const rows: readonly (readonly [title: string, now: string, date: string, expected: readonly unknown[]])[] = [
  ['a sound one, from which these differ', AT, SOUND, [0, null]],
  [
    'the beginning of time',
    '1970-01-01T00:00:00.000Z',
    SOUND,
    [
      1,
      'clock-skew (error, -29925360 min)',
      'certificate-not-yet-valid (error)',
      'current time 1970-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    ],
  ],
  [
    'a battery that is empty',
    '2000-01-01T00:00:00.000Z',
    SOUND,
    [
      1,
      'clock-skew (error, -14147280 min)',
      'certificate-not-yet-valid (error)',
      'current time 2000-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    ],
  ],
  [
    'a year before the certificate',
    '2025-01-01T00:00:00.000Z',
    SOUND,
    [
      1,
      'clock-skew (error, -997200 min)',
      'certificate-not-yet-valid (error)',
      'current time 2025-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    ],
  ],
  ['behind 31 bits', '2038-01-19T03:14:08.000Z', SOUND, [0, 'clock-skew (warning, 5866034 min)', null]],
  [
    'behind 32 bits',
    '2106-02-07T06:28:16.000Z',
    SOUND,
    [
      1,
      'clock-skew (error, 41657428 min)',
      'cluster-ca-expired (error)',
      'intermediate-expired (error)',
      'certificate-expired (error)',
      'current time 2106-02-07T06:28:16Z is after 2056-01-01T00:00:00Z',
    ],
  ],
  [
    'the last year that a certificate can name',
    '9999-12-31T23:59:59.000Z',
    SOUND,
    [
      1,
      'clock-skew (error, 4193446320 min)',
      'cluster-ca-expired (error)',
      'intermediate-expired (error)',
      'certificate-expired (error)',
      'current time 9999-12-31T23:59:59Z is after 2056-01-01T00:00:00Z',
    ],
  ],
  [
    'an hour ahead, within every certificate',
    '2026-11-24T13:00:00.000Z',
    SOUND,
    [0, 'clock-skew (warning, 60 min)', null],
  ],
  [
    'a server from the beginning of time',
    AT,
    'Thu, 01 Jan 1970 00:00:00 GMT',
    [0, 'clock-skew (warning, 29925360 min)', null],
  ],
  [
    'a server from the end of it',
    AT,
    'Fri, 31 Dec 9999 23:59:59 GMT',
    [0, 'clock-skew (warning, -4193446320 min)', null],
  ],
  ['a date that is none', AT, 'yesterday', [0, null]],
  ['a date beyond all numbers', AT, '9'.repeat(4000), [0, null]],
  [
    'a date with escapes',
    AT,
    '\x1b[2J',
    [
      1,
      'Unable to connect to the server: net/http: HTTP/1.x transport connection broken: malformed MIME header line: Date: \\x1b[2J',
    ],
  ],
  [
    'a day that the month does not have',
    AT,
    'Tue, 31 Nov 2026 12:00:00 GMT',
    [0, 'clock-skew (warning, -10080 min)', null],
  ],
  ['an empty date', AT, '', [0, null]],
]

describe('clocks far off, and servers that lie about the time', () => {
  test.each(rows)('%s', async (_, now, date, expected) => {
    const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: ${date}\r\nContent-Length: 2\r\n\r\n{}`
    const folder = temporaryFolder()
    const file = join(folder, 'config')
    const port = await secure('http/1.1', says(answer, 'end'))
    writeFileSync(file, kubeconfigFor({ server: `https://127.0.0.1:${port}` }))
    const args = ['--kubectl-version=v1.34', '--no-canaries', '-o=json', `--kubeconfig=${file}`]
    const { exit, out } = await run(args, { HOME: folder }, '', now)
    const report = JSON.parse(out)
    const findings: readonly string[] = report.findings.map(
      ({ id, severity, facts }: Found) =>
        `${id} (${severity}${'minutesAhead' in facts ? `, ${facts.minutesAhead} min` : ''})`,
    )
    const said =
      /current time .*$/.exec(report.kubectl.predicted.message ?? '')?.[0] ?? report.kubectl.predicted.message
    expect([exit, ...findings, said]).toEqual(expected)
  })
})

interface Found {
  readonly id: string
  readonly severity: string
  readonly facts: { readonly minutesAhead?: number }
}
