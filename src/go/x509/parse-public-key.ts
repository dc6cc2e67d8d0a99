import { createPublicKey } from 'node:crypto'
import { DerReader, unsignedValue } from '../../lib/der.ts'
import { bitString, element, integer, oid as oidDer, sequence, TAG } from '../../lib/der-encode.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { AlgorithmIdentifier, Curve, GoPublicKey } from './certificate.ts'
import { failure, ParseFailure } from './parse-failure.ts'

/**
 * Models crypto/x509 parsePublicKey. `null`: an algorithm that certificates of Go do not know (Ed448, X25519,
 * RSASSA-PSS as a key type, …), which parses and fails later.
 */
export function parsePublicKey(
  algorithm: AlgorithmIdentifier,
  key: Uint8Array,
  behaviours: Behaviours,
): GoPublicKey | null | ParseFailure {
  switch (algorithm.oid) {
    case '1.2.840.113549.1.1.1':
      return rsaKey(algorithm.parameters, key)
    case '1.2.840.10045.2.1':
      return ecdsaKey(algorithm.parameters, key, behaviours)
    case '1.3.101.112':
      if (algorithm.parameters !== null) return failure('ed25519-illegal-parameters')
      return key.length === 32
        ? { type: 'ed25519', spki: sequence(sequence(oidDer(algorithm.oid)), bitString(key)) }
        : failure('ed25519-wrong-size')
    case '1.2.840.10040.4.1':
      return dsaKey(algorithm.parameters, key)
    default:
      return null
  }
}

function rsaKey(parameters: Uint8Array | null, key: Uint8Array): GoPublicKey | ParseFailure {
  const isNull = parameters?.length === 2 && parameters[0] === TAG.null && parameters[1] === 0
  if (!isNull) return failure('rsa-missing-null')
  const reader = new DerReader(key).enter(TAG.sequence)
  if (reader === null) return failure('invalid-rsa-public-key')
  const modulus = reader.integer()
  if (modulus === null) return failure('invalid-rsa-modulus')
  const exponent = reader.int64()
  if (exponent === null) return failure('invalid-rsa-public-exponent')
  if (modulus <= 0n) return failure('rsa-modulus-not-positive')
  if (exponent <= 0n) return failure('rsa-public-exponent-not-positive')
  const algorithm = sequence(oidDer('1.2.840.113549.1.1.1'), element(TAG.null))
  const spki = sequence(algorithm, bitString(sequence(integer(modulus), integer(exponent))))
  return { type: 'rsa', bits: modulus.toString(2).length, exponent, spki }
}

const CURVES: Readonly<Record<string, Curve>> = {
  '1.3.132.0.33': 'P224',
  '1.2.840.10045.3.1.7': 'P256',
  '1.3.132.0.34': 'P384',
  '1.3.132.0.35': 'P521',
}

const FIELD_OCTETS: Readonly<Record<Curve, number>> = { P224: 28, P256: 32, P384: 48, P521: 66 }

/** The primes of FIPS 186-4 appendix D.1.2: coordinates have to be smaller. */
const FIELD_PRIMES: Readonly<Record<Curve, bigint>> = {
  P224: 2n ** 224n - 2n ** 96n + 1n,
  P256: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
  P384: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
  P521: 2n ** 521n - 1n,
}

function ecdsaKey(parameters: Uint8Array | null, key: Uint8Array, behaviours: Behaviours): GoPublicKey | ParseFailure {
  const named = parameters === null ? null : new DerReader(parameters).oid(x509Behaviours(behaviours).oidPadding)
  if (named === null) return failure('invalid-ecdsa-parameters')
  const curve = CURVES[named]
  if (curve === undefined) return failure('unsupported-elliptic-curve')
  const spki = sequence(sequence(oidDer('1.2.840.10045.2.1'), oidDer(named)), bitString(key))
  const problem = pointProblem(curve, spki, key)
  if (problem === null) return { type: 'ecdsa', curve, spki }
  if (behaviours.ecPointErrors === 'x509') return failure('invalid-elliptic-curve-point')
  return new ParseFailure('invalid-elliptic-curve-point', problem)
}

/** Only uncompressed points (SEC 1 section 2.3.3) on the curve count. Words of crypto/ecdsa and internal nistec, Go 1.26. */
function pointProblem(curve: Curve, spki: Uint8Array, key: Uint8Array): string | null {
  if (key[0] !== 4) return 'ecdsa: invalid uncompressed public key'
  const octets = FIELD_OCTETS[curve]
  if (key.length !== 1 + 2 * octets) return `invalid ${curve} point encoding`
  const coordinates = [key.subarray(1, 1 + octets), key.subarray(1 + octets)].map(unsignedValue)
  if (coordinates.some((value) => value >= FIELD_PRIMES[curve])) return `invalid ${curve} element encoding`
  return isOnCurve(spki) ? null : `${curve} point not on curve`
}

function isOnCurve(spki: Uint8Array): boolean {
  try {
    createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return true
  } catch {
    return false
  }
}

function dsaKey(parameters: Uint8Array | null, key: Uint8Array): GoPublicKey | ParseFailure {
  const y = new DerReader(key).integer()
  if (y === null) return failure('invalid-dsa-public-key')
  const reader = parameters === null ? null : new DerReader(parameters).enter(TAG.sequence)
  const numbers = [reader?.integer() ?? null, reader?.integer() ?? null, reader?.integer() ?? null]
  if (numbers.includes(null)) return failure('invalid-dsa-parameters')
  return [y, ...numbers].every((value) => value !== null && value > 0n)
    ? { type: 'dsa' }
    : failure('dsa-parameter-not-positive')
}
