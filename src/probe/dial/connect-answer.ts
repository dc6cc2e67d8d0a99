import { redactHeaders } from '../../transcript/redact.ts'
import type { ConnectTunnel, Header } from '../../transcript/transcript.ts'

const MAX_FIRST_LINE = 1024

type Head = Pick<ConnectTunnel, 'statusLine' | 'status' | 'headers'> & { readonly length: number }

/** Where the head ends, its empty line included; `null` as long as it does not. Bare line feeds count, as for Go. */
export function headLength(bytes: Buffer): number | null {
  const end = /\n\r?\n/.exec(bytes.toString('latin1'))
  return end === null ? null : end.index + end[0].length
}

/** A first line that cannot be a status line for Go (net/http.ReadResponse), once it is complete; else `null`. */
export function malformedFirstLine(bytes: Buffer, closed: boolean): string | null {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\n')
  if (end < 0 && !closed && bytes.length < MAX_FIRST_LINE * 16) return null
  const line = (end < 0 ? text : text.slice(0, end)).replace(/\r$/, '')
  if (line === '' && closed && end < 0) return null
  return /^HTTP\/\d+\.\d+ +\d{3}( |$)/.test(line) ? null : line.slice(0, MAX_FIRST_LINE)
}

/** Reads a complete head (RFC 9112 sections 3 to 5); lines that are no header fields are left out. */
export function readHead(bytes: Buffer, length: number): Head {
  const lines = bytes.subarray(0, length).toString('latin1').split(/\r?\n/)
  const [statusLine = '', ...fields] = lines
  const status = Number(/^HTTP\/\S+ +(\d{3})/.exec(statusLine)?.[1])
  return { statusLine, status, headers: redactHeaders(fields.flatMap(readField)), length }
}

function readField(line: string): readonly Header[] {
  const colon = line.indexOf(':')
  return colon <= 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]]
}
