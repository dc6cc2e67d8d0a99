import { redactHeaders, redactOddLine } from '../../transcript/redact.ts'
import type { ConnectTunnel } from '../../transcript/transcript.ts'
import { firstLineOf, headLength, isStatusLine, MAX_FIRST_LINE, readHead, statusOf } from '../http/response-head.ts'

type Head = Pick<ConnectTunnel, 'statusLine' | 'status' | 'headers' | 'oddLines'>

/** Where the head ends, its empty line included; `null` as long as it does not. */
export function connectHeadLength(bytes: Buffer): number | null {
  return headLength(bytes.toString('latin1'))
}

/** A first line that cannot be a status line for Go (net/http.ReadResponse), once it is complete; else `null`. */
export function malformedFirstLine(bytes: Buffer, closed: boolean): string | null {
  if (bytes.length === 0) return null
  const line = firstLineOf(bytes.toString('latin1'), closed || bytes.length >= MAX_FIRST_LINE * 2)
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
