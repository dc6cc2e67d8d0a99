import { describe, expect, test } from 'vitest'
import { ParseFailure } from '../../../src/go/x509/parse-failure.ts'
import { parseValidity } from '../../../src/go/x509/parse-validity.ts'
import { utcTimeError } from '../../../src/go/x509/utc-time-error.ts'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { DerReader } from '../../../src/lib/der.ts'
import { element, integer, TAG } from '../../../src/lib/der-encode.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

const SOUND = '260101000000Z'

describe('a UTCTime', () => {
  test.each([
    ['260102030405Z', '2026-01-02T03:04:05.000Z', 0],
    ['2601020304Z', '2026-01-02T03:04:00.000Z', 0],
    ['491231235959Z', '2049-12-31T23:59:59.000Z', 0],
    ['500101000000Z', '1950-01-01T00:00:00.000Z', 0],
    ['240229000000Z', '2024-02-29T00:00:00.000Z', 0],
    ['260102030405+0130', '2026-01-02T01:34:05.000Z', 90],
    ['260102030405-0100', '2026-01-02T04:04:05.000Z', -60],
    ['260102030405+2400', '2026-01-01T03:04:05.000Z', 1440],
  ])('%s is %s, %i minutes east', (text, at, zone) => {
    expect(read(text)).toEqual({ at, zone })
  })

  test.each([
    ...[
      '260102030405',
      '260102030405z',
      '260102030405+0000',
      '260102030405-0000',
      '260102030405+2500',
      '260102030405+0160',
    ],
    ...[
      '261302030405Z',
      '260002030405Z',
      '260229030405Z',
      '260100030405Z',
      '260102240405Z',
      '260102036005Z',
      '260102030460Z',
    ],
    ...['x260102030405Z', '260102030405Zx', '260102030405.1Z', '20260102030405Z', ''],
  ])('%s is none', (text) => {
    expect(read(text)).toBe('x509: malformed UTCTime')
  })
})

describe('a GeneralizedTime', () => {
  test.each([
    ['20500102030405Z', '2050-01-02T03:04:05.000Z', 0],
    ['00010102030405Z', '0001-01-02T03:04:05.000Z', 0],
    ['20500102030405+0100', '2050-01-02T02:04:05.000Z', 60],
  ])('%s is %s', (text, at, zone) => {
    expect(read(text, TAG.generalizedTime)).toEqual({ at, zone })
  })

  test.each([
    '500102030405Z',
    '205001020304Z',
    '20500102030405',
    '20501302030405Z',
    '20500102030405.5Z',
    'x20500102030405Z',
    '20500102030405Zx',
  ])('%s is none', (text) => {
    expect(read(text, TAG.generalizedTime)).toBe('x509: malformed GeneralizedTime')
  })
})

test('both ends of a validity are read, and may be of either form', () => {
  const behaviours = behavioursOfGo('go1.24.0')
  const times = (...parts: readonly Uint8Array[]) => {
    const parsed = parseValidity(new DerReader(concatBytes(...parts)), behaviours)
    return parsed instanceof ParseFailure ? parsed.text : parsed
  }
  const sound = time(SOUND)
  expect(times(sound, time('20500102030405+0100', TAG.generalizedTime))).toEqual({
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2050-01-02T02:04:05Z'),
    zones: { notBefore: 0, notAfter: 60 },
  })
  expect(times()).toBe('x509: unsupported time format')
  expect(times(integer(1))).toBe('x509: unsupported time format')
  expect(times(sound)).toBe('x509: unsupported time format')
  expect(times(sound, time(''))).toBe('x509: malformed UTCTime')
  expect(times(Uint8Array.of(TAG.utcTime, 0x7f))).toBe('x509: malformed UTCTime')
})

describe('what package time says of a UTCTime, which Go 1.18 shows', () => {
  const cannot = (text: string, rest: string, part: string) =>
    `parsing time "${text}" as "060102150405Z0700": cannot parse "${rest}" as "${part}"`

  test.each([
    ['', cannot('', '', '06')],
    ['x', cannot('x', 'x', '06')],
    ['26', cannot('26', '', '01')],
    ['261', cannot('261', '1', '01')],
    ['2613', 'parsing time "2613": month out of range'],
    ['2600', 'parsing time "2600": month out of range'],
    ['26011', cannot('26011', '1', '02')],
    ['260101', cannot('260101', '', '15')],
    ['26010124', 'parsing time "26010124": hour out of range'],
    ['2601011', cannot('2601011', '', '04')],
    ['2601010160', 'parsing time "2601010160": minute out of range'],
    ['260101010160', 'parsing time "260101010160": second out of range'],
    ['260101010159', cannot('260101010159', '', 'Z0700')],
    ['260101010159+01', cannot('260101010159+01', '+01', 'Z0700')],
    ['260101010159Zx', 'parsing time "260101010159Zx": extra text: "x"'],
    ['260101010159.12+0100"', String.raw`parsing time "260101010159.12+0100\"": extra text: "\""`],
    ['26010101\\\x01\xe9', cannot(String.raw`26010101\\\x01\xe9`, String.raw`\\\x01\xe9`, '04')],
    ['260229010159Z', 'parsing time "260229010159Z": day out of range'],
    ['240229010159Z', null],
    ['000229010159Z', null],
    ['690229010159Z', 'parsing time "690229010159Z": day out of range'],
    ['680229010159Z', null],
    ['260100010159Z', 'parsing time "260100010159Z": day out of range'],
    ['260131010159Z', null],
    ['260431010159Z', 'parsing time "260431010159Z": day out of range'],
  ])('%j', (text, words) => {
    expect(utcTimeError(text)).toBe(words)
  })

  test('is shown by no other release', () => {
    expect(read('26', TAG.utcTime, 'go1.18.0')).toBe(cannot('26', '', '01'))
    expect(read('26', TAG.utcTime, 'go1.19.0')).toBe('x509: malformed UTCTime')
  })
})

function time(text: string, tag: number = TAG.utcTime): Uint8Array {
  return element(tag, Uint8Array.from(Buffer.from(text, 'latin1')))
}

function read(text: string, tag: number = TAG.utcTime, go = 'go1.24.0') {
  const parsed = parseValidity(new DerReader(concatBytes(time(text, tag), time(SOUND))), behavioursOfGo(go))
  return parsed instanceof ParseFailure
    ? parsed.text
    : { at: parsed.notBefore.toISOString(), zone: parsed.zones.notBefore }
}
