/** Bytes as they stand in JSON. Standard alphabet, padded (RFC 4648 section 4). */
export type Base64 = string
/** Bytes for a reader's eye: lower-case, two digits a byte, no separator. */
export type Hex = string

export function toBase64(bytes: Uint8Array): Base64 {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

export function fromBase64(text: Base64): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

export function toHex(bytes: Uint8Array): Hex {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

export function fromHex(text: Hex): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'))
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
