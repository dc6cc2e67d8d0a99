import { anonymizeCase } from '../../../src/anonymize/anonymize-case.ts'
import { decodeCase, encodeCase } from '../../../src/case-codec.ts'
import { reportOf } from '../../../src/diagnose/report-of.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'
import { standsAsCase } from '../invariants/report.ts'
import { caseTexts, MAX_CASE_BYTES } from './recorded.ts'

/** A Case from anywhere: read, judged, explained, mended on paper and shown in every format. */
export const caseFile: FuzzTarget = {
  covers: ['case-codec', 'judged-case', 'rules/', 'remedies/', 'report/', 'render/', 'go/', 'lib/', 'x509/'],
  mutator: 'json',
  words: [],
  seeds: () => caseTexts(40),
  maxBytes: MAX_CASE_BYTES,
  executions: 50,
  run(input) {
    const decoded = decodeCase(Buffer.from(input).toString('utf8'))
    if (decoded.ok) standsAsCase(decoded.case)
    else holds(decoded.problem !== '', 'a refusal without a reason')
  },
}

/** The same Case under stand-ins. */
export const anonymized: FuzzTarget = {
  covers: ['anonymize/', 'x509/'],
  mutator: 'json',
  words: [
    'proxy',
    'tls',
    'token',
    'matches',
    'won',
    'size',
    'GET',
    'system',
    'api.example',
    '192.0.2.10',
    'fe80::1%eth0',
    '/home/jane/x',
    '%ff',
    'https://api.example/a?b#c',
  ],
  seeds: () => caseTexts(12),
  maxBytes: MAX_CASE_BYTES,
  executions: 6,
  run(input) {
    const decoded = decodeCase(Buffer.from(input).toString('utf8'))
    if (!decoded.ok) return
    const again = decodeCase(encodeCase(anonymizeCase(decoded.case)))
    holds(again.ok, `what was anonymized is no Case: ${again.ok ? '' : again.problem}`)
    reportOf(again.case)
  },
}
