/**
 * Text in double quotes as package time quotes it in its errors: octets that are no printable ASCII are escaped one by
 * one. Models time.quote.
 */
export function quoteTime(text: string): string {
  const octets = Array.from(Buffer.from(text, 'utf8'), (octet) => {
    const character = String.fromCharCode(octet)
    if (octet < 0x20 || octet >= 0x80) return `\\x${octet.toString(16).padStart(2, '0')}`
    return character === '"' || character === '\\' ? `\\${character}` : character
  })
  return `"${octets.join('')}"`
}
