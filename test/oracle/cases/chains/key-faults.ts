import { bitString, element, integer, oid, sequence, TAG } from '../../../../src/lib/der-encode.ts'
import { keys, spkiOf } from '../keys.ts'

const NULL = element(TAG.null)
const RSA = sequence(oid('1.2.840.113549.1.1.1'), NULL)
const MODULUS = (1n << 2047n) + 12345n
const rsa = (key: Uint8Array, algorithm = RSA) => sequence(algorithm, bitString(key))
const EC = '1.2.840.10045.2.1'
const P256 = '1.2.840.10045.3.1.7'
const ec = (parameters: readonly Uint8Array[], key: Uint8Array) =>
  sequence(sequence(oid(EC), ...parameters), bitString(key))
const point = (octets: number, first = 4) => Uint8Array.from([first, ...Array<number>(octets).fill(1)])
const ed = (key: Uint8Array, parameters: readonly Uint8Array[] = []) =>
  sequence(sequence(oid('1.3.101.112'), ...parameters), bitString(key))
const dsa = (parameters: readonly Uint8Array[], key: Uint8Array) =>
  sequence(sequence(oid('1.2.840.10040.4.1'), ...parameters), bitString(key))

/** SubjectPublicKeyInfo of a leaf: what Go refuses, and what it takes and cannot use. */
export const KEY_FAULTS: Readonly<Record<string, Uint8Array>> = {
  'rsa-no-null': rsa(sequence(integer(MODULUS), integer(65537)), sequence(oid('1.2.840.113549.1.1.1'))),
  'rsa-integer-parameters': rsa(
    sequence(integer(MODULUS), integer(65537)),
    sequence(oid('1.2.840.113549.1.1.1'), integer(1)),
  ),
  'rsa-null-trailing': rsa(
    sequence(integer(MODULUS), integer(65537)),
    sequence(oid('1.2.840.113549.1.1.1'), NULL, NULL),
  ),
  'rsa-not-sequence': rsa(integer(1)),
  'rsa-empty-key': rsa(new Uint8Array(0)),
  'rsa-no-modulus': rsa(sequence()),
  'rsa-modulus-not-integer': rsa(sequence(NULL, integer(3))),
  'rsa-modulus-not-minimal': rsa(sequence(element(TAG.integer, Uint8Array.of(0, 1)), integer(3))),
  'rsa-no-exponent': rsa(sequence(integer(MODULUS))),
  'rsa-exponent-not-integer': rsa(sequence(integer(MODULUS), NULL)),
  'rsa-exponent-huge': rsa(sequence(integer(MODULUS), integer(2n ** 70n))),
  'rsa-modulus-zero': rsa(sequence(integer(0), integer(3))),
  'rsa-modulus-negative': rsa(sequence(integer(-5), integer(3))),
  'rsa-modulus-negative-exponent-huge': rsa(sequence(integer(-5), integer(2n ** 70n))),
  'rsa-exponent-zero': rsa(sequence(integer(MODULUS), integer(0))),
  'rsa-exponent-negative': rsa(sequence(integer(MODULUS), integer(-3))),
  'rsa-exponent-one': rsa(sequence(integer(MODULUS), integer(1))),
  'rsa-exponent-33-bits': rsa(sequence(integer(MODULUS), integer(2n ** 33n + 1n))),
  'rsa-trailing-inside': rsa(sequence(integer(MODULUS), integer(3), integer(3))),
  'rsa-trailing-outside': rsa(Uint8Array.from([...sequence(integer(MODULUS), integer(3)), 0])),
  'rsa-8192': rsa(sequence(integer((1n << 8191n) + 5n), integer(65537))),
  'rsa-8193': rsa(sequence(integer((1n << 8192n) + 5n), integer(65537))),
  'rsa-1023': rsa(sequence(integer((1n << 1022n) + 5n), integer(65537))),
  'rsa-even-modulus': rsa(sequence(integer(1n << 2047n), integer(65537))),
  'ec-no-parameters': ec([], point(64)),
  'ec-explicit-parameters': ec([sequence(integer(1))], point(64)),
  'ec-null-parameters': ec([NULL], point(64)),
  'ec-unknown-curve': ec([oid('1.2.3')], point(64)),
  'ec-secp256k1': spkiOf(keys.k256),
  'ec-brainpool': spkiOf(keys.brainpool),
  'ec-curve-trailing': ec([oid(P256), NULL], point(64)),
  'ec-compressed': ec([oid(P256)], point(32, 2)),
  'ec-infinity': ec([oid(P256)], Uint8Array.of(0)),
  'ec-empty': ec([oid(P256)], new Uint8Array(0)),
  'ec-hybrid': ec([oid(P256)], point(64, 6)),
  'ec-short': ec([oid(P256)], point(63)),
  'ec-long': ec([oid(P256)], point(65)),
  'ec-not-on-curve': ec([oid(P256)], point(64)),
  'ec-zero': ec([oid(P256)], Uint8Array.from([4, ...Array<number>(64).fill(0)])),
  'ec-too-large': ec([oid(P256)], Uint8Array.from([4, ...Array<number>(64).fill(255)])),
  'ec-p224': spkiOf(keys.p224),
  'ec-p384': spkiOf(keys.p384),
  'ec-p521': spkiOf(keys.p521),
  'ec-p384-short': ec([oid('1.3.132.0.34')], point(64)),
  ed25519: spkiOf(keys.ed25519),
  'ed25519-null': ed(point(31), [NULL]),
  'ed25519-short': ed(point(30)),
  'ed25519-long': ed(point(32)),
  'ed25519-empty': ed(new Uint8Array(0)),
  ed448: spkiOf(keys.ed448),
  x25519: spkiOf(keys.x25519),
  'x25519-null': sequence(sequence(oid('1.3.101.110'), NULL), bitString(point(31))),
  'x25519-short': sequence(sequence(oid('1.3.101.110')), bitString(point(3))),
  dsa: spkiOf(keys.dsa),
  'dsa-key-not-integer': dsa([sequence(integer(5), integer(3), integer(2))], NULL),
  'dsa-no-parameters': dsa([], integer(5)),
  'dsa-parameters-short': dsa([sequence(integer(5), integer(3))], integer(5)),
  'dsa-parameters-zero': dsa([sequence(integer(5), integer(0), integer(2))], integer(5)),
  'dsa-key-negative': dsa([sequence(integer(5), integer(3), integer(2))], integer(-5)),
  'dsa-key-zero': dsa([sequence(integer(5), integer(3), integer(2))], integer(0)),
  unknown: sequence(sequence(oid('1.2.3.4')), bitString(point(9))),
  'rsa-pss-key': sequence(sequence(oid('1.2.840.113549.1.1.10')), bitString(point(9))),
  'rsa-oaep-key': sequence(sequence(oid('1.2.840.113549.1.1.7')), bitString(point(9))),
  'unaligned-bits': sequence(sequence(oid('1.3.101.112')), bitString(Uint8Array.of(0x80), 7)),
}
