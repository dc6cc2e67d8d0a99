import type { Behaviours } from '../../release/release.ts'
import type { BadChunk } from '../../transcript/transcript.ts'
import { headError } from './response-head.ts'

/** net/http/internal maxLineLength. */
const MAX_LINE = 4096

/**
 * What Go says of broken chunked coding; `null` where it reads on, which the doctor did not.
 * Models net/http/internal.chunkedReader and net/http's body.readTrailer.
 */
export function chunkError({ part, line, rest }: BadChunk, behaviours: Behaviours): string | null {
  switch (part) {
    case 'cut':
      return 'unexpected EOF'
    case 'line-end':
      return 'malformed chunked encoding'
    case 'size':
      return sizeError(line, rest ?? '', behaviours)
    case 'trailer':
      return trailerError(line, behaviours)
  }
}

function sizeError(line: string, rest: string, behaviours: Behaviours): string | null {
  if (line.length >= MAX_LINE) return 'header line too long'
  if (behaviours.http1.refuseBareLineFeed && !line.endsWith('\r\n')) return 'chunked line ends with bare LF'
  const size = line.replace(/[ \t\r\n]+$/, '').replace(/;.*$/s, '')
  if (size === '') {
    // Older ones take it for zero, the last chunk.
    return behaviours.http1.refuseEmptySize ? 'empty hex number for chunk length' : trailerError(rest, behaviours)
  }
  if (!/^[0-9A-Fa-f]{0,16}(?:[^0-9A-Fa-f]|$)/.test(size)) return 'http chunk length too large'
  return /^[0-9A-Fa-f]+$/.test(size) ? null : 'invalid byte in chunk length'
}

function trailerError(lines: string, behaviours: Behaviours): string | null {
  if (lines.length >= MAX_LINE) return 'http: suspiciously long trailer after chunked body'
  if (!lines.endsWith('\r\n\r\n')) {
    return lines.length < 2
      ? 'http: unexpected EOF reading trailer'
      : 'http: suspiciously long trailer after chunked body'
  }
  const oddLines = lines
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => ({ line, initial: false }))
  return headError({ http11: true, status: 200, headers: [], oddLines }, behaviours)
}
