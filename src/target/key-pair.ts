import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { decodePem, type PemBlock } from '../x509/pem.ts'

/**
 * What crypto/tls says of a client certificate and its key, or `null` where they belong together.
 * Models tls.X509KeyPair (Go 1.24) with its texts.
 */
export function keyPairFault(certificate: Uint8Array, key: string): string | null {
  const certificates = decodePem(certificate)
  const leaf = certificates.find((block) => block.label === 'CERTIFICATE')
  if (leaf === undefined) return noCertificate(certificates)
  const keys = decodePem(key)
  const found = keys.find((block) => block.label === 'PRIVATE KEY' || block.label.endsWith(' PRIVATE KEY'))
  if (found === undefined) return noKey(keys)
  const publicKey = publicKeyOf(leaf.der)
  if (publicKey === null) return 'x509: malformed certificate'
  const type = publicKey.asymmetricKeyType
  if (type !== 'rsa' && type !== 'ec' && type !== 'ed25519') return 'tls: unknown public key algorithm'
  const privateKey = privateKeyOf(found.der)
  if (privateKey === null) return 'tls: failed to parse private key'
  if (privateKey.asymmetricKeyType !== type) return 'tls: private key type does not match public key type'
  return createPublicKey(privateKey).equals(publicKey) ? null : 'tls: private key does not match public key'
}

function noCertificate(blocks: readonly PemBlock[]): string {
  const [only] = blocks
  if (only === undefined) return 'tls: failed to find any PEM data in certificate input'
  if (blocks.length === 1 && only.label.endsWith('PRIVATE KEY')) {
    return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched'
  }
  return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: ${labels(blocks)}`
}

function noKey(blocks: readonly PemBlock[]): string {
  const [only] = blocks
  if (only === undefined) return 'tls: failed to find any PEM data in key input'
  if (blocks.length === 1 && only.label === 'CERTIFICATE') {
    return 'tls: found a certificate rather than a key in the PEM for the private key'
  }
  return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: ${labels(blocks)}`
}

function labels(blocks: readonly PemBlock[]): string {
  return `[${blocks.map((block) => block.label).join(' ')}]`
}

function publicKeyOf(der: Uint8Array): KeyObject | null {
  try {
    return new X509Certificate(der).publicKey
  } catch {
    return null
  }
}

/** Go tries the three encodings one after the other, whatever the label says. */
function privateKeyOf(der: Uint8Array): KeyObject | null {
  for (const type of ['pkcs1', 'pkcs8', 'sec1'] as const) {
    try {
      return createPrivateKey({ key: Buffer.from(der), format: 'der', type })
    } catch {
      // The next encoding is tried.
    }
  }
  return null
}
