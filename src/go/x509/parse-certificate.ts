import { createHash } from 'node:crypto'
import { equalBytes } from '../../lib/bytes.ts'
import { type BitString, DerReader } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'
import type { Behaviours } from '../../release/release.ts'
import { type X509Behaviours, x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoError } from '../verdict.ts'
import type { AlgorithmIdentifier, GoCertificate, GoExtension } from './certificate.ts'
import { parseErrorCode } from './codes.ts'
import { NO_EXTENSION_FACTS, processExtensions, readExtensions } from './parse-extensions.ts'
import { failure, ParseFailure } from './parse-failure.ts'
import { parseName } from './parse-name.ts'
import { parsePublicKey } from './parse-public-key.ts'
import { parseValidity } from './parse-validity.ts'

export type ParsedCertificate =
  | { readonly ok: true; readonly certificate: GoCertificate }
  | { readonly ok: false; readonly error: GoError }

/**
 * Reads a certificate as Go does, refusing what Go refuses with Go's words; the first failure wins. `error.text` is the
 * bare `x509: …`. Models crypto/x509 ParseCertificate (Go >= 1.18). Divergence: Go <= 1.17 words failures as encoding/asn1
 * does (`judgeChain` calls those approximate), Go 1.18 those of times.
 */
export function parseCertificate(der: Uint8Array, behaviours: Behaviours): ParsedCertificate {
  const parsed = parse(der, behaviours)
  if (parsed instanceof ParseFailure) {
    return { ok: false, error: { code: parseErrorCode(parsed.slug), text: parsed.text } }
  }
  return { ok: true, certificate: parsed }
}

function parse(der: Uint8Array, behaviours: Behaviours): GoCertificate | ParseFailure {
  const whole = new DerReader(der).element(TAG.sequence)
  if (whole === null) return failure('malformed-certificate')
  const certificate = new DerReader(whole.contents)
  const tbsElement = certificate.element(TAG.sequence)
  if (tbsElement === null) return failure('malformed-tbs-certificate')
  const tbs = new DerReader(tbsElement.contents)

  const lax = x509Behaviours(behaviours).laxParser
  const version = readVersion(tbs, lax)
  if (version instanceof ParseFailure) return version
  const serial = tbs.integer()
  if (serial === null) return failure('malformed-serial-number')
  if (serial < 0n && behaviours.rejectNegativeSerial) return failure('negative-serial-number')
  const signatureAlgorithm = readSignatureAlgorithm(tbs, certificate, x509Behaviours(behaviours))
  if (signatureAlgorithm instanceof ParseFailure) return signatureAlgorithm
  const identity = readIdentity(tbs, behaviours)
  if (identity instanceof ParseFailure) return identity
  const extensions = version > 1 || lax ? readOptionalTail(tbs, version, behaviours) : []
  if (extensions instanceof ParseFailure) return extensions
  const facts = extensions.length === 0 ? NO_EXTENSION_FACTS : processExtensions(extensions, behaviours)
  if (facts instanceof ParseFailure) return facts
  const signature = certificate.bitString()
  if (signature === null) return failure('malformed-signature')
  if (whole.raw.length !== der.length) return failure('trailing-data')
  return {
    raw: whole.raw,
    sha256: createHash('sha256').update(whole.raw).digest('hex'),
    rawTbs: tbsElement.raw,
    version,
    serial,
    signatureAlgorithm,
    signature: rightAligned(signature),
    ...identity,
    extensions,
    facts,
  }
}

function readVersion(tbs: DerReader, lax: boolean): number | ParseFailure {
  const tag = contextTag(0, 'constructed')
  if (!tbs.nextIs(tag)) return 1
  const wrapper = tbs.enter(tag)
  const version = wrapper?.int64() ?? null
  if (version === null || wrapper?.empty !== true || (version < 0n && !lax)) return failure('malformed-version')
  return version > 2n && !lax ? failure('invalid-version') : Number(version) + 1
}

/** The outer identifier is read before the inner one is looked into: both have to be the same bytes. */
function readSignatureAlgorithm(
  tbs: DerReader,
  certificate: DerReader,
  behaviours: X509Behaviours,
): AlgorithmIdentifier | ParseFailure {
  const inner = tbs.element(TAG.sequence)
  if (inner === null) return failure('malformed-signature-algorithm-identifier')
  const outer = certificate.element(TAG.sequence)
  if (outer === null) return failure('malformed-algorithm-identifier')
  if (!behaviours.laxParser && !equalBytes(inner.contents, outer.contents))
    return failure('signature-algorithms-differ')
  return algorithmIdentifier(inner.contents, behaviours)
}

