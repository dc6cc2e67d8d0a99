import { contextTag, element, integer, oid, sequence, TAG } from '../../src/lib/der-encode.ts'

/** A SignedData that signs nothing and holds these (RFC 5652 section 5.1), as `openssl crl2pkcs7 -nocrl` makes it. */
export function pkcs7Of(certificates: readonly Uint8Array[]): Uint8Array {
  const signedData = sequence(
    integer(1),
    element(TAG.set),
    sequence(oid('1.2.840.113549.1.7.1')),
    element(contextTag(0, 'constructed'), ...certificates),
    element(TAG.set),
  )
  return sequence(oid('1.2.840.113549.1.7.2'), element(contextTag(0, 'constructed'), signedData))
}
