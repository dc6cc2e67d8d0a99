import { fromBase64 } from '../../lib/bytes.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { HANDSHAKE } from './handshake-type.ts'
import { selectedVersion } from './hello-error.ts'
import { TLS12, TLS13 } from './hello13-error.ts'
import { isRetryRequest, readServerHello } from './server-hello.ts'

/**
 * How far a handshake is, as it matters for its records: `first`: no version is settled on; `clear`: TLS 1.2 up to its
 * ServerHelloDone; `flown`: after that, when it is our turn; `retry`: a HelloRetryRequest, our turn as well; `sealed`: after
 * a ServerHello of TLS 1.3; `odd`: some message ends it, whatever the records are.
 */
export type HandshakePhase = 'first' | 'clear' | 'flown' | 'retry' | 'sealed' | 'odd'

/** Where the handshake stands after so many messages of the server. */
export function phaseAfter(count: number, { messages }: TlsExchange): HandshakePhase {
  const read = messages.slice(0, count)
  if (read.length === 0) return 'first'
  if (read[0]?.type !== HANDSHAKE.serverHello) return 'odd'
  const last = read.findLast(({ type }) => type === HANDSHAKE.serverHello)
  const hello = last === undefined ? null : readServerHello(fromBase64(last.bytes))
  const version = hello === null ? null : selectedVersion(hello)
  if (hello === null || (version !== TLS12 && version !== TLS13)) return 'odd'
  if (version === TLS13) return isRetryRequest(hello) ? 'retry' : 'sealed'
  return read.some(({ type }) => type === HANDSHAKE.serverHelloDone) ? 'flown' : 'clear'
}
