/** The characters of a YAML file, up to what is none. */
export interface YamlText {
  /** Line ends as line feeds. */
  readonly text: string
  /** What go-yaml says of the bytes that follow, without a line; `null`: nothing follows. */
  readonly fault: string | null
}

/** go-yaml takes this many octets at a time (input_raw_buffer_size) and finds what is wrong with any of them at once. */
const CHUNK = 512

/**
 * Models yaml_parser_update_buffer of gopkg.in/yaml (readerc.go): UTF-8, or UTF-16 with a byte order mark.
 */
export function readYamlText(bytes: Uint8Array): YamlText {
  const utf16 = decodeUtf16(bytes)
  if (utf16 !== null) return sound(utf16, CONTROL.test(utf16) ? CONTROL_FAULT : null)
  const found = utf8Fault(bytes)
  if (found === null) return sound(Buffer.from(bytes).toString('utf8'), null)
  let end = Math.floor(found.at / CHUNK) * CHUNK
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return sound(Buffer.from(bytes.subarray(0, end)).toString('utf8'), found.problem)
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/
const CONTROL_FAULT = 'control characters are not allowed'

function sound(text: string, fault: string | null): YamlText {
  return { text: text.replace(/\r\n?|\u0085/g, '\n').replace(/^\ufeff/, ''), fault }
}

function decodeUtf16(bytes: Uint8Array): string | null {
  const [first, second] = [bytes[0], bytes[1]]
  const rest = bytes.subarray(2)
  if (first === 0xff && second === 0xfe) return Buffer.from(rest).toString('utf16le')
  if (first !== 0xfe || second !== 0xff) return null
  return Buffer.from(rest.slice(0, rest.length & ~1))
    .swap16()
    .toString('utf16le')
}

/** Nearly all of any kubeconfig. */
const PLAIN = /[\t\n\r -~]+/y

/** The first fault of the bytes: of the characters that are not plain, octet by octet. */
function utf8Fault(bytes: Uint8Array): { readonly problem: string; readonly at: number } | null {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  for (let at = 0; at < bytes.length; ) {
    PLAIN.lastIndex = at
    if (PLAIN.test(octets)) {
      at = PLAIN.lastIndex
      continue
    }
    const width = widthOf(bytes[at] ?? 0)
    const problem = characterProblem(bytes.subarray(at, at + 4), width)
    if (problem !== null) return { problem, at }
    at += width
  }
  return null
}

/** Of the character that the octets begin with. */
function characterProblem(octets: Uint8Array, width: number): string | null {
  const [first = 0] = octets
  if (width === 0) return 'invalid leading UTF-8 octet'
  if (width > octets.length) return 'incomplete UTF-8 octet sequence'
  const trailing = octets.subarray(1, width)
  if (trailing.some((octet) => (octet & 0xc0) !== 0x80)) return 'invalid trailing UTF-8 octet'
  const value = trailing.reduce(
    (sum, octet) => (sum << 6) | (octet & 0x3f),
    first & (0xff >> (width === 1 ? 1 : width + 1)),
  )
  // Overlong forms.
  if ((width === 2 && value < 0x80) || (width === 3 && value < 0x800) || (width === 4 && value < 0x10000)) {
    return 'invalid length of a UTF-8 sequence'
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) return 'invalid Unicode character'
  return CONTROL.test(String.fromCodePoint(value)) ? CONTROL_FAULT : null
}

function widthOf(octet: number): 0 | 1 | 2 | 3 | 4 {
  if ((octet & 0x80) === 0) return 1
  if ((octet & 0xe0) === 0xc0) return 2
  if ((octet & 0xf0) === 0xe0) return 3
  return (octet & 0xf8) === 0xf0 ? 4 : 0
}
