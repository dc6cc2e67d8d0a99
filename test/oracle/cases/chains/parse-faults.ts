import { concatBytes } from '../../../../src/lib/bytes.ts'
import { bitString, boolean, element, integer, oid, sequence, TAG } from '../../../../src/lib/der-encode.ts'
import { EXTENSION, extension, extensionList, san } from '../extensions.ts'
import type { Forging, Parts } from '../forge.ts'

import { keys, spkiOf } from '../keys.ts'
import { ATTRIBUTE, attribute, name, rdn, string } from '../names.ts'
import { type ChainCase, type ChainFamily, chain, SAN, soundAuthorities } from './chain-case.ts'
import { EXTENSION_FAULTS } from './extension-faults.ts'
import { KEY_FAULTS } from './key-faults.ts'

/**
 * What Go's parser refuses or puts up with, one fault a certificate; then faults of two members in one certificate, and
 * the same faults in an intermediate that nobody needs.
 */
export const parseFaults: ChainFamily = (forge) => {
  const { root } = soundAuthorities(forge)
  const leaf = (parts: Partial<Parts>, more: Forging = {}) => forge({ issuer: root, extensions: [SAN], ...more, parts })
  const single = Object.entries(FAULTS).map(([id, parts]) => chain(`parse/${id}`, [leaf(parts)], [root]))
  const keyFaults = Object.entries(KEY_FAULTS).map(([id, spki]) => chain(`parse/key/${id}`, [leaf({ spki })], [root]))
  const extensionFaults = Object.entries(EXTENSION_FAULTS).map(([id, one]) =>
    chain(`parse/extension/${id}`, [leaf({}, { extensions: [SAN, ...one] })], [root]),
  )
  return [...single, ...keyFaults, ...extensionFaults, ...pairs(), ...elsewhere(), ...whole()]

  function pairs(): readonly ChainCase[] {
    return PAIRED.flatMap((first, i) =>
      PAIRED.slice(i + 1).map((second) =>
        chain(`parse/pair/${first}+${second}`, [leaf({ ...FAULTS[first], ...FAULTS[second] })], [root]),
      ),
    )
  }

  function elsewhere(): readonly ChainCase[] {
    const sound = leaf({})
    const expired = forge({ issuer: root, extensions: [SAN], from: -60, to: -2 })
    return PAIRED.flatMap((fault) => [
      chain(`parse/second/${fault}`, [sound, leaf(FAULTS[fault] ?? {})], [root]),
      chain(`parse/second-after-expired/${fault}`, [expired, leaf(FAULTS[fault] ?? {})], [root], 'other.example'),
      chain(`parse/anchor/${fault}`, [sound], [root, leaf(FAULTS[fault] ?? {})]),
    ])
  }

  function whole(): readonly ChainCase[] {
    const { der } = leaf({})
    const indefinite = concatBytes(Uint8Array.of(0x30, 0x80), der.subarray(4), new Uint8Array(2))
    return [
      chain('parse/whole/cut-short', [der.subarray(0, der.length - 1)], [root]),
      chain('parse/whole/trailing', [concatBytes(der, Uint8Array.of(0))], [root]),
      chain('parse/whole/one-octet', [Uint8Array.of(0x30)], [root]),
      chain('parse/whole/null', [Uint8Array.of(5, 0)], [root]),
      chain('parse/whole/empty-sequence', [sequence()], [root]),
      chain('parse/whole/text', [Buffer.from('hello')], [root]),
      chain('parse/whole/indefinite', [indefinite], [root]),
      chain('parse/whole/long-length', [concatBytes(Uint8Array.of(0x30, 0x83, 0), der.subarray(2))], [root]),
      chain('parse/whole/high-tag', [concatBytes(Uint8Array.of(0x3f, 0x30), der.subarray(1))], [root]),
      chain('parse/whole/set', [concatBytes(Uint8Array.of(0x31), der.subarray(1))], [root]),
      chain('parse/whole/twice', [concatBytes(der, der)], [root]),
      chain(
        'parse/whole/csr-like',
        [sequence(sequence(integer(0), name('x')), sequence(), bitString(new Uint8Array()))],
        [root],
      ),
      chain('parse/whole/two-faults', [leaf(FAULTS['version-4'] ?? {}), leaf(FAULTS['serial-empty'] ?? {})], [root]),
    ]
  }
}

const NONE = new Uint8Array(0)
const ascii = (tag: number, text: string) => element(tag, Buffer.from(text, 'latin1'))
const utc = (text: string) => ascii(TAG.utcTime, text)
const general = (text: string) => ascii(TAG.generalizedTime, text)
const FROM = utc('240101000000Z')
const TO = utc('491231235959Z')
const withName = (...members: readonly Uint8Array[]): Partial<Parts> => ({ subject: sequence(...members) })
const commonName = (value: Uint8Array) => withName(rdn(attribute(ATTRIBUTE.commonName, value)))
const version = (...contents: readonly Uint8Array[]) => ({ version: element(0xa0, ...contents) })
const rawExtensions = (...extensions: readonly Uint8Array[]) => ({ extensions: extensionList([SAN, ...extensions]) })
const ECDSA = oid('1.2.840.10045.4.3.2')

