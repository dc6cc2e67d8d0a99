import { describe, expect, test } from 'vitest'
import type { ExtensionFacts } from '../../../src/go/x509/certificate.ts'
import { NO_EXTENSION_FACTS, processExtensions } from '../../../src/go/x509/parse-extensions.ts'
import { ParseFailure } from '../../../src/go/x509/parse-failure.ts'
import {
  bitString,
  boolean,
  contextTag,
  element,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  TAG,
} from '../../../src/lib/der-encode.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

const NO_SEQUENCE = integer(1)
const primitive = (number: number, ...octets: readonly number[]) =>
  element(contextTag(number, 'primitive'), Uint8Array.from(octets))
const wrapped = (...inside: readonly Uint8Array[]) => element(contextTag(0, 'constructed'), ...inside)
const cut = (tag: number) => Uint8Array.of(tag, 0x7f)

const KEY_USAGE = '2.5.29.15'
const BASIC_CONSTRAINTS = '2.5.29.19'
const CONSTRAINTS = '2.5.29.30'
const CRL = '2.5.29.31'
const AUTHORITY_KEY = '2.5.29.35'
const PURPOSES = '2.5.29.37'
const ACCESS = '1.3.6.1.5.5.7.1.1'

describe('an extension that Go takes', () => {
  test.each<[string, string, Uint8Array, Partial<ExtensionFacts>]>([
    ['key usage', KEY_USAGE, namedBits([0, 5, 8]), { keyUsage: 0b100100001 }],
    ['key usage of more bits than there are', KEY_USAGE, bitString(Uint8Array.of(0x80, 0x40)), { keyUsage: 1 }],
    [
      'basic constraints of nothing',
      BASIC_CONSTRAINTS,
      sequence(),
      { basicConstraints: { isCa: false, maxPathLength: -1n } },
    ],
    [
      'those of an authority',
      BASIC_CONSTRAINTS,
      sequence(boolean(true)),
      { basicConstraints: { isCa: true, maxPathLength: -1n } },
    ],
    [
      'those with a length',
      BASIC_CONSTRAINTS,
      sequence(boolean(true), integer(0)),
      { basicConstraints: { isCa: true, maxPathLength: 0n } },
    ],
    ['the authority’s key', AUTHORITY_KEY, sequence(primitive(0, 1, 2)), { authorityKeyId: Uint8Array.of(1, 2) }],
    ['an authority without a key', AUTHORITY_KEY, sequence(primitive(1, 1)), {}],
    ['the subject’s key', '2.5.29.14', octetString(Uint8Array.of(1, 2)), { subjectKeyId: Uint8Array.of(1, 2) }],
    ['purposes', PURPOSES, sequence(oid('1.2.3'), oid('1.2.4')), { extKeyUsages: ['1.2.3', '1.2.4'] }],
    ['no purposes', PURPOSES, sequence(), {}],
    ['a list of revoked ones', CRL, sequence(sequence(wrapped(wrapped(primitive(6, 0x61), primitive(6, 0x62))))), {}],
    ['one with a name of another kind', CRL, sequence(sequence(wrapped(wrapped(primitive(2, 0x61))))), {}],
    ['one without a name', CRL, sequence(sequence(), sequence(primitive(1, 1))), {}],
    ['where to ask', ACCESS, sequence(sequence(oid('1.2.3'), primitive(6, 0x61)), sequence(oid('1.2.3'))), {}],
  ])('%s', (_, id, value, facts) => {
    expect(read(id, value)).toEqual({ ...NO_EXTENSION_FACTS, ...facts })
  })

  test('is unhandled only where nobody reads it and it is critical', () => {
    const unhandled = (id: string, critical: boolean) => {
      const facts = read(id, sequence(), critical)
      return typeof facts === 'string' ? facts : facts.unhandledCritical
    }
    expect([unhandled('1.2.3', true), unhandled('1.2.3', false), unhandled(PURPOSES, true)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('an extension that Go refuses', () => {
  test.each<[string, string, Uint8Array]>([
    ['invalid key usage', KEY_USAGE, NO_SEQUENCE],
    ['invalid basic constraints', BASIC_CONSTRAINTS, NO_SEQUENCE],
    ['invalid basic constraints', BASIC_CONSTRAINTS, sequence(element(TAG.boolean, Uint8Array.of(1)))],
    ['invalid basic constraints', BASIC_CONSTRAINTS, sequence(element(TAG.integer))],
    ['invalid authority key identifier', AUTHORITY_KEY, NO_SEQUENCE],
    ['invalid authority key identifier', AUTHORITY_KEY, sequence(cut(contextTag(0, 'primitive')))],
    ['invalid subject key identifier', '2.5.29.14', NO_SEQUENCE],
    ['invalid extended key usages', PURPOSES, NO_SEQUENCE],
    ['invalid extended key usages', PURPOSES, sequence(NO_SEQUENCE)],
    ['invalid CRL distribution points', CRL, NO_SEQUENCE],
    ['invalid CRL distribution point', CRL, sequence(NO_SEQUENCE)],
    ['invalid CRL distribution point', CRL, sequence(sequence(wrapped(NO_SEQUENCE)))],
    ['invalid CRL distribution point', CRL, sequence(sequence(cut(contextTag(0, 'constructed'))))],
    ['invalid CRL distribution point', CRL, sequence(sequence(wrapped(wrapped(cut(contextTag(6, 'primitive'))))))],
    ['invalid authority info access', ACCESS, NO_SEQUENCE],
    ['invalid authority info access', ACCESS, sequence(NO_SEQUENCE)],
    ['invalid authority info access', ACCESS, sequence(sequence(NO_SEQUENCE))],
    ['invalid authority info access', ACCESS, sequence(sequence(oid('1.2.3'), cut(contextTag(6, 'primitive'))))],
    ['invalid NameConstraints extension', CONSTRAINTS, NO_SEQUENCE],
    ['invalid NameConstraints extension', CONSTRAINTS, sequence(cut(contextTag(0, 'constructed')))],
    ['invalid NameConstraints extension', CONSTRAINTS, sequence(wrapped(sequence(primitive(2, 0x61))), NO_SEQUENCE)],
    ['invalid NameConstraints extension', CONSTRAINTS, sequence(wrapped(NO_SEQUENCE))],
    ['invalid NameConstraints extension', CONSTRAINTS, sequence(wrapped(sequence()))],
    ['empty name constraints extension', CONSTRAINTS, sequence()],
  ])('for %s', (problem, id, value) => {
    expect(read(id, value)).toBe(`x509: ${problem}`)
  })

  test('for basic constraints, with a letter from Go 1.18 to 1.20', () => {
    const old = (value: Uint8Array) => read(BASIC_CONSTRAINTS, value, false, 'go1.19.8')
    expect(old(NO_SEQUENCE)).toBe('x509: invalid basic constraints a')
    expect(old(sequence(element(TAG.boolean, Uint8Array.of(1))))).toBe('x509: invalid basic constraints b')
    expect(old(sequence(element(TAG.integer)))).toBe('x509: invalid basic constraints c')
  })
})

test.each([
  ['example', {}],
  ['ann@example', {}],
])('a mailbox %s is a constraint', (value) => {
  const facts = read(CONSTRAINTS, sequence(wrapped(sequence(element(contextTag(1, 'primitive'), Buffer.from(value))))))
  expect(typeof facts === 'string' ? facts : facts.nameConstraints?.permitted.email).toEqual([value])
})

test('an address in a URI’s constraint, a range of another length and a mask with a hole are refused', () => {
  const excluded = (base: Uint8Array) =>
    read(CONSTRAINTS, sequence(element(contextTag(1, 'constructed'), sequence(base))))
  const uri = (value: string) => element(contextTag(6, 'primitive'), Buffer.from(value))
  expect(excluded(uri('192.0.2.1'))).toBe('x509: failed to parse URI constraint "192.0.2.1": cannot be IP address')
  expect(excluded(uri('a b'))).toBe('x509: failed to parse URI constraint "a b"')
  expect(excluded(primitive(7, 10, 0, 0, 0))).toBe('x509: IP constraint contained value of length 4')
  expect(excluded(primitive(7, 10, 0, 0, 0, 255, 0, 255, 0))).toBe(
    'x509: IP constraint contained invalid mask ff00ff00',
  )
  expect(excluded(primitive(7, 10, 0, 0, 0, 127, 255, 255, 255))).toBe(
    'x509: IP constraint contained invalid mask 7fffffff',
  )
  expect(excluded(primitive(7, ...Array<number>(32).fill(0)))).toMatchObject({ unhandledCritical: false })
})

function read(id: string, value: Uint8Array, critical = false, go = 'go1.24.0') {
  const read = processExtensions([{ oid: id, critical, value }], behavioursOfGo(go))
  return read instanceof ParseFailure ? read.text : read
}
