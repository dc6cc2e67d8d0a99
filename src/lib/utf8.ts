/**
 * Octets as the string that they are for a language whose strings are octets: UTF-8, and each octet that belongs to none
 * stands as the lone surrogate U+DC00 + octet (the way of PEP 383), which `lib/quote.ts` writes as `\\xNN`.
 */
export function decodeUtf8(octets: Uint8Array): string {
  try {
    return STRICT.decode(octets)
  } catch {
    return decodeBySequence(octets)
  }
}

function decodeBySequence(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at < octets.length; ) {
    const size = sequenceSize(octets, at)
    text +=
      size === 0 ? String.fromCharCode(0xdc00 + (octets[at] ?? 0)) : DECODER.decode(octets.subarray(at, at + size))
    at += Math.max(1, size)
  }
  return text
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Octets of the well-formed sequence (RFC 3629 section 4) that begins there; 0: none does. */
function sequenceSize(octets: Uint8Array, at: number): number {
  const first = octets[at] ?? 0
  if (first < 0x80) return 1
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0
  // An exception for each octet of a long text would take seconds.
  const continued = (octets[at + 1] ?? 0) >> 6 === 0b10
  if (size === 0 || !continued || at + size > octets.length) return 0
  try {
    STRICT.decode(octets.subarray(at, at + size))
    return size
  } catch {
    return 0
  }
}
