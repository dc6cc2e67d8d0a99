import { fromBase64 } from '../../lib/bytes.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { HANDSHAKE } from './handshake-type.ts'
import { selectedVersion } from './hello-error.ts'
import { TLS12, TLS13 } from './hello13-error.ts'
import { isRetryRequest, readServerHello } from './server-hello.ts'

/**
 * How far a handshake is, as it matters for its records: `first`: no version is settled on; `clear`: TLS 1.2 up to its
 * ServerHelloDone; `flown`: after that, when it is our turn; `retry`: a HelloRetryRequest, our turn as well; `sealed`: after
 * a ServerHello of TLS 1.3; `over`: the records decide nothing more, because a message has ended it, or the server is done.
 */
export type HandshakePhase = 'first' | 'clear' | 'flown' | 'retry' | 'sealed' | 'over'

/** Where the handshake stands after so many messages of the server. */
export function phaseAfter(count: number, { messages }: TlsExchange): HandshakePhase {
  const read = messages.slice(0, count)
  if (read.length === 0) return 'first'
  const at = read.findIndex((message) => !isRetry(message))
  const final = read[at]
  if (final === undefined) return 'retry'
  if (final.type !== HANDSHAKE.serverHello) return 'over'
  const hello = readServerHello(fromBase64(final.bytes))
  const version = hello === null ? null : selectedVersion(hello)
  const came = (type: number) => read.slice(at).some((message) => message.type === type)
  if (version === TLS12) return came(HANDSHAKE.serverHelloDone) ? 'flown' : 'clear'
  return version === TLS13 && !came(HANDSHAKE.finished) ? 'sealed' : 'over'
}

/** In TLS 1.3; any other hello with its random is none. */
function isRetry({ type, bytes }: TlsExchange['messages'][number]): boolean {
  const hello = type === HANDSHAKE.serverHello ? readServerHello(fromBase64(bytes)) : null
  return hello !== null && isRetryRequest(hello) && selectedVersion(hello) === TLS13
}
