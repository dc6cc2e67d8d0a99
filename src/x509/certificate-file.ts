import { DerReader } from '../lib/der.ts'
import { TAG } from '../lib/der-encode.ts'
import { decodePem } from './pem.ts'
import { certificatesOfPkcs7 } from './pkcs7.ts'

export type CertificateFileFormat = 'pem' | 'der' | 'pkcs7-pem' | 'pkcs7-der'

export type CertificateFile =
  | {
      readonly ok: true
      readonly format: CertificateFileFormat
      /** DER, in the order of the file; at least one. */
      readonly certificates: readonly Uint8Array[]
    }
  /** Lower-case, for one line: `no certificate in it`. */
  | { readonly ok: false; readonly problem: string }

/** Labels that mean a certificate (RFC 7468 section 5, OpenSSL's own). */
const CERTIFICATE_LABELS = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']
const PKCS7_LABELS = ['PKCS7', 'CMS', 'PKCS #7 SIGNED DATA']
const MAX_CERTIFICATES = 10_000

/**
 * The certificates in a file as people keep them: PEM with anything around it, DER (one or several on end), PKCS#7 in
 * either. What stands in them is not looked at: a certificate that Go refuses is still one.
 */
export function readCertificateFile(bytes: Uint8Array): CertificateFile {
  const blocks = decodePem(bytes)
  if (blocks.length > 0) return readBlocks(blocks)
  if (bytes.length === 0) return { ok: false, problem: 'the file is empty' }
  const wrapped = certificatesOfPkcs7(bytes)
  if (wrapped !== null) return found('pkcs7-der', wrapped)
  return found('der', derCertificates(bytes))
}

function readBlocks(blocks: ReturnType<typeof decodePem>): CertificateFile {
  let format: CertificateFileFormat = 'pem'
  const certificates = blocks.flatMap(({ label, der }) => {
    if (CERTIFICATE_LABELS.includes(label)) return [withoutTrailer(label, der)]
    if (!PKCS7_LABELS.includes(label)) return []
    format = 'pkcs7-pem'
    return certificatesOfPkcs7(der) ?? []
  })
  if (certificates.length > 0) return found(format, certificates)
  const labels = [...new Set(blocks.map(({ label }) => label.slice(0, 40)))].slice(0, 3).join(', ')
  return { ok: false, problem: `no certificate in it, only PEM of ${labels}` }
}

/** OpenSSL writes its trust settings behind the certificate. */
function withoutTrailer(label: string, der: Uint8Array): Uint8Array {
  if (label !== 'TRUSTED CERTIFICATE') return der
  return new DerReader(der).element(TAG.sequence)?.raw ?? der
}

/** A certificate is SEQUENCE { SEQUENCE … } (RFC 5280 section 4.1). The last one may carry trailing data, which Go refuses. */
function derCertificates(bytes: Uint8Array): readonly Uint8Array[] {
  const reader = new DerReader(bytes)
  const certificates: Uint8Array[] = []
  while (!reader.empty && certificates.length < MAX_CERTIFICATES) {
    const rest = reader.rest
    const next = reader.element(TAG.sequence)
    if (next === null || next.contents[0] !== TAG.sequence) {
      const last = certificates.pop()
      return last === undefined ? [] : [...certificates, bytes.subarray(bytes.length - rest.length - last.length)]
    }
    certificates.push(next.raw)
  }
  return certificates
}

function found(format: CertificateFileFormat, certificates: readonly Uint8Array[]): CertificateFile {
  return certificates.length === 0 ? { ok: false, problem: 'no certificate in it' } : { ok: true, format, certificates }
}
