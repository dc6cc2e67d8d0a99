import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { contextTag, element, octetString, sequence, TAG, utf8String } from '../../src/lib/der-encode.ts'
import { EXTENSION, extension, type GeneralName, san, UNKNOWN_CRITICAL } from '../oracle/cases/extensions.ts'
import { ATTRIBUTE, attribute, name, rdn } from '../oracle/cases/names.ts'
import { HERE, leaf, presented } from './certificates.ts'
import type { Row } from './doctor.ts'

const withSubject = (text: string) => leaf({ subject: name(text) })
const withNames = (...names: readonly GeneralName[]) => leaf({ extensions: [san(['ip', '127.0.0.1'], ...names)] })
const time = (tag: number, text: string) => element(tag, Buffer.from(text, 'latin1'))
const validity = (from: Uint8Array, to: Uint8Array) => leaf({ parts: { validity: sequence(from, to) } })
const SINCE = time(TAG.utcTime, '250101000000Z')
const general = (text: string) => time(TAG.generalizedTime, text)

const hosts = (count: number): readonly GeneralName[] =>
  Array.from({ length: count }, (_, i) => ['dns', `h${i}.example`])

const rows: readonly Row<() => readonly Uint8Array[]>[] = [
  [
    'an arc of 2^7000',
    () => [
      leaf({
        extensions: [
          HERE,
          sequence(
            element(TAG.oid, concatBytes(Uint8Array.of(0x2a), new Uint8Array(1000).fill(0xff), Uint8Array.of(0x7f))),
            octetString(new Uint8Array(1)),
          ),
        ],
      }),
    ],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed extension OID field',
  ],
  [
    'an arc without end',
    () => [
      leaf({
        extensions: [HERE, sequence(element(TAG.oid, new Uint8Array(100).fill(0xff)), octetString(new Uint8Array(1)))],
      }),
    ],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed extension OID field',
  ],
  [
    'an identifier of 10 000 arcs',
    () => [
      leaf({
        extensions: [HERE, sequence(element(TAG.oid, new Uint8Array(10_000).fill(1)), octetString(new Uint8Array(1)))],
      }),
    ],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'an extension twice',
    () => [leaf({ extensions: [HERE, HERE] })],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: certificate contains duplicate extension with OID "2.5.29.17"',
  ],
  [
    '2000 extensions',
    () => [
      leaf({
        extensions: [HERE, ...Array.from({ length: 2000 }, (_, i) => extension(`1.2.3.${i}`, new Uint8Array(1)))],
      }),
    ],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'an unknown critical extension',
    () => [leaf({ extensions: [HERE, UNKNOWN_CRITICAL] })],
    '1 unhandled-critical-extension | … tls: failed to verify certificate: x509: unhandled critical extension',
  ],
  [
    'an extension of no octets',
    () => [leaf({ extensions: [HERE, extension(EXTENSION.nameConstraints, new Uint8Array(0))] })],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid NameConstraints extension',
  ],
  ['10 000 names', () => [withNames(...hosts(10_000))], '1 - | … tls: missing ServerKeyExchange message'],
  [
    'a name of 200 kB',
    () => [withNames(['dns', 'a'.repeat(200_000)])],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a name of 50 000 labels',
    () => [withNames(['dns', 'a.'.repeat(50_000)])],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a name with NUL',
    () => [leaf({ extensions: [san(['dns', '127.0.0.1\0.evil.example'])] })],
    "1 server-ip-not-in-certificate | … tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP S… 123",
  ],
  [
    'a name with terminal escapes',
    () => [leaf({ extensions: [san(['dns', '\x1b]0;owned\x07.example'])] })],
    "1 server-ip-not-in-certificate | … tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP S… 123",
  ],
  [
    'an address of 5 octets',
    () => [
      leaf({
        extensions: [
          extension(EXTENSION.san, sequence(element(contextTag(7, 'primitive'), Uint8Array.of(127, 0, 0, 1, 0)))),
        ],
      }),
    ],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: cannot parse IP address of length 5',
  ],
  [
    'a URI that is none',
    () => [withNames(['uri', 'https://[::1'])],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: cannot parse URI "https://[::1": parse "https://[::1": missing \']\'… 128',
  ],
  [
    'a mailbox of 100 kB',
    () => [withNames(['email', `"${'\\a'.repeat(50_000)}"@x`])],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  ['a subject of 200 kB', () => [withSubject('x'.repeat(200_000))], '1 - | … tls: missing ServerKeyExchange message'],
  [
    'a subject of 5000 attributes',
    () => [
      leaf({
        subject: sequence(
          ...Array.from({ length: 5000 }, (_, i) => rdn(attribute(ATTRIBUTE.unit, utf8String(`${i}`)))),
        ),
      }),
    ],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a subject of 5000 attributes in one set',
    () => [
      leaf({
        subject: sequence(
          rdn(...Array.from({ length: 5000 }, (_, i) => attribute(ATTRIBUTE.unit, utf8String(`${i}`)))),
        ),
      }),
    ],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a subject that is no UTF-8',
    () => [
      leaf({
        subject: sequence(rdn(attribute(ATTRIBUTE.commonName, element(TAG.utf8String, Uint8Array.of(0xff, 0xfe))))),
      }),
    ],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid RDNSequence: invalid attribute value: invalid UTF-8 string',
  ],
  ['an empty subject', () => [leaf({ subject: sequence() })], '1 - | … tls: missing ServerKeyExchange message'],
  [
    'the year 0',
    () => [validity(SINCE, general('00000101000000Z'))],
    '1 certificate-expired | … tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-24T12:00:00… 151',
  ],
  [
    'the year 9999',
    () => [validity(SINCE, general('99991231235959Z'))],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'the year 9999999',
    () => [validity(SINCE, general('99999991231235959Z'))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed GeneralizedTime',
  ],
  [
    'the 30th of February',
    () => [validity(SINCE, general('20300230000000Z'))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed GeneralizedTime',
  ],
  [
    'a time that is text',
    () => [validity(SINCE, general('\x1b[2J'))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed GeneralizedTime',
  ],
  [
    'a time of 100 kB',
    () => [validity(SINCE, general('2'.repeat(100_000)))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed GeneralizedTime',
  ],
  [
    'an end before the beginning',
    () => [validity(general('20400101000000Z'), SINCE)],
    '1 certificate-expired certificate-not-yet-valid | … tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-24T12:00:00… 152',
  ],
]

describe('certificates whose contents are hostile', () => {
  for (const [title, chain, expected] of rows) {
    test(title, async () => {
      expect(await presented(chain())).toBe(expected)
    })
  }
})
