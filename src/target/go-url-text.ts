import { decodeUtf8 } from '../lib/utf8.ts'

/** A URL's parts as net/url writes them: escape and URL.EscapedPath. RFC 3986 section 2. */

/** What needs no escape in a host, as a class of a pattern: RFC 3986 section 3.2.2, and `<>"`, which Go lets pass. */
export const HOST_CHARACTERS = `A-Za-z0-9\\-_.~!$&'()*+,;=:[\\]<>"`

/** A host with its port, escapes undone: what is not ASCII, and the `%` before a zone (RFC 6874). */
export function escapeHost(host: string): string {
  return host.replaceAll(NO_HOST_CHARACTERS, escapeRun)
}

const NO_HOST_CHARACTERS = new RegExp(`[^${HOST_CHARACTERS}]+`, 'g')

/** A path, escapes undone. */
export function escapePath(path: string): string {
  return path.replaceAll(/[^A-Za-z0-9\-_.~$&+,/:;=@]+/g, escapeRun)
}

/** A path as somebody wrote it: kept where it is well-formed, else written anew. Its escapes must be valid. */
export function escapedPath(written: string): string {
  return /^(?:[\w\-.~!$&'()*+,;=:@[\]/]|%[0-9a-f]{2})*$/i.test(written) ? written : escapePath(unescaped(written))
}

/**
 * What stands in a request line, as it is where it can stand there. Divergence: of a query Go escapes nothing, and sends
 * blanks and bytes that are not ASCII.
 */
export function escapeUnprintable(text: string): string {
  return text.replaceAll(/[^\u0021-\u007e]+/g, escapeRun)
}

/** What `lib/utf8.ts` makes of octets that are no UTF-8 becomes those octets. */
function escapeRun(text: string): string {
  const parts = text.split(/([\udc80-\udcff])/u)
  const octets = parts.map((part, i) => (i % 2 === 1 ? Buffer.of(part.charCodeAt(0) & 0xff) : Buffer.from(part)))
  return Buffer.concat(octets).toString('hex').toUpperCase().replaceAll(/../g, '%$&')
}

/** Undoes the escapes of a text; a `%` that begins none stays. */
export function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => decodeUtf8(Buffer.from(escapes.replaceAll('%', ''), 'hex')))
}
