import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bitString, contextTag, element, integer, oid, sequence, TAG } from '../../src/lib/der-encode.ts'
import { createKey, type IssuedCertificate, issueCertificate } from '../../src/x509/issue.ts'
import { twinCertificates } from '../../src/x509/twin.ts'
import { partsOf, type Renaming } from '../../src/x509/twin-tbs.ts'
import { nameOf, rawCertificate, rawTbs, spkiOf } from './raw-certificate.ts'

const VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const renaming: Renaming = {
  dns: (name) => `t-${name}`,
  ip: (octets) => octets.toReversed(),
  text: (value) => `T ${value}`,
  filler: (bytes) => bytes.map(() => 0x7a),
}

describe('a family of certificates', () => {
  test.each(['ecdsa-p256', 'rsa-2048', 'rsa-1024', 'ed25519'] as const)(
    'is one again under other names (%s)',
    (kind) => {
      const root = authority('root', 'self', createKey(kind))
      const middle = authority('middle', root, createKey('ecdsa-p256'))
      const leaf = issued('leaf', middle)
      const twins = twinsOf(leaf, middle, root)
      const [twinLeaf, twinMiddle, twinRoot] = twins
      expect(twins.map(({ subject, issuer }) => [subject, issuer])).toEqual([
        ['CN=T leaf', 'CN=T middle'],
        ['CN=T middle', 'CN=T root'],
        ['CN=T root', 'CN=T root'],
      ])
      expect(twinLeaf?.verify(keyOf(twinMiddle))).toBe(true)
      expect(twinMiddle?.verify(keyOf(twinRoot))).toBe(true)
      expect(twinRoot?.verify(keyOf(twinRoot))).toBe(true)
      expect(twinMiddle?.verify(createPublicKey(root.key))).toBe(false)
      expect(detailsOf(keyOf(twinRoot))).toEqual(detailsOf(root.key))
      expect(spkiOf(keyOf(twinRoot))).not.toEqual(spkiOf(root.key))
      expect(twins.map(({ validTo }) => validTo)).toEqual(Array(3).fill('Jan  1 00:00:00 2027 GMT'))
    },
  )

  test.each([
    ['ecdsa-p256', 'sha1'],
    ['ecdsa-p256', 'sha256'],
    ['ecdsa-p256', 'sha384'],
    ['ecdsa-p256', 'sha512'],
    ['rsa-2048', 'sha1'],
    ['rsa-2048', 'sha256'],
    ['rsa-2048', 'sha384'],
    ['rsa-2048', 'sha512'],
  ] as const)('has signatures of the same kind: %s with %s', (kind, signatureHash) => {
    const root = authority('root', 'self', createKey(kind), signatureHash)
    const [twin] = twinCertificates([root.der], renaming)
    expect(partsOf(twin ?? root.der)?.algorithm).toEqual(partsOf(root.der)?.algorithm)
    expect(signatureIsOf(twin, signatureHash)).toBe(true)
  })

  test('has one key where there was one, and others where there were others', () => {
    const key = createKey('ecdsa-p256')
    const keys = twinsOf(authority('a', 'self', key), authority('b', 'self', key), authority('c', 'self')).map(
      ({ publicKey }) => spkiOf(publicKey),
    )
    expect(keys[0]).toEqual(keys[1])
    expect(keys[0]).not.toEqual(keys[2])
  })

  test.each(['ecdsa-p256', 'rsa-2048', 'ed25519'] as const)('does not sign for a stranger (%s)', (kind) => {
    const root = authority('root', 'self', createKey(kind))
    const impostor = authority('root', 'self', createKey(kind))
    const strange = issued('leaf', impostor)
    const [leaf, twinRoot] = twinsOf(strange, root)
    expect(leaf?.issuer).toBe('CN=T root')
    expect(leaf?.verify(keyOf(twinRoot))).toBe(false)
    // Signed all the same, and by one stranger for all.
    const [first, second] = twinCertificates([strange.der, issued('other', impostor).der], renaming).map((der) =>
      partsOf(der),
    )
    expect(first?.signature).not.toEqual(strange.der)
    expect(first?.signature.every((octet) => octet === 0x7a)).toBe(false)
    expect(second?.signature).not.toEqual(first?.signature)
  })

  test('goes by the signature where two have one name', () => {
    const [one, other] = [authority('root', 'self'), authority('root', 'self')]
    const [leaf, twinOne, twinOther] = twinsOf(issued('leaf', other), one, other)
    expect([leaf?.verify(keyOf(twinOne)), leaf?.verify(keyOf(twinOther))]).toEqual([false, true])
  })

  test('goes by the name where two have one key', () => {
    const key = createKey('ecdsa-p256')
    const [leaf, , other] = twinsOf(
      issued('leaf', authority('b', 'self', key)),
      authority('a', 'self', key),
      authority('b', 'self', key),
    )
    expect(leaf?.verify(keyOf(other))).toBe(true)
  })

  test('of elliptic curves stays on them', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
    expect(detailsOf(keyOf(twinsOf(authority('root', 'self', key))[0]))).toEqual({ namedCurve: 'secp384r1' })
  })
})

