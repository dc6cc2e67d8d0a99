import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { GoCertificate, GoPublicKey } from '../../../src/go/x509/certificate.ts'
import { checkSignatureFrom, rsaTooSmall } from '../../../src/go/x509/signature.ts'
import { contextTag, element, integer, oid, sequence } from '../../../src/lib/der-encode.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { authority, parsed } from './fixtures.ts'

const go117 = behavioursOfGo('go1.17.13')
const go123 = behavioursOfGo('go1.23.0')
const go124 = behavioursOfGo('go1.24.0')

const root = parsed(authority('root'))

const rsaPair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ecPair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const edPair = generateKeyPairSync('ed25519')
const rsa = { type: 'rsa', bits: 2048, exponent: 65537n, spki: spki(rsaPair.publicKey) } as const
const ecdsa = { type: 'ecdsa', curve: 'P256', spki: spki(ecPair.publicKey) } as const
const ed25519 = { type: 'ed25519', spki: spki(edPair.publicKey) } as const

const MD5_RSA = '1.2.840.113549.1.1.4'
const SHA1_RSA = '1.2.840.113549.1.1.5'
const SHA256_RSA = '1.2.840.113549.1.1.11'
const DSA_SHA1 = '1.2.840.10040.4.3'
const DSA_SHA256 = '2.16.840.1.101.3.4.3.2'
const ECDSA_SHA256 = '1.2.840.10045.4.3.2'
const ED25519 = '1.3.101.112'
const INSECURE = 'x509: cannot verify signature: insecure algorithm'
const HINT = '(temporarily override with GODEBUG=x509sha1=1)'
const UNIMPLEMENTED = 'x509: cannot verify signature: algorithm unimplemented'
const MAY_NOT_SIGN = 'x509: invalid signature: parent certificate cannot sign this kind of certificate'
const tbs = Uint8Array.of(1, 2, 3)

let made = 0

/** Answers are kept by fingerprint: each certificate here has its own. */
function certificate(parts: Partial<GoCertificate>): GoCertificate {
  made += 1
  return { ...root, rawTbs: tbs, sha256: `certificate ${made}`, ...parts }
}

function spki(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'spki' })
}

function child(identifier: string, signature: Uint8Array = Uint8Array.of(0)) {
  return certificate({ signatureAlgorithm: { oid: identifier, parameters: null }, signature })
}

function under(key: GoPublicKey | null, signed: GoCertificate, behaviours = go124): string | null {
  return checkSignatureFrom(signed, certificate({ publicKey: key }), behaviours)
}

