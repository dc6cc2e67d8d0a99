import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { DerReader } from '../../../src/lib/der.ts'
import { TAG } from '../../../src/lib/der-encode.ts'

type Name = keyof typeof makers

const ec = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve }).privateKey
const rsa = (modulusLength: number) => () => generateKeyPairSync('rsa', { modulusLength }).privateKey

const makers = {
  leaf: ec('P-256'),
  intermediate: ec('P-256'),
  intermediate2: ec('P-256'),
  root: ec('P-256'),
  other: ec('P-256'),
  third: ec('P-256'),
  p224: ec('P-224'),
  p384: ec('P-384'),
  p521: ec('P-521'),
  k256: ec('secp256k1'),
  brainpool: ec('brainpoolP256r1'),
  rsa: rsa(2048),
  rsaOther: rsa(2048),
  rsa1024: rsa(1024),
  rsa1000: rsa(1000),
  rsa512: rsa(512),
  ed25519: () => generateKeyPairSync('ed25519').privateKey,
  ed25519Other: () => generateKeyPairSync('ed25519').privateKey,
  ed448: () => generateKeyPairSync('ed448').privateKey,
  x25519: () => generateKeyPairSync('x25519').privateKey,
  dsa: () => generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey,
} satisfies Record<string, () => KeyObject>

const made = new Map<Name, KeyObject>()

/** Private keys by role, each made once a process and not before it is asked for. */
export const keys: Readonly<Record<Name, KeyObject>> = Object.defineProperties(
  {} as Record<Name, KeyObject>,
  Object.fromEntries(Object.keys(makers).map((key) => [key, { get: () => keyOf(key as Name) }])),
)

function keyOf(role: Name): KeyObject {
  const known = made.get(role)
  if (known !== undefined) return known
  const key = makers[role]()
  made.set(role, key)
  return key
}

export function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
}

/** Method 1 of RFC 5280 section 4.2.1.2. */
export function keyIdOf(key: KeyObject): Uint8Array {
  const reader = new DerReader(spkiOf(key)).enter(TAG.sequence)
  reader?.any()
  return new Uint8Array(
    createHash('sha1')
      .update(reader?.bitString()?.bytes ?? new Uint8Array(0))
      .digest(),
  )
}