type Identity = Pick<
  GoCertificate,
  'rawIssuer' | 'rawSubject' | 'subject' | 'notBefore' | 'notAfter' | 'zones' | 'rawSpki' | 'publicKey'
>

function readIdentity(tbs: DerReader, behaviours: Behaviours): Identity | ParseFailure {
  const issuer = tbs.element(TAG.sequence)
  if (issuer === null) return failure('malformed-issuer')
  const issuerName = parseName(issuer.contents, behaviours)
  if (issuerName instanceof ParseFailure) return issuerName
  const validityReader = tbs.enter(TAG.sequence)
  if (validityReader === null) return failure('malformed-validity')
  const validity = parseValidity(validityReader, behaviours)
  if (validity instanceof ParseFailure) return validity
  // Go words a subject that is no SEQUENCE as an issuer.
  const subjectElement = tbs.element(TAG.sequence)
  if (subjectElement === null) return failure('malformed-issuer')
  const subject = parseName(subjectElement.contents, behaviours)
  if (subject instanceof ParseFailure) return subject
  const spki = tbs.element(TAG.sequence)
  if (spki === null) return failure('malformed-spki')
  const publicKey = readPublicKey(spki.contents, behaviours)
  if (publicKey instanceof ParseFailure) return publicKey
  return {
    rawIssuer: issuer.raw,
    rawSubject: subjectElement.raw,
    subject,
    ...validity,
    rawSpki: spki.raw,
    publicKey,
  }
}

function readPublicKey(spki: Uint8Array, behaviours: Behaviours): GoCertificate['publicKey'] | ParseFailure {
  const reader = new DerReader(spki)
  const sequence = reader.element(TAG.sequence)
  if (sequence === null) return failure('malformed-public-key-algorithm-identifier')
  const algorithm = algorithmIdentifier(sequence.contents, x509Behaviours(behaviours))
  if (algorithm instanceof ParseFailure) return algorithm
  const key = reader.bitString()
  if (key === null) return failure('malformed-subject-public-key')
  return parsePublicKey(algorithm, rightAligned(key), behaviours)
}

/** Unique identifiers from version 2, extensions from version 3 on: before, they are not looked at. */
function readOptionalTail(
  tbs: DerReader,
  version: number,
  behaviours: Behaviours,
): readonly GoExtension[] | ParseFailure {
  const { laxParser, constructedUniqueIds } = x509Behaviours(behaviours)
  const form = constructedUniqueIds ? 'constructed' : 'primitive'
  for (const [number, slug] of UNIQUE_IDS) {
    if (tbs.nextIs(contextTag(number, form)) && tbs.any() === null) return failure(slug)
  }
  const tag = contextTag(3, 'constructed')
  if ((version < 3 && !laxParser) || !tbs.nextIs(tag)) return []
  const list = tbs.enter(tag)?.enter(TAG.sequence) ?? null
  return list === null ? failure('malformed-extensions') : readExtensions(list, behaviours)
}

const UNIQUE_IDS = [
  [1, 'malformed-issuer-unique-id'],
  [2, 'malformed-subject-unique-id'],
] as const

function algorithmIdentifier(contents: Uint8Array, behaviours: X509Behaviours): AlgorithmIdentifier | ParseFailure {
  const reader = new DerReader(contents)
  const oid = reader.oid(behaviours.oidPadding)
  if (oid === null) return failure('malformed-oid')
  if (reader.empty) return { oid, parameters: null }
  const parameters = reader.any()
  return parameters === null ? failure('malformed-parameters') : { oid, parameters: parameters.raw }
}

/** The bits shifted so that the last one counts. Models asn1.BitString.RightAlign. */
function rightAligned({ bytes, bitLength }: BitString): Uint8Array {
  const shift = bytes.length * 8 - bitLength
  if (shift === 0) return bytes
  return bytes.map((octet, i) => (octet >> shift) | ((bytes[i - 1] ?? 0) << (8 - shift)))
}
