import { X509Certificate } from 'node:crypto'
import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { type Base64, fromBase64 } from '../../lib/bytes.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { decisiveWalk } from './walks.ts'

/**
 * Who vouches for a presented chain: read from names and signatures alone, whatever else is wrong with it (an expired or
 * misnamed certificate of the cluster's authority is still the cluster's). It never decides what kubectl prints.
 */
export type ChainOrigin =
  | { readonly kind: 'none' }
  /** There is nothing to compare with: verification is off, or a certificate cannot be read at all. */
  | { readonly kind: 'undetermined'; readonly reason: string }
  /** A trust anchor signed it, or stands in it. */
  | { readonly kind: 'anchored' }
  | {
      readonly kind: 'foreign'
      /** Issuer of the last certificate that leads upwards from the leaf. */
      readonly topIssuer: string
      readonly leafSelfSigned: boolean
      /** An anchor has the issuer's name but another key. */
      readonly anchorOfSameName: string | null
      /** The last certificate's issuer was not sent. */
      readonly issuerAbsent: boolean
    }

export function chainOrigin(subject: JudgedCase, path: JudgedPath): ChainOrigin {
  const presented = decisiveWalk(path)?.tls?.certificates ?? null
  if (presented === null || presented.length === 0) return { kind: 'none' }
  const trust = subject.case.target?.trust
  if (trust === undefined || trust.source === 'insecure') {
    return { kind: 'undetermined', reason: 'verification is switched off, so there is no authority to compare with' }
  }
  const chain = presented.map(readCertificate)
  const leaf = chain[0]
  if (leaf === null || leaf === undefined) return undeterminedLeaf
  const anchors = trust.certificates.flatMap((der) => readCertificate(der) ?? [])
  const line = lineUpwards(
    leaf,
    chain.flatMap((one) => one ?? []),
  )
  if (line.some((one) => anchors.some((anchor) => sameCertificate(one, anchor) || issued(anchor, one)))) {
    return { kind: 'anchored' }
  }
  const top = line.at(-1) ?? leaf
  return {
    kind: 'foreign',
    topIssuer: distinguishedName(top.issuer),
    leafSelfSigned: issued(leaf, leaf),
    anchorOfSameName: anchors.some((anchor) => anchor.subject === top.issuer) ? distinguishedName(top.issuer) : null,
    issuerAbsent: top.subject !== top.issuer,
  }
}

/** `null` for bytes that OpenSSL cannot read either. */
export function readCertificate(der: Base64): X509Certificate | null {
  const known = certificates.get(der)
  if (known !== undefined) return known
  const read = parse(der)
  if (certificates.size >= MAX_CACHED) certificates.clear()
  certificates.set(der, read)
  return read
}

/** The issuer's name stands in the child and its key verifies it. */
export function issued(issuer: X509Certificate, child: X509Certificate): boolean {
  return issuer.subject === child.issuer && signedWithKeyOf(issuer, child)
}

/** The key alone, whatever the names say. */
export function signedWithKeyOf(signer: X509Certificate, child: X509Certificate): boolean {
  const known = checked.get(signer)?.get(child)
  if (known !== undefined) return known
  const signed = verifies(signer, child)
  const bySigner = checked.get(signer) ?? new WeakMap<X509Certificate, boolean>()
  checked.set(signer, bySigner.set(child, signed))
  return signed
}

function verifies(signer: X509Certificate, child: X509Certificate): boolean {
  try {
    return child.verify(signer.publicKey)
  } catch {
    return false
  }
}

export function sameCertificate(a: X509Certificate, b: X509Certificate): boolean {
  return a.fingerprint256 === b.fingerprint256
}

export function samePublicKey(a: X509Certificate, b: X509Certificate): boolean {
  try {
    return a.publicKey.equals(b.publicKey)
  } catch {
    return false
  }
}

/** Node gives one attribute a line; people read them in one line. Escaped and bounded: a peer chose this text. */
export function distinguishedName(name: string | undefined): string {
  const line = (name ?? '').split('\n').filter(Boolean).reverse().join(',')
  return escapeControl(bounded(line, MAX_NAME))
}

/** From the leaf through those presented certificates that really signed the one below. */
function lineUpwards(leaf: X509Certificate, presented: readonly X509Certificate[]): readonly X509Certificate[] {
  const line = [leaf]
  let left = MOST_SIGNATURE_CHECKS
  for (;;) {
    const last = line.at(-1)
    const next = presented.find(
      (one) =>
        last !== undefined && one.subject === last.issuer && !line.includes(one) && left-- > 0 && issued(one, last),
    )
    if (next === undefined) return line
    line.push(next)
  }
}

function parse(der: Base64): X509Certificate | null {
  try {
    return new X509Certificate(fromBase64(der))
  } catch {
    return null
  }
}

const undeterminedLeaf: ChainOrigin = { kind: 'undetermined', reason: 'the presented certificate cannot be read' }

/** Parsing is pure, so that a cache changes nothing but the time it takes. */
const certificates = new Map<Base64, X509Certificate | null>()
const MAX_CACHED = 2000
/** By signer, then by what it may have signed; many rules ask the same. */
const checked = new WeakMap<X509Certificate, WeakMap<X509Certificate, boolean>>()
/** Of one chain, as Go gives up after as many (crypto/x509 maxChainSignatureChecks): a peer may present hundreds. */
const MOST_SIGNATURE_CHECKS = 100
const MAX_NAME = 300
