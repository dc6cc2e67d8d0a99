import type { Behaviours } from '../../release/release.ts'
import type { GoError } from '../verdict.ts'
import type { GoCertificate } from './certificate.ts'
import { rsaTooSmall } from './signature.ts'

/** Before any verification, for each certificate of the message. Models crypto/tls Conn.verifyServerCertificate. */
export function checkKeySize({ publicKey }: GoCertificate, behaviours: Behaviours): GoError | null {
  const maximum = behaviours.rsaMaximumBits
  if (publicKey?.type !== 'rsa' || maximum === null || publicKey.bits <= maximum) return null
  return {
    code: 'tls.RSAKeyTooLarge',
    text: `tls: server sent certificate containing RSA key larger than ${maximum} bits`,
  }
}

/** After the chain was accepted, and with verification off too. Models crypto/tls Conn.verifyServerCertificate. */
export function checkLeafKey({ publicKey }: GoCertificate): GoError | null {
  if (publicKey !== null && publicKey.type !== 'dsa') return null
  const goType = publicKey === null ? '<nil>' : '*dsa.PublicKey'
  return {
    code: 'tls.UnsupportedPublicKey',
    text: `tls: server's certificate contains an unsupported type of public key: ${goType}`,
  }
}

/**
 * Later in the handshake, when the server's signature is verified with a leaf key that Go takes for too small. It is
 * no matter of the chain, so `judgeChain` leaves it out.
 */
export function checkHandshakeKey({ publicKey }: GoCertificate, behaviours: Behaviours): GoError | null {
  const problem = publicKey === null ? null : rsaTooSmall(publicKey, behaviours)
  if (problem === null) return null
  return {
    code: 'tls.InvalidServerSignature.RSAKeyTooSmall',
    text: `tls: invalid signature by the server certificate: ${problem}`,
  }
}
