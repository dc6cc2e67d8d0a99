import { redactHeaders, redactOddLine } from '../../transcript/redact.ts'
import type { ConnectTunnel } from '../../transcript/transcript.ts'
import { HeadText } from '../http/head-text.ts'
import { firstLineOf, isStatusLine, MAX_FIRST_LINE, readHead, statusOf } from '../http/response-head.ts'

type Head = Pick<ConnectTunnel, 'statusLine' | 'status' | 'headers' | 'oddLines'>

/** Where a head ends in bytes that grow, its empty line included; what was searched once is not searched again. */
export class ConnectHeadEnd {
  readonly #head = new HeadText()
  #end: number | null = null

  /** @param bytes all that came so far */
  find(bytes: Buffer): number | null {
    const before = this.#head.length
    if (this.#end !== null || bytes.length === before) return this.#end
    const end = this.#head.add(bytes.toString('latin1', before))
    if (end !== null) this.#end = before + end
    return this.#end
  }
}

/** A first line that cannot be a status line for Go (net/http.ReadResponse), once it is complete; else `null`. */
export function malformedFirstLine(bytes: Buffer, closed: boolean): string | null {
  if (bytes.length === 0) return null
  const begun = bytes.subarray(0, MAX_FIRST_LINE * 2)
  const end = begun.indexOf('\n')
  const first = end < 0 ? begun : begun.subarray(0, end + 1)
  const line = firstLineOf(first.toString('latin1'), closed || begun.length === MAX_FIRST_LINE * 2)
  return line === null || isStatusLine(line) ? null : line.slice(0, MAX_FIRST_LINE)
}

/** Reads a head, or as much of it as came. */
export function readConnectHead(bytes: Buffer): Head {
  const { statusLine, headers, oddLines } = readHead(bytes.toString('latin1'))
  return {
    statusLine,
    status: statusOf(statusLine),
    headers: redactHeaders(headers),
    ...(oddLines.length === 0 ? {} : { oddLines: oddLines.map(redactOddLine) }),
  }
}
