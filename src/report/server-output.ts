import type { Base64 } from '../lib/bytes.ts'
import { parseInstant } from '../lib/instant.ts'
import { described } from '../x509/described.ts'
import type { CertificateDescription } from '../x509/description.ts'

/** What `server-script` saw on the control plane itself. */
export interface ServerOutput {
  /** The clock there, RFC 3339 in UTC. */
  readonly at: string
  /** `0.0.0.0:6443`. */
  readonly listening: readonly string[]
  /** Chains by the address that presented them, then by file. */
  readonly presented: readonly ServerChain[]
  readonly stored: readonly ServerChain[]
}

export interface ServerChain {
  readonly from: string
  readonly certificates: readonly CertificateDescription[]
}

export type ServerOutputRead =
  | { readonly ok: true; readonly output: ServerOutput }
  | { readonly ok: false; readonly problem: string }

/** First line of the output; the number is that of the format. */
export const SERVER_OUTPUT_HEADER = 'kubectl-tlsdoctor-server-output 1'

const MAX_LINES = 10_000

/** Whether a text is meant to be such an output, whole or not. What a terminal or a mail puts before it is passed over. */
export function looksLikeServerOutput(text: string): boolean {
  return /^kubectl-tlsdoctor-server-output /m.test(text)
}

/**
 * Reads what the script printed: `keyword value…` on each line, ended by `end`. Unknown keywords are for later versions
 * and for people.
 */
export function readServerOutput(text: string): ServerOutputRead {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const begin = lines.indexOf(SERVER_OUTPUT_HEADER)
  if (begin === -1) return { ok: false, problem: 'the output of another version of server-script' }
  const end = lines.indexOf('end', begin)
  if (end === -1) return { ok: false, problem: 'the output of server-script is cut off: its last line is missing' }
  const words = lines.slice(begin + 1, Math.min(end, begin + MAX_LINES)).map((line) => line.split(' '))
  const at = valuesOf(words, 'clock')[0]
  if (at === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at) || parseInstant(at) === null) {
    return { ok: false, problem: 'the output of server-script has no clock' }
  }
  const output = {
    at,
    listening: valuesOf(words, 'listen'),
    presented: chainsOf(words, 'presented'),
    stored: chainsOf(words, 'stored'),
  }
  return { ok: true, output }
}

function valuesOf(lines: readonly (readonly string[])[], keyword: string): readonly string[] {
  return lines.flatMap(([name, value]) => (name === keyword && value !== undefined ? [value] : []))
}

/** `presented 127.0.0.1:6443 BASE64`, a line for each certificate, leaf first. */
function chainsOf(lines: readonly (readonly string[])[], keyword: string): readonly ServerChain[] {
  const chains = new Map<string, Base64[]>()
  for (const [name, from, der] of lines) {
    if (name !== keyword || from === undefined || der === undefined || !isBase64(der)) continue
    chains.set(from, [...(chains.get(from) ?? []), der])
  }
  return [...chains].map(([from, ders]) => ({
    from,
    certificates: ders.map(described),
  }))
}

function isBase64(text: string): boolean {
  return text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
}
