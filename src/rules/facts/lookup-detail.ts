import type { DnsFailure } from '../../transcript/transcript.ts'

/** `api.example on 203.0.113.53:53: SERVFAIL`: which name, which DNS server, and what came of it. */
export function lookupDetail(failed: {
  readonly name: string
  readonly server: string | null
  readonly reason: DnsFailure
}): string {
  return `${failed.name}${failed.server === null ? '' : ` on ${failed.server}`}: ${outcomeOf(failed.reason)}`
}

function outcomeOf(reason: DnsFailure): string {
  switch (reason.kind) {
    case 'no-such-host':
      return 'no such host'
    case 'server-misbehaving':
      return RCODES[reason.rcode] ?? `rcode ${reason.rcode}`
    case 'socket':
      return reason.errno
    case 'timeout':
      return 'no answer in time'
    case 'malformed-answer':
      return 'an answer that is no DNS'
    case 'cut-off':
      return 'the run ended before an answer came'
  }
}

/** RFC 1035 section 4.1.1. */
const RCODES: Readonly<Record<number, string>> = { 1: 'FORMERR', 2: 'SERVFAIL', 4: 'NOTIMP', 5: 'REFUSED' }