/** By name, in the order in which Go's parser meets them. */
const FAULTS: Readonly<Record<string, Partial<Parts>>> = {
  'version-1': { version: NONE, extensions: NONE },
  'version-1-with-extensions': { version: NONE },
  'version-2': version(integer(1)),
  'version-4': version(integer(3)),
  'version-negative': version(integer(-1)),
  'version-explicit-1': { ...version(integer(0)), extensions: NONE },
  'version-explicit-1-extensions': version(integer(0)),
  'version-empty': version(),
  'version-trailing': version(integer(2), integer(2)),
  'version-not-integer': version(boolean(true)),
  'version-not-minimal': version(element(TAG.integer, Uint8Array.of(0, 2))),
  'version-huge': version(integer(2n ** 65n)),
  'version-primitive': { version: element(0x80, Uint8Array.of(2)) },
  'serial-empty': { serial: element(TAG.integer) },
  'serial-not-minimal': { serial: element(TAG.integer, Uint8Array.of(0, 1)) },
  'serial-not-minimal-negative': { serial: element(TAG.integer, Uint8Array.of(0xff, 0x80)) },
  'serial-not-integer': { serial: element(TAG.octetString, Uint8Array.of(1)) },
  'serial-missing': { serial: NONE },
  'serial-negative': { serial: integer(-3) },
  'serial-zero': { serial: integer(0) },
  'serial-long': { serial: integer(2n ** 300n) },
  'inner-not-sequence': { innerAlgorithm: integer(1), outerAlgorithm: integer(1) },
  'inner-missing': { innerAlgorithm: NONE, outerAlgorithm: sequence(ECDSA) },
  'outer-not-sequence': { outerAlgorithm: integer(1) },
  'outer-missing': { outerAlgorithm: NONE },
  'outer-differs': { outerAlgorithm: sequence(oid('1.2.840.10045.4.3.3')) },
  'outer-adds-null': { outerAlgorithm: sequence(ECDSA, element(TAG.null)) },
  'algorithm-empty': { innerAlgorithm: sequence() },
  'algorithm-not-oid': { innerAlgorithm: sequence(integer(1)) },
  'algorithm-oid-cut': { innerAlgorithm: sequence(element(TAG.oid, Uint8Array.of(0x2a, 0x86))) },
  'algorithm-oid-padded': { innerAlgorithm: sequence(element(TAG.oid, Uint8Array.of(0x2a, 0x80, 0x01))) },
  'algorithm-oid-empty': { innerAlgorithm: sequence(element(TAG.oid)) },
  'algorithm-oid-large': { innerAlgorithm: sequence(element(TAG.oid, Uint8Array.of(0x2a, 0x90, 0x80, 0x80, 0x80, 0))) },
  'algorithm-bad-parameters': { innerAlgorithm: sequence(ECDSA, Uint8Array.of(5)) },
  'algorithm-parameters-high-tag': { innerAlgorithm: sequence(ECDSA, Uint8Array.of(0x1f, 0x81, 0)) },
  'issuer-not-sequence': { issuer: integer(1) },
  'issuer-set-inside-not-set': { issuer: sequence(sequence()) },
  'issuer-empty': { issuer: sequence() },
  'issuer-bad-printable': {
    issuer: sequence(rdn(attribute(ATTRIBUTE.commonName, string(TAG.printableString, 'a@b')))),
  },
  'validity-not-sequence': { validity: integer(1) },
  'validity-empty': { validity: sequence() },
  'validity-one': { validity: sequence(FROM) },
  'validity-three': { validity: sequence(FROM, TO, TO) },
  'validity-integer': { validity: sequence(integer(1), TO) },
  'validity-second-integer': { validity: sequence(FROM, integer(1)) },
  'validity-reversed': { validity: sequence(TO, FROM) },
  'time-no-seconds': { validity: sequence(utc('2401010000Z'), TO) },
  'time-no-seconds-expired': { validity: sequence(FROM, utc('2401020000Z')) },
  'time-offset': { validity: sequence(utc('240101000000+0100'), TO) },
  'time-offset-expired': { validity: sequence(FROM, utc('240102000000+0530')) },
  'time-offset-no-seconds': { validity: sequence(utc('2401010000-0500'), TO) },
  'time-offset-zero': { validity: sequence(utc('240101000000+0000'), TO) },
  'time-offset-large': { validity: sequence(utc('240101000000+2400'), TO) },
  'time-offset-23': { validity: sequence(utc('240101000000+2359'), TO) },
  'time-offset-minutes': { validity: sequence(utc('240101000000+0060'), TO) },
  'time-no-zone': { validity: sequence(utc('240101000000'), TO) },
  'time-lower-z': { validity: sequence(utc('240101000000z'), TO) },
  'time-month-13': { validity: sequence(utc('241301000000Z'), TO) },
  'time-month-0': { validity: sequence(utc('240001000000Z'), TO) },
  'time-day-0': { validity: sequence(utc('240100000000Z'), TO) },
  'time-february-30': { validity: sequence(utc('240230000000Z'), TO) },
  'time-february-29': { validity: sequence(utc('240229000000Z'), TO) },
  'time-february-29-no-leap': { validity: sequence(utc('230229000000Z'), TO) },
  'time-hour-24': { validity: sequence(utc('240101240000Z'), TO) },
  'time-second-60': { validity: sequence(utc('240101000060Z'), TO) },
  'time-junk': { validity: sequence(utc('hello'), TO) },
  'time-empty': { validity: sequence(utc(''), TO) },
  'time-year-49': { validity: sequence(FROM, utc('490101000000Z')) },
  'time-year-50': { validity: sequence(utc('500101000000Z'), utc('510101000000Z')) },
  'time-year-99': { validity: sequence(utc('990101000000Z'), utc('991231000000Z')) },
  'general-early': { validity: sequence(general('20240101000000Z'), general('20450101000000Z')) },
  'general-late': { validity: sequence(FROM, general('20990101000000Z')) },
  'general-9999': { validity: sequence(FROM, general('99991231235959Z')) },
  'general-year-0': { validity: sequence(general('00000101000000Z'), TO) },
  'general-year-1': { validity: sequence(general('00010101000000Z'), general('00020101000000Z')) },
  'general-fraction': { validity: sequence(general('20240101000000.5Z'), TO) },
  'general-no-seconds': { validity: sequence(general('202401010000Z'), TO) },
  'general-offset': { validity: sequence(general('20240101000000+0200'), TO) },
  'general-no-zone': { validity: sequence(general('20240101000000'), TO) },
  'general-junk': { validity: sequence(FROM, general('x')) },
  'subject-not-sequence': { subject: integer(1) },
  'subject-missing': { subject: NONE },
  'subject-empty': withName(),
  'rdn-not-set': withName(sequence()),
  'rdn-empty-set': withName(rdn()),
  'rdn-attribute-not-sequence': withName(rdn(integer(1))),
  'rdn-type-not-oid': withName(rdn(sequence(integer(1), string(TAG.utf8String, 'x')))),
  'rdn-type-bad-oid': withName(rdn(sequence(element(TAG.oid, Uint8Array.of(0x80)), string(TAG.utf8String, 'x')))),
  'rdn-no-value': withName(rdn(sequence(oid(ATTRIBUTE.commonName)))),
  'rdn-value-cut': withName(rdn(sequence(oid(ATTRIBUTE.commonName), Uint8Array.of(0x0c, 5)))),
  'rdn-value-and-more': withName(rdn(sequence(oid(ATTRIBUTE.commonName), string(TAG.utf8String, 'x'), integer(1)))),
  'rdn-cut-set': withName(Uint8Array.of(0x31, 9)),
  'printable-at': commonName(string(TAG.printableString, 'a@b')),
  'printable-star': commonName(string(TAG.printableString, '*.example')),
  'printable-ampersand': commonName(string(TAG.printableString, 'a&b')),
  'printable-underscore': commonName(string(TAG.printableString, 'a_b')),
  'printable-high': commonName(string(TAG.printableString, 'caf\xe9')),
  'printable-empty': commonName(string(TAG.printableString, '')),
  'utf8-bad': commonName(string(TAG.utf8String, '\xff\xfe')),
  'utf8-cut': commonName(string(TAG.utf8String, 'x\xc3')),
  'utf8-surrogate': commonName(string(TAG.utf8String, '\xed\xa0\x80')),
  'utf8-overlong': commonName(string(TAG.utf8String, '\xc0\x80')),
  'bmp-odd': commonName(string(TAG.bmpString, Uint8Array.of(0, 0x41, 0))),
  'bmp-surrogate-pair': commonName(string(TAG.bmpString, Uint8Array.of(0xd8, 0x3d, 0xde, 0))),
  'bmp-lone-surrogate': commonName(string(TAG.bmpString, Uint8Array.of(0xd8, 0))),
  'bmp-noncharacter': commonName(string(TAG.bmpString, Uint8Array.of(0xff, 0xff))),
  'bmp-noncharacter-fdd0': commonName(string(TAG.bmpString, Uint8Array.of(0xfd, 0xd0))),
  'bmp-terminated': commonName(string(TAG.bmpString, Uint8Array.of(0, 0x41, 0, 0))),
  'bmp-empty': commonName(string(TAG.bmpString, '')),
  'ia5-high': commonName(string(TAG.ia5String, 'caf\xe9')),
  'ia5-control': commonName(string(TAG.ia5String, 'a\nb')),
  'numeric-letter': commonName(string(TAG.numericString, '12a')),
  'numeric-space': commonName(string(TAG.numericString, '1 2')),
  'visible-string': commonName(string(0x1a, 'x')),
  'universal-string': commonName(string(0x1c, '\0\0\0A')),
  'general-string': commonName(string(0x1b, 'x')),
  'value-integer': commonName(integer(1)),
  'value-boolean': commonName(boolean(true)),
  'value-sequence': commonName(sequence()),
  'value-bit-string': commonName(bitString(Uint8Array.of(1))),
  'value-context': commonName(element(0x80, Uint8Array.of(1))),
  'spki-not-sequence': { spki: integer(1) },
  'spki-missing': { spki: NONE },
  'spki-algorithm-not-sequence': { spki: sequence(integer(1), bitString(NONE)) },
  'spki-algorithm-empty': { spki: sequence(sequence(), bitString(NONE)) },
  'spki-key-not-bits': { spki: sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), integer(1)) },
  'spki-key-bad-bits': {
    spki: sequence(
      sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
      element(TAG.bitString, Uint8Array.of(9, 1)),
    ),
  },
  'spki-trailing': { spki: sequence(...spkiMembers(), integer(1)) },
  'issuer-unique-id': { uniqueIds: element(0x81, Uint8Array.of(0, 1)) },
  'issuer-unique-id-cut': { uniqueIds: Uint8Array.of(0x81, 0x84, 0x7f, 0xff, 0xff, 0xff) },
  'subject-unique-id': { uniqueIds: element(0x82, Uint8Array.of(0, 1)) },
  'both-unique-ids-reversed': {
    uniqueIds: concatBytes(element(0x82, Uint8Array.of(0, 1)), element(0x81, Uint8Array.of(0, 1))),
  },
  'extensions-not-sequence': { extensions: element(0xa3, integer(1)) },
  'extensions-empty-wrapper': { extensions: element(0xa3) },
  'extensions-empty-list': { extensions: element(0xa3, sequence()) },
  'extensions-trailing': { extensions: element(0xa3, sequence(SAN), integer(1)) },
  'extensions-primitive': { extensions: element(0x83, sequence(SAN)) },
  'extension-not-sequence': rawExtensions(integer(1)),
  'extension-empty': rawExtensions(sequence()),
  'extension-no-oid': rawExtensions(sequence(integer(1))),
  'extension-bad-boolean': rawExtensions(sequence(oid('1.2.3'), element(TAG.boolean, Uint8Array.of(1)), element(4))),
  'extension-empty-boolean': rawExtensions(sequence(oid('1.2.3'), element(TAG.boolean), element(4))),
  'extension-explicit-false': rawExtensions(sequence(oid('1.2.3'), boolean(false), element(4))),
  'extension-no-value': rawExtensions(sequence(oid('1.2.3'))),
  'extension-critical-no-value': rawExtensions(sequence(oid('1.2.3'), boolean(true))),
  'extension-value-not-octets': rawExtensions(sequence(oid('1.2.3'), integer(1))),
  'extension-trailing': rawExtensions(sequence(oid('1.2.3'), element(4), integer(1))),
  'extension-twice': rawExtensions(extension('1.2.3', NONE), extension('1.2.3', NONE)),
  'extension-san-twice': rawExtensions(san('b.example')),
  'extension-twice-and-bad': rawExtensions(extension(EXTENSION.keyUsage, NONE), extension(EXTENSION.keyUsage, NONE)),
  'tbs-tail': { tbsTail: integer(1) },
  'tbs-tail-junk': { tbsTail: Uint8Array.of(0xff) },
  'signature-not-bits': { signature: integer(1) },
  'signature-missing': { signature: NONE },
  'signature-empty-bits': { signature: element(TAG.bitString) },
  'signature-bad-padding': { signature: element(TAG.bitString, Uint8Array.of(3, 0xff)) },
  tail: { tail: integer(1) },
  'tail-junk': { tail: Uint8Array.of(0xff) },
}

/** One of each stage of the parser. */
const PAIRED = [
  'version-4',
  'serial-empty',
  'serial-negative',
  'inner-not-sequence',
  'outer-differs',
  'algorithm-not-oid',
  'issuer-not-sequence',
  'validity-integer',
  'time-junk',
  'subject-not-sequence',
  'spki-not-sequence',
  'extension-no-oid',
  'extension-twice',
  'signature-not-bits',
] as const

function spkiMembers(): readonly Uint8Array[] {
  const spki = spkiOf(keys.leaf)
  return [spki.subarray(2)]
}
