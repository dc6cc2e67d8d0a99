import type { KnownText, RankedCause } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const BROKEN: RankedCause = ['http2-broken', 'a middlebox agrees to h2 (ALPN) and breaks or does not speak it']
const NEXT = {
  command: 'DISABLE_HTTP2=1 kubectl get --raw /version',
  shows:
    'if it works like this, HTTP/2 is broken on the way; the line "HTTP2 has been explicitly disabled" is only a notice',
}
const SOURCE = 'golang.org/x/net/http2; kubectl-truth 6'

/** HTTP/2. */
export const http2Texts: readonly KnownText[] = [
  {
    id: 'http2-goaway',
    pattern:
      /http2: (?:server sent GOAWAY|Transport received (?:Server's graceful shutdown )?GOAWAY)[^\n]{0,120}?(?:ErrCode[=:](?<code>\w+))?/,
    says: 'The peer announced that it ends the HTTP/2 connection (GOAWAY).',
    hop: 'server',
    causes: [
      ['connection-closed', 'a load balancer or an API server that drains before it restarts'],
      ['request-throttled', 'ENHANCE_YOUR_CALM: too many pings or requests for its taste'],
      BROKEN,
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'http2-connection-lost',
    pattern: /http2: client connection (?:lost|force closed)/,
    says: 'The HTTP/2 connection went silent: no answer to a ping for 45 seconds (30 and 15).',
    hop: 'server',
    causes: [
      ['connection-closed', 'a VPN or a NAT that forgot the connection; a machine that was suspended'],
      ['server-overloaded', 'a server that answers nothing any more'],
      BROKEN,
    ],
    next: diagnose('whether a fresh connection is answered'),
    notes: () => ['HTTP2_READ_IDLE_TIMEOUT_SECONDS and HTTP2_PING_TIMEOUT_SECONDS change the bounds.'],
    source: SOURCE,
  },
  {
    id: 'http2-not-spoken',
    pattern:
      /http2: (?:failed reading the frame payload|frame too large|unsupported scheme)|looked like an HTTP\/1\.1 header/,
    says: 'HTTP/2 was agreed to in the handshake, and what came is not HTTP/2: its bytes look like HTTP/1.1.',
    hop: 'server',
    causes: [
      BROKEN,
      ['tls-intercepted-by-proxy', 'an inspecting proxy that repeats the h2 of the server without speaking it'],
    ],
    next: NEXT,
    notes: () => ['kubectl 1.33 and 1.34 print %!w(<nil>) in this text: a slip of theirs that means nothing.'],
    source: SOURCE,
  },
  {
    id: 'http2-stream-error',
    pattern:
      /stream error: stream ID \d+; (?<code>\w+)|connection error: (?<connection>[A-Z_]{5,40})|missing status pseudo header|protocol error: received \*http2/,
    says: ({ code, connection }) =>
      `The peer ended an HTTP/2 ${code === undefined ? 'connection' : 'stream'} with ${code ?? connection ?? 'a protocol error'}.`,
    hop: 'server',
    causes: [
      BROKEN,
      ['server-overloaded', 'INTERNAL_ERROR and REFUSED_STREAM may be a server or a gateway in trouble'],
      ['api-server-error', 'a server that crashed over the request'],
    ],
    next: NEXT,
    source: SOURCE,
  },
]
