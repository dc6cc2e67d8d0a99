/** An absolute URL in pieces, each as it is written. */
export interface UrlParts {
  /** Lower case. */
  readonly scheme: string
  /** Host and port without userinfo; empty where none is written. */
  readonly authority: string
  readonly path: string
  /** With its `?`; empty where there is none. */
  readonly query: string
}

/**
 * Takes a URL apart without a judgement on its pieces: RFC 3986 appendix B. The WHATWG parser behind `URL` is made for
 * browsers: it refuses hosts that end in a number (`node.1`) and IPv6 zones, and rewrites others (`10.1` to `10.0.0.1`).
 *
 * @returns `null` for what has no `scheme://`
 */
export function urlParts(url: string): UrlParts | null {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(url)
  if (found === null) return null
  const [, scheme = '', authority = '', path = '', query = ''] = found
  return { scheme: scheme.toLowerCase(), authority: authority.slice(authority.lastIndexOf('@') + 1), path, query }
}