describe('RSA-PSS', () => {
  const key = createKey('rsa-2048')

  test.each([
    ['sha256', '2.16.840.1.101.3.4.2.1', 32],
    ['sha384', '2.16.840.1.101.3.4.2.2', 48],
    ['sha512', '2.16.840.1.101.3.4.2.3', 64],
  ])('with %s is signed with it', (hash, id, salt) => {
    const algorithm = pssAlgorithm(
      element(contextTag(0, 'constructed'), sequence(oid(id))),
      element(contextTag(1, 'constructed'), sequence(oid('1.2.840.113549.1.1.8'), sequence(oid(id)))),
      element(contextTag(2, 'constructed'), integer(salt)),
    )
    const parts = partsOf(twinCertificates([pss(hash, algorithm)], renaming)[0] ?? algorithm)
    const tbs = sequence(...(parts?.tbs.map(({ raw }) => raw) ?? []))
    const signature = parts?.signature ?? new Uint8Array()
    expect(parts?.algorithm).toEqual(algorithm)
    expect(verify(hash, tbs, { key: publicKeyOf(parts?.publicKey), ...PSS }, signature)).toBe(true)
  })

  test.each([
    ['no parameters', sequence(oid('1.2.840.113549.1.1.10'))],
    ['empty ones', pssAlgorithm()],
    ['others', pssAlgorithm(element(contextTag(0, 'constructed'), integer(1)))],
  ])('with %s is signed by a stranger', (_, algorithm) => {
    const parts = partsOf(twinCertificates([pss('sha256', algorithm)], renaming)[0] ?? algorithm)
    expect(parts?.algorithm).toEqual(algorithm)
    expect(parts?.signature).toHaveLength(256)
    expect(parts?.signature).not.toEqual(new Uint8Array(256).fill(0x7a))
  })

  const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }

  function pss(hash: string, algorithm: Uint8Array): Uint8Array {
    const name = nameOf(['2.5.4.3', 'pss'])
    const tbs = rawTbs({ algorithm, issuer: name, subject: name, publicKey: spkiOf(key) })
    return sequence(tbs, algorithm, bitString(sign(hash, tbs, { key, ...PSS })))
  }
})

