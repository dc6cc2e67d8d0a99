import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import {
  BAD_RECORD_MAC,
  localAlert,
  malformedMessage,
  RECORD_OVERFLOW,
  type TlsError,
  UNEXPECTED_MESSAGE,
} from './tls-error.ts'

/**
 * What Go most likely says where our own TLS stack would not go on and the facts of the wire do not decide. OpenSSL's
 * reason names the check that failed; where Go has the same check its words follow, always `approximate`. Any other
 * reason leaves open what Go would do.
 */
export function stackError(reason: string, exchange: TlsExchange, behaviours: Behaviours): TlsError {
  const approximate = `the doctor's TLS stack stopped with ${reason}, and Go's own check may differ`
  const known = checkNamed(reason)
  if (known === undefined) return { code: 'not-measured', text: approximate, approximate, unknown: true }
  return { ...known.error(behaviours, exchange), approximate }
}

/** Whether Go has the check that OpenSSL's reason names. */
export function isGosCheck(reason: string): boolean {
  return checkNamed(reason) !== undefined
}

function checkNamed(reason: string): Check | undefined {
  return CHECKS.find((check) => check.reasons.some((part) => reason.includes(part)))
}

interface Check {
  /** Parts of OpenSSL's reason codes (`ERR_SSL_…`). */
  readonly reasons: readonly string[]
  error(behaviours: Behaviours, exchange: TlsExchange): TlsError
}

const CHECKS: readonly Check[] = [
  {
    reasons: ['BAD_SIGNATURE'],
    error: () => ({
      code: 'tls.InvalidServerSignature',
      text: 'tls: invalid signature by the server certificate: crypto/rsa: verification error',
    }),
  },
  {
    reasons: ['WRONG_SIGNATURE_TYPE', 'WRONG_SIGNATURE_SIZE'],
    error: () => ({
      code: 'tls.InvalidSignatureAlgorithm',
      text: 'tls: certificate used with invalid signature algorithm',
    }),
  },
  {
    reasons: ['WRONG_CURVE'],
    error: () => ({ code: 'tls.UnsupportedCurve', text: 'tls: server selected unsupported curve' }),
  },
  {
    reasons: ['DIGEST_CHECK_FAILED'],
    error: (_, exchange) => ({
      code: 'tls.InvalidFinished',
      text:
        exchange.serverHello?.version === 0x0304
          ? 'tls: invalid server finished hash'
          : "tls: server's Finished message was incorrect",
    }),
  },
  {
    reasons: ['BAD_RECORD_MAC', 'BAD_DECRYPT', 'INVALID_AAD', 'CIPHER_OPERATION_FAILED'],
    error: (behaviours) => localAlert(BAD_RECORD_MAC, behaviours),
  },
  {
    reasons: ['DATA_LENGTH_TOO_LONG', 'ENCRYPTED_LENGTH_TOO_LONG'],
    error: (behaviours) => localAlert(RECORD_OVERFLOW, behaviours),
  },
  {
    reasons: ['LENGTH_MISMATCH', 'BAD_LENGTH', 'BAD_EXTENSION', 'LENGTH_TOO_LONG', 'LENGTH_TOO_SHORT'],
    error: malformedMessage,
  },
  {
    reasons: ['UNEXPECTED_MESSAGE', 'UNEXPECTED_RECORD', 'BAD_HANDSHAKE'],
    error: (behaviours) => localAlert(UNEXPECTED_MESSAGE, behaviours),
  },
]
