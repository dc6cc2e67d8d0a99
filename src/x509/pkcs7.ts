import * as asn1js from 'asn1js'

/** id-signedData (RFC 5652 section 5.1). */
const SIGNED_DATA = '1.2.840.113549.1.7.2'

/**
 * The certificates of a PKCS#7 bundle (`.p7b`, `openssl crl2pkcs7 -nocrl`), in the order in which they stand in it, which
 * means nothing: it is a SET. BER is read too, since such bundles are written in it. `null`: not a SignedData.
 */
export function certificatesOfPkcs7(der: Uint8Array): readonly Uint8Array[] | null {
  const [type, content] = membersOf(decode(der))
  if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== SIGNED_DATA) return null
  const signedData = membersOf(content)[0]
  // version, digestAlgorithms, encapContentInfo, [0] certificates, [1] crls, signerInfos
  const certificates = membersOf(signedData).find((node) => isContextTag(node, 0))
  return membersOf(certificates).flatMap((node) =>
    // The other choices of CertificateSet are tagged.
    node instanceof asn1js.Sequence ? [new Uint8Array(node.valueBeforeDecodeView)] : [],
  )
}

function decode(der: Uint8Array): asn1js.AsnType | undefined {
  try {
    const { offset, result } = asn1js.fromBER(der)
    return offset === -1 ? undefined : result
  } catch {
    return undefined
  }
}

function membersOf(node: asn1js.AsnType | undefined): readonly asn1js.AsnType[] {
  return node instanceof asn1js.Constructed ? node.valueBlock.value : []
}

function isContextTag(node: asn1js.AsnType, number: number): boolean {
  return node.idBlock.tagClass === 3 && node.idBlock.tagNumber === number
}