describe('what cannot be made anew', () => {
  test('by an algorithm that nobody knows is signed by octets that say nothing', () => {
    const [twin] = twinCertificates(
      [rawCertificate({ algorithm: sequence(oid('1.2.3.4')) }, new Uint8Array(40))],
      renaming,
    )
    expect(partsOf(twin ?? new Uint8Array())?.signature).toEqual(new Uint8Array(40).fill(0x7a))
    const noAlgorithm = rawCertificate({ algorithm: sequence(integer(1)) }, new Uint8Array(9))
    expect(partsOf(twinCertificates([noAlgorithm], renaming)[0] ?? noAlgorithm)?.signature).toEqual(
      new Uint8Array(9).fill(0x7a),
    )
  })

  test('MD5 is signed as well', () => {
    const key = createKey('rsa-2048')
    const algorithm = sequence(oid('1.2.840.113549.1.1.4'), element(TAG.null))
    const name = nameOf(['2.5.4.3', 'old'])
    const tbs = rawTbs({ algorithm, issuer: name, subject: name, publicKey: spkiOf(key) })
    const [twin] = twinCertificates([sequence(tbs, algorithm, bitString(sign('md5', tbs, key)))], renaming)
    expect(signatureIsOf(twin, 'md5')).toBe(true)
  })

  test.each([
    ['of more than 8192 bits', rsaSpki(8200)],
    ['of a kind that signs nothing', spkiOf(generateKeyPairSync('x25519').publicKey)],
    ['that is none', sequence(integer(1))],
  ])('a key %s stays', (_, publicKey) => {
    const [twin] = twinCertificates([rawCertificate({ publicKey })], renaming)
    expect(partsOf(twin ?? new Uint8Array())?.publicKey).toEqual(publicKey)
  })

  test('is no certificate: its letters are covered', () => {
    const text = new TextEncoder().encode('\x00api.example')
    expect(twinCertificates([text], renaming)).toEqual([new TextEncoder().encode('\x00xxxxxxxxxxx')])
  })

  test('stands in the place where it stood', () => {
    const root = authority('root', 'self')
    const [first, second] = twinCertificates([Uint8Array.of(1), root.der], renaming)
    expect(first).toEqual(Uint8Array.of(1))
    expect(new X509Certificate(second ?? new Uint8Array()).subject).toBe('CN=T root')
  })
})

function pssAlgorithm(...parameters: readonly Uint8Array[]): Uint8Array {
  return sequence(oid('1.2.840.113549.1.1.10'), sequence(...parameters))
}

function authority(
  commonName: string,
  issuer: IssuedCertificate | 'self',
  key = createKey('ecdsa-p256'),
  signatureHash: 'sha1' | 'sha256' | 'sha384' | 'sha512' = 'sha256',
): IssuedCertificate {
  return issueCertificate({ subject: { commonName }, issuer, isCa: true, key, signatureHash, ...VALIDITY })
}

function issued(commonName: string, issuer: IssuedCertificate): IssuedCertificate {
  return issueCertificate({ subject: { commonName }, issuer, ...VALIDITY })
}

function twinsOf(...originals: readonly IssuedCertificate[]): readonly X509Certificate[] {
  return twinCertificates(
    originals.map(({ der }) => der),
    renaming,
  ).map((der) => new X509Certificate(der))
}

function keyOf(certificate: X509Certificate | undefined): KeyObject {
  if (certificate === undefined) throw new Error('a twin is missing')
  return certificate.publicKey
}

function detailsOf(key: KeyObject) {
  return key.asymmetricKeyDetails
}

function publicKeyOf(spki: Uint8Array | undefined): KeyObject {
  return createPublicKey({ key: Buffer.from(spki ?? []), format: 'der', type: 'spki' })
}

function tbsOf(der: Uint8Array | undefined): Uint8Array {
  return sequence(...(partsOf(der ?? new Uint8Array())?.tbs.map(({ raw }) => raw) ?? []))
}

function signatureIsOf(der: Uint8Array | undefined, hash: string): boolean {
  const parts = partsOf(der ?? new Uint8Array())
  return verify(hash, tbsOf(der), publicKeyOf(parts?.publicKey), parts?.signature ?? new Uint8Array())
}

/** A key that nobody could use, of that size. */
function rsaSpki(bits: number): Uint8Array {
  const modulus = (1n << BigInt(bits - 1)) + 1n
  const key = sequence(integer(modulus), integer(65_537))
  return sequence(sequence(oid('1.2.840.113549.1.1.1'), element(TAG.null)), bitString(key))
}
