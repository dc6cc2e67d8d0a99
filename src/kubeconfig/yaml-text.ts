export type YamlText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: string }

/**
 * The characters of a YAML file, line ends as line feeds. go-yaml looks at them before anything else and names no line for
 * what it cannot take. Models yaml_parser_update_buffer of gopkg.in/yaml (readerc.go): UTF-8, or UTF-16 with a byte order
 * mark.
 */
export function readYamlText(bytes: Uint8Array): YamlText {
  const utf16 = decodeUtf16(bytes)
  const fault = utf16 === null ? utf8Fault(bytes) : null
  if (fault !== null) return { ok: false, error: `yaml: ${fault}` }
  const text = utf16 ?? Buffer.from(bytes).toString('utf8')
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) {
    return { ok: false, error: 'yaml: control characters are not allowed' }
  }
  return { ok: true, text: text.replace(/\r\n?/g, '\n') }
}

function decodeUtf16([first, second, ...rest]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return Buffer.from(rest).toString('utf16le')
  if (first !== 0xfe || second !== 0xff) return null
  return Buffer.from(rest.slice(0, rest.length & ~1))
    .swap16()
    .toString('utf16le')
}

/** The first fault of the bytes, octet by octet. */
function utf8Fault(bytes: Uint8Array): string | null {
  for (let at = 0; at < bytes.length; ) {
    const width = widthOf(bytes[at] ?? 0)
    if (width === 0) return 'invalid leading UTF-8 octet'
    if (at + width > bytes.length) return 'incomplete UTF-8 octet sequence'
    const trailing = bytes.subarray(at + 1, at + width)
    if (trailing.some((octet) => (octet & 0xc0) !== 0x80)) return 'invalid trailing UTF-8 octet'
    const value = trailing.reduce((sum, octet) => (sum << 6) | (octet & 0x3f), (bytes[at] ?? 0) & (0xff >> (width + 1)))
    // Overlong forms.
    if ((width === 2 && value < 0x80) || (width === 3 && value < 0x800) || (width === 4 && value < 0x10000)) {
      return 'invalid length of a UTF-8 sequence'
    }
    if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) return 'invalid Unicode character'
    at += width
  }
  return null
}

function widthOf(octet: number): 0 | 1 | 2 | 3 | 4 {
  if ((octet & 0x80) === 0) return 1
  if ((octet & 0xe0) === 0xc0) return 2
  if ((octet & 0xf0) === 0xe0) return 3
  return (octet & 0xf8) === 0xf0 ? 4 : 0
}
