import { X509Certificate } from 'node:crypto'
import { decodePem, type PemBlock } from '../x509/pem.ts'

/**
 * Certificates of a PEM text that crypto/x509 would add to a pool (CertPool.AppendCertsFromPEM), each once.
 *
 * @param known those that are in the pool already and need not be read again
 */
export function poolCertificates(
  pem: Uint8Array,
  known: (der: Uint8Array) => boolean = () => false,
): readonly Uint8Array[] {
  const unique = new Map<string, Uint8Array>()
  for (const block of decodePem(pem)) {
    if (isCertificateBlock(block) && (known(block.der) || parses(block.der))) {
      unique.set(Buffer.from(block.der).toString('latin1'), block.der)
    }
  }
  return [...unique.values()]
}

/**
 * Why client-go finds no usable certificate in CA data. Models createErrorParsingCAData (client-go transport.go);
 * asked only where `poolCertificates` found none.
 */
export function unusablePem(pem: Uint8Array): string {
  const blocks = decodePem(pem)
  if (blocks.length === 0) return 'unable to parse bytes as PEM block'
  if (blocks.some((block) => isCertificateBlock(block) && !parses(block.der))) {
    return 'failed to parse certificate: x509: malformed certificate'
  }
  return hasTrailingText(pem) ? 'unable to parse bytes as PEM block' : 'no valid certificate authority data seen'
}

/**
 * Whether the DER can be read as a certificate at all.
 * Divergence: OpenSSL takes some certificates that crypto/x509 refuses.
 */
function parses(der: Uint8Array): boolean {
  try {
    new X509Certificate(der)
    return true
  } catch {
    return false
  }
}

function isCertificateBlock(block: PemBlock): boolean {
  return block.label === 'CERTIFICATE' && Object.keys(block.headers).length === 0
}

function hasTrailingText(pem: Uint8Array): boolean {
  const text = Buffer.from(pem).toString('latin1')
  const end = text.lastIndexOf('-----END ')
  const newline = text.indexOf('\n', end)
  return end !== -1 && newline !== -1 && newline + 1 < text.length
}
