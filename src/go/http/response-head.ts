import { quote } from '../../lib/quote.ts'
import type { Behaviours } from '../../release/release.ts'
import type { Header, HttpExchange, OddLine } from '../../transcript/transcript.ts'
import { quoteBytes, remoteText, utf8 } from './quote.ts'

/** A head whose status line is sound. */
export interface HeadFacts {
  /** `false` for an answer in HTTP/1.0. */
  readonly http11: boolean
  readonly status: number
  readonly headers: readonly Header[]
  readonly oddLines: readonly OddLine[]
}

/** net/http puts up with as many heads of status 1xx (Transport, max1xxResponses). */
const MAX_INFORMATIONAL = 5

/**
 * What Go says of a head behind its status line, `null` if it takes it: first its lines one by one
 * (net/textproto.Reader.ReadMIMEHeader), then what they say of the body's length (net/http readTransfer).
 */
export function headError(head: HeadFacts, behaviours: Behaviours): string | null {
  for (const odd of head.oddLines) {
    const error = lineError(odd, behaviours)
    if (error !== null) return error
  }
  return encodingError(head) ?? lengthError(head, behaviours)
}

/** Of the heads with status 1xx that came before, in their order. */
export function informationalError(
  heads: NonNullable<HttpExchange['informational']>,
  behaviours: Behaviours,
): string | null {
  for (const [i, { status, headers }] of heads.entries()) {
    const error = headError({ http11: true, status, headers, oddLines: [] }, behaviours)
    if (error !== null) return error
    if (behaviours.http1.countInformational && i >= MAX_INFORMATIONAL)
      return 'net/http: too many 1xx informational responses'
  }
  return null
}

function lineError({ line, initial }: OddLine, behaviours: Behaviours): string | null {
  if (initial) return `malformed MIME header initial line: ${remoteText(utf8(line))}`
  if (!line.includes(':')) return `malformed MIME header: missing colon: ${quoteBytes(line)}`
  return takesField(line, behaviours) ? null : `malformed MIME header line: ${remoteText(utf8(line.trim()))}`
}

/** A blank in a name passes, for there were servers that put one before the colon. */
function takesField(line: string, { http1: { headerFields } }: Behaviours): boolean {
  const colon = line.indexOf(':')
  const name = line.slice(0, colon)
  if (headerFields === 'any') return true
  if (name === '' && headerFields === 'checked-but-empty-name') return true
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/.test(name) && !/[\x00-\x08\x0a-\x1f\x7f]/.test(line.slice(colon + 1))
}

/** HTTP/1.0 knows no transfer coding, and Go does not look at it there. */
function encodingError(head: HeadFacts): string | null {
  const encodings = valuesOf(head, 'transfer-encoding')
  if (encodings.length === 0 || !head.http11) return null
  const [only = ''] = encodings
  if (encodings.length > 1) return `too many transfer encodings: ${quoted(encodings)}`
  return only.toLowerCase() === 'chunked' ? null : `unsupported transfer encoding: ${quote(only)}`
}

function lengthError(head: HeadFacts, behaviours: Behaviours): string | null {
  const lengths = valuesOf(head, 'content-length')
  const [first = ''] = lengths
  if (lengths.some((length) => length.trim() !== first.trim())) {
    return `http: message cannot contain multiple Content-Length headers; got ${quoted(lengths)}`
  }
  const chunked = valuesOf(head, 'transfer-encoding').length > 0 && head.http11
  const bodiless = head.status < 200 || head.status === 204 || head.status === 304
  const counts = behaviours.http1.checkEveryLength || (!chunked && !bodiless)
  if (lengths.length === 0 || !counts) return null
  if (first === '') return behaviours.http1.refuseEmptyLength ? 'invalid empty Content-Length ""' : null
  return isLength(first) ? null : `bad Content-Length ${quote(first)}`
}

/** strconv.ParseUint(…, 10, 63). */
function isLength(text: string): boolean {
  return /^\d+$/.test(text) && BigInt(text) < 2n ** 63n
}

function valuesOf({ headers }: HeadFacts, name: string): readonly string[] {
  return headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []))
}

/** A slice of strings under `%q`. */
function quoted(values: readonly string[]): string {
  return `[${values.map(quote).join(' ')}]`
}
