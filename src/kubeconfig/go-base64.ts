const ALPHABET = /[A-Za-z0-9+/]/
/** Where its length is a multiple of four too, nothing is wrong with it. */
const ON_ONE_LINE = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Padded standard base64 as Go's encoding/base64 takes it: line ends anywhere are passed over, everything else must fit.
 *
 * @returns the bytes, or the offset that Go names in `illegal base64 data at input byte N` (CorruptInputError)
 */
export function decodeGoBase64(text: string): { readonly bytes: Uint8Array } | { readonly corruptAt: number } {
  const corruptAt = corruptOffset(text)
  if (corruptAt !== null) return { corruptAt }
  return { bytes: new Uint8Array(Buffer.from(text.replace(/[\r\n]/g, ''), 'base64')) }
}

/** Models base64.Encoding.decodeQuantum (Go 1.24), one group of four after the other. */
function corruptOffset(text: string): number | null {
  if (text.length % 4 === 0 && ON_ONE_LINE.test(text)) return null
  let at = 0
  while (true) {
    let inGroup = 0
    while (inGroup < 4) {
      const character = text[at]
      if (character === undefined) return inGroup === 0 ? null : at - inGroup
      at++
      if (ALPHABET.test(character)) inGroup++
      else if (character === '=') return paddingFault(text, at, inGroup)
      else if (character !== '\n' && character !== '\r') return at - 1
    }
  }
}

/** `at` stands behind the first `=`, which came as the group's character number `inGroup`. */
function paddingFault(text: string, at: number, inGroup: number): number | null {
  if (inGroup < 2) return at - 1
  let next = skipLineEnds(text, at)
  if (inGroup === 2) {
    if (next === text.length) return text.length
    if (text[next] !== '=') return next - 1
    next = skipLineEnds(text, next + 1)
  }
  return next < text.length ? next : null
}

function skipLineEnds(text: string, from: number): number {
  let at = from
  while (text[at] === '\n' || text[at] === '\r') at++
  return at
}
