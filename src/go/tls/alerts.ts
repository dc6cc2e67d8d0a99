import type { Behaviours } from '../../release/release.ts'

/** RFC 8446 section 6: the peer says that it closes, without an error. */
export const CLOSE_NOTIFY = 0
/** RFC 8446 section 6.1. */
export const USER_CANCELED = 90
const ECH_REQUIRED = 121

/** crypto/tls's words for an alert (`alert.String`); unknown ones are `alert(N)` after the prefix `tls: `. */
export function alertText(description: number, behaviours: Pick<Behaviours, 'echAlertNamed'>): string {
  const named = description === ECH_REQUIRED && !behaviours.echAlertNamed ? undefined : TEXTS[description]
  return `tls: ${named ?? `alert(${description})`}`
}

/** IANA's TLS alert registry, in Go's words (kubectl-truth section 5.3). */
const TEXTS: Readonly<Record<number, string>> = {
  10: 'unexpected message',
  20: 'bad record MAC',
  21: 'decryption failed',
  22: 'record overflow',
  30: 'decompression failure',
  40: 'handshake failure',
  42: 'bad certificate',
  43: 'unsupported certificate',
  44: 'revoked certificate',
  45: 'expired certificate',
  46: 'unknown certificate',
  47: 'illegal parameter',
  48: 'unknown certificate authority',
  49: 'access denied',
  50: 'error decoding message',
  51: 'error decrypting message',
  60: 'export restriction',
  70: 'protocol version not supported',
  71: 'insufficient security level',
  80: 'internal error',
  86: 'inappropriate fallback',
  90: 'user canceled',
  100: 'no renegotiation',
  109: 'missing extension',
  110: 'unsupported extension',
  111: 'certificate unobtainable',
  112: 'unrecognized name',
  113: 'bad certificate status response',
  114: 'bad certificate hash value',
  115: 'unknown PSK identity',
  116: 'certificate required',
  120: 'no application protocol',
  121: 'encrypted client hello required',
}
