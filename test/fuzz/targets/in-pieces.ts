/** The same bytes as they may come off a wire, at most that many pieces. */
export function inPieces(bytes: Uint8Array, size: number, most: number): readonly Uint8Array[] {
  const step = Math.max(1, size, Math.ceil(bytes.length / most))
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => bytes.subarray(i * step, (i + 1) * step))
}
