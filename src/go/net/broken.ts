import type { Failure } from '../failure.ts'

/** The two ends of a connection as Go prints them: `ip:port`, IPv6 in brackets. */
export interface Ends {
  readonly local: string
  readonly remote: string
}

type Broken = Pick<Failure, 'code' | 'text' | 'retried' | 'approximate'>

/** RST: `read tcp L->R: read: connection reset by peer`. Models net.OpError.Error. */
export function resetError(ends: Ends, syscall: 'read' | 'write' = 'read'): Broken {
  return {
    code: `net.OpError.${syscall}.ECONNRESET`,
    text: `${syscall} tcp ${ends.local}->${ends.remote}: ${syscall}: connection reset by peer`,
    retried: true,
    approximate: 'which call meets a reset first is a race',
  }
}

/** FIN: `EOF`, or `unexpected EOF` where something had begun. */
export function closedError(midway: boolean): Broken {
  return midway
    ? { code: 'io.ErrUnexpectedEOF', text: 'unexpected EOF', retried: true, approximate: null }
    : { code: 'io.EOF', text: 'EOF', retried: true, approximate: null }
}
