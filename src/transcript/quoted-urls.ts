import { redactUrlPassword } from '../lib/url-password.ts'

/** What Go and client-go write before a URL that they quote because they cannot read it; it may lack its `://`. */
const BEFORE_URL = ["'proxy-url' ", 'pair: ', 'parse ', 'parsing '] as const
const LONGEST_BEFORE = Math.max(...BEFORE_URL.map((text) => text.length))

/**
 * Takes the passwords out of quoted URLs (strconv.Quote). Where a quotation is no URL, its closing quote may open the
 * next, so that what stands between two quoted texts is looked at, too. Two passes, however many quotes there are.
 */
export function redactQuotedUrls(message: string): string {
  const quotations = quotationsIn(message)
  const parts: string[] = []
  let done = 0
  for (let at = message.indexOf('"'); at >= 0; at = message.indexOf('"', Math.max(at + 1, done))) {
    const end = quotations.ends[at + 1] ?? NONE
    const isUrl = quotations.holdScheme[at + 1] === 1 || isAnnounced(message, at)
    if (end === NONE || !isUrl) continue
    parts.push(message.slice(done, at + 1), redactUrlPassword(message.slice(at + 1, end)), '"')
    done = end + 1
  }
  return parts.join('') + message.slice(done)
}

const NONE = -1

/** For every index what a quotation would be whose first character stands there: where it ends, and whether `://` is in it. */
function quotationsIn(text: string): { readonly ends: Int32Array; readonly holdScheme: Uint8Array } {
  const ends = new Int32Array(text.length + 2).fill(NONE)
  const holdScheme = new Uint8Array(text.length + 2)
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === '"') {
      ends[at] = at
      continue
    }
    const isEscape = text[at] === '\\'
    if (isEscape && text[at + 1] === '\n') continue
    const next = at + (isEscape ? 2 : 1)
    ends[at] = ends[next] ?? NONE
    holdScheme[at] = text.startsWith('://', at) ? 1 : (holdScheme[next] ?? 0)
  }
  return { ends, holdScheme }
}

function isAnnounced(message: string, quote: number): boolean {
  const before = message.slice(Math.max(0, quote - LONGEST_BEFORE), quote)
  return BEFORE_URL.some((text) => before.endsWith(text))
}
