import type { Behaviours } from '../../release/release.ts'
import type { GoCertificate } from './certificate.ts'
import { type VerifyError, verifyError } from './errors.ts'
import { constraintsWhileBuilding } from './name-constraints.ts'
import { rfc3339 } from './time-text.ts'

export interface ValidityContext {
  readonly at: Date
  /** Minutes east of UTC; `current time` is printed there. */
  readonly zoneOffsetMinutes: number
  readonly behaviours: Behaviours
  /** SHA-256 of certificates whose validity is taken for mended. */
  readonly renewed?: ReadonlySet<string>
}

/**
 * What keeps one certificate from its place in a chain: the leaf (`below` is empty), an intermediate or a root.
 * `null`: nothing. Models crypto/x509 Certificate.isValid, in its order.
 */
export function checkValidity(
  certificate: GoCertificate,
  role: 'leaf' | 'intermediates' | 'roots',
  below: readonly GoCertificate[],
  context: ValidityContext,
): VerifyError | null {
  const { basicConstraints, unhandledCritical } = certificate.facts
  if (unhandledCritical) return verifyError('x509.UnhandledCriticalExtension', 'unhandled critical extension')
  const time = checkTime(certificate, context)
  if (time !== null) return time
  if (role !== 'leaf' && context.behaviours.nameConstraints === 'while-building') {
    const constrained = constraintsWhileBuilding(certificate, below, context.behaviours)
    if (constrained !== null) return constrained
  }
  // A root of version 1 has no BasicConstraints and is trusted all the same.
  if (role === 'intermediates' && basicConstraints?.isCa !== true) {
    return verifyError(
      'x509.CertificateInvalidError.NotAuthorizedToSign',
      'certificate is not authorized to sign other certificates',
    )
  }
  const pathLength = basicConstraints?.maxPathLength ?? -1n
  if (pathLength >= 0n && BigInt(below.length - 1) > pathLength) {
    return verifyError(
      'x509.CertificateInvalidError.TooManyIntermediates',
      'too many intermediates for path length constraint',
    )
  }
  return null
}

function checkTime(certificate: GoCertificate, context: ValidityContext): VerifyError | null {
  if (context.renewed?.has(certificate.sha256) === true) return null
  const { at, zoneOffsetMinutes } = context
  const { notBefore, notAfter, zones } = certificate
  const text = `certificate has expired or is not yet valid: current time ${rfc3339(at, zoneOffsetMinutes)} is`
  if (at < notBefore) {
    const detail = `${text} before ${rfc3339(notBefore, zones.notBefore)}`
    return verifyError('x509.CertificateInvalidError.NotYetValid', detail, certificate)
  }
  if (at > notAfter) {
    return verifyError(
      'x509.CertificateInvalidError.Expired',
      `${text} after ${rfc3339(notAfter, zones.notAfter)}`,
      certificate,
    )
  }
  return null
}
