import { describe, expect, test } from 'vitest'
import { ParseFailure } from '../../../src/go/x509/parse-failure.ts'
import { parseName } from '../../../src/go/x509/parse-name.ts'
import { DerReader } from '../../../src/lib/der.ts'
import { element, integer, oid, sequence, TAG } from '../../../src/lib/der-encode.ts'
import { nameOf } from '../../x509/raw-certificate.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
const text = (tag: number, value: string) => element(tag, latin1(value))
const invalid = (what: string) => `x509: invalid RDNSequence: invalid attribute value: invalid ${what}`

describe('an attribute', () => {
  test.each<[string, Uint8Array, string]>([
    ['a PrintableString', text(TAG.printableString, "Az09 '()+,-./:=?*&"), "Az09 '()+,-./:=?*&"],
    ['a PrintableString of nothing', text(TAG.printableString, ''), ''],
    ['an IA5String', text(TAG.ia5String, '\0@\x7f'), '\0@\x7f'],
    ['a NumericString', text(TAG.numericString, '0 9'), '0 9'],
    ['a UTF8String', text(TAG.utf8String, 'f\xc3\xbcr'), 'für'],
    ['a UTF8String with a mark in front', text(TAG.utf8String, '\xef\xbb\xbfx'), '\ufeffx'],
    ['a BMPString', text(TAG.bmpString, '\0A\x20\xac'), 'A€'],
    ['a BMPString that is terminated', text(TAG.bmpString, '\0A\0\0'), 'A'],
    ['a BMPString of a terminator', text(TAG.bmpString, '\0\0'), ''],
    ['a BMPString of nothing', text(TAG.bmpString, ''), ''],
    ['a BMPString of one character', text(TAG.bmpString, '\0A'), 'A'],
  ])('is %s', (_, value, commonName) => {
    expect(read(nameOf(['2.5.4.3', value]))).toEqual({ commonName, organization: [] })
  })

  test.each<[string, Uint8Array, string]>([
    ['a PrintableString', text(TAG.printableString, 'a@b'), invalid('PrintableString')],
    ['an IA5String', text(TAG.ia5String, 'a\x80'), invalid('IA5String')],
    ['a NumericString', text(TAG.numericString, '0a'), invalid('NumericString')],
    ['a UTF8String', text(TAG.utf8String, '\xff'), invalid('UTF-8 string')],
    ['a BMPString', text(TAG.bmpString, '\0A\0'), invalid('BMPString')],
    ['of another type', integer(1), 'x509: invalid RDNSequence: invalid attribute value: unsupported string type: 2'],
  ])('is not %s', (_, value, error) => {
    expect(read(nameOf(['2.5.4.3', value]))).toBe(error)
  })
})

test('surrogates are refused since Go 1.25', () => {
  const of = (value: Uint8Array) => ['go1.24.0', 'go1.25.0'].map((go) => read(nameOf(['2.5.4.3', value]), go))
  expect(of(text(TAG.bmpString, '\xd8\0'))).toEqual([{ commonName: '\ufffd', organization: [] }, invalid('BMPString')])
})

test('the last common name counts, and every organization', () => {
  const name = nameOf(['2.5.4.10', 'a'], ['2.5.4.3', 'b'], ['2.5.4.10', 'c'], ['2.5.4.3', 'd'], ['2.5.4.7', 'e'])
  expect(read(name)).toEqual({ commonName: 'd', organization: ['a', 'c'] })
  expect(read(nameOf())).toEqual({ commonName: '', organization: [] })
})

test.each<[string, Uint8Array, string]>([
  ['a set', sequence(integer(1)), 'x509: invalid RDNSequence'],
  ['an attribute', sequence(element(TAG.set, integer(1))), 'x509: invalid RDNSequence: invalid attribute'],
  ['a type', sequence(element(TAG.set, sequence(integer(1)))), 'x509: invalid RDNSequence: invalid attribute type'],
  ['a value', sequence(element(TAG.set, sequence(oid('1.2')))), 'x509: invalid RDNSequence: invalid attribute value'],
])('a name without %s is refused', (_, name, error) => {
  expect(read(name)).toBe(error)
})

function read(name: Uint8Array, go = 'go1.24.0') {
  const contents = new DerReader(name).element(TAG.sequence)?.contents ?? new Uint8Array()
  const parsed = parseName(contents, behavioursOfGo(go))
  return parsed instanceof ParseFailure ? parsed.text : parsed
}