describe('signatures', () => {
  test.each([
    ['RSA', rsa, child(SHA256_RSA, sign('sha256', tbs, rsaPair.privateKey))],
    ['ECDSA', ecdsa, child(ECDSA_SHA256, sign('sha256', tbs, ecPair.privateKey))],
    ['Ed25519', ed25519, child(ED25519, sign(null, tbs, edPair.privateKey))],
  ])('a good one of %s verifies, again too', (_, key, signed) => {
    const parent = certificate({ publicKey: key })
    expect(checkSignatureFrom(signed, parent, go124)).toBeNull()
    expect(checkSignatureFrom(signed, parent, go124)).toBeNull()
  })

  test.each([
    ['sha256', '1', 32],
    ['sha384', '2', 48],
    ['sha512', '3', 64],
  ])('one of RSASSA-PSS with %s verifies', (hash, arc, saltLength) => {
    const algorithm = sequence(oid(`2.16.840.1.101.3.4.2.${arc}`))
    const parameters = sequence(
      element(contextTag(0, 'constructed'), algorithm),
      element(contextTag(1, 'constructed'), sequence(oid('1.2.840.113549.1.1.8'), algorithm)),
      element(contextTag(2, 'constructed'), integer(saltLength)),
    )
    const key = { key: rsaPair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
    const signatureAlgorithm = { oid: '1.2.840.113549.1.1.10', parameters }
    expect(under(rsa, certificate({ signatureAlgorithm, signature: sign(hash, tbs, key) }))).toBeNull()
  })

  test.each<readonly [string, GoPublicKey | null, string, string]>([
    ['a bad one of RSA', rsa, SHA256_RSA, 'crypto/rsa: verification error'],
    ['a bad one of ECDSA', ecdsa, ECDSA_SHA256, 'x509: ECDSA verification failure'],
    ['a bad one of Ed25519', ed25519, ED25519, 'x509: Ed25519 verification failure'],
    ['a key that OpenSSL cannot read', { ...rsa, spki: tbs }, SHA256_RSA, 'crypto/rsa: verification error'],
    ['an unknown algorithm', rsa, '1.2.3', UNIMPLEMENTED],
    ['an unknown key', null, SHA256_RSA, UNIMPLEMENTED],
    ['a DSA key', { type: 'dsa' }, DSA_SHA256, UNIMPLEMENTED],
    ['ECDSA under an RSA key', rsa, ECDSA_SHA256, mismatch('ECDSA', '*rsa.PublicKey')],
    ['RSA under an ECDSA key', ecdsa, SHA256_RSA, mismatch('RSA', '*ecdsa.PublicKey')],
    ['RSA under an Ed25519 key', ed25519, SHA256_RSA, mismatch('RSA', 'ed25519.PublicKey')],
    ['an exponent of 1', { ...rsa, exponent: 1n }, SHA256_RSA, 'crypto/rsa: public exponent too small'],
    ['an exponent of 2', { ...rsa, exponent: 2n }, SHA256_RSA, 'crypto/rsa: verification error'],
    ['2^31 - 1', { ...rsa, exponent: 0x7fffffffn }, SHA256_RSA, 'crypto/rsa: verification error'],
    ['2^31', { ...rsa, exponent: 0x80000000n }, SHA256_RSA, 'crypto/rsa: public exponent too large'],
  ])('%s fails in Go’s words', (_, key, identifier, words) => {
    expect(under(key, child(identifier))).toBe(words)
  })

  test.each([
    ['MD5 before Go 1.18', MD5_RSA, go117, `${INSECURE} MD5-RSA`],
    ['SHA-1 before Go 1.18', SHA1_RSA, go117, 'crypto/rsa: verification error'],
    ['SHA-1 in Go 1.23', SHA1_RSA, go123, `${INSECURE} SHA1-RSA ${HINT}`],
    ['DSA with SHA-1 in Go 1.23', DSA_SHA1, go123, `${INSECURE} DSA-SHA1`],
    ['SHA-1 in Go 1.24', SHA1_RSA, go124, `${INSECURE} SHA1-RSA`],
  ])('%s', (_, identifier, behaviours, words) => {
    expect(under(rsa, child(identifier), behaviours)).toBe(words)
  })
})

test.each([
  ['a version 3 certificate without basic constraints', 3, null, 0, MAY_NOT_SIGN],
  ['a version 2 certificate without basic constraints', 2, null, 0, UNIMPLEMENTED],
  ['one that is no CA', 3, false, 0, MAY_NOT_SIGN],
  ['a CA without key usage', 3, true, 0, UNIMPLEMENTED],
  ['a CA with keyCertSign', 3, true, 1 << 5, UNIMPLEMENTED],
  ['a CA with digitalSignature alone', 3, true, 1, MAY_NOT_SIGN],
])('the right to sign comes first: %s', (_, version, isCa, keyUsage, words) => {
  const basicConstraints = isCa === null ? null : { isCa, maxPathLength: -1n }
  const parent = certificate({ version, publicKey: null, facts: { ...root.facts, basicConstraints, keyUsage } })
  expect(checkSignatureFrom(child(SHA256_RSA), parent, go124)).toBe(words)
})

test('RSA keys under 1024 bits are refused from Go 1.24 on', () => {
  const words = 'crypto/rsa: 1023-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)'
  expect(rsaTooSmall({ ...rsa, bits: 1023 }, go124)).toBe(words)
  expect(under({ ...rsa, bits: 1023 }, child(SHA256_RSA))).toBe(words)
  expect(rsaTooSmall({ ...rsa, bits: 1024 }, go124)).toBeNull()
  expect(rsaTooSmall({ ...rsa, bits: 1023 }, go123)).toBeNull()
  expect(rsaTooSmall(ecdsa, go124)).toBeNull()
})

function mismatch(specified: string, goType: string): string {
  return `x509: signature algorithm specifies an ${specified} public key, but have public key of type ${goType}`
}
