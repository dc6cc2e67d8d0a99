import {
  base64,
  boolean,
  byKind,
  count,
  hex,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  text,
} from '../lib/shape.ts'
import type { RecordTrail, WireRecord } from './record-trail.ts'
import type { ClientHello, ServerHello, TlsAlert, TlsEnd, TlsExchange } from './tls-exchange.ts'

const octet = integer(0, 255)
const uint16 = integer(0, 65_535)

const clientHello = object<ClientHello>({
  bytes: count,
  sessionId: hex,
  cipherSuites: list(uint16),
  groups: list(uint16),
  keyShares: list(uint16),
})

const serverHello = object<ServerHello>({
  version: uint16,
  legacyVersion: uint16,
  cipherSuite: uint16,
  helloRetryRequest: boolean,
  extensions: list(uint16),
})

const alert = object<TlsAlert>({
  level: oneOf(['warning', 'fatal']),
  description: octet,
  phase: oneOf(['handshake', 'after']),
})

const wireRecord = object<WireRecord>({
  type: octet,
  version: uint16,
  length: uint16,
  inner: optional(object({ type: nullable(octet), length: uint16 })),
  content: optional(hex),
  messages: optional(count),
  locked: optional(boolean),
})

const trail = object<RecordTrail>({
  records: list(wireRecord),
  cut: optional(boolean),
  rest: nullable(object({ head: hex, bytes: count })),
  unfinished: hex,
  afterwards: optional(oneOf(['closed', 'reset', 'silent', 'talking'])),
})

const end = byKind<TlsEnd>({
  established: {},
  closed: { midRecord: boolean },
  reset: { syscall: oneOf(['read', 'write']) },
  timeout: { afterMs: number },
  alert: {},
  'stack-gave-up': { reason: text() },
  'cut-off': {},
})

export const tlsExchangeShape = object<TlsExchange>({
  clientHello: nullable(clientHello),
  sni: nullable(text()),
  firstBytes: hex,
  bytesReceived: count,
  local: text(),
  remote: text(),
  serverHello: nullable(serverHello),
  messages: list(object({ type: octet, bytes: base64 })),
  certificates: nullable(list(base64)),
  certificateRequest: nullable(object({ authorities: list(base64) })),
  alerts: list(alert),
  trail: optional(trail),
  negotiated: nullable(
    object({
      version: oneOf(['TLSv1.2', 'TLSv1.3']),
      cipher: text(),
      group: nullable(text()),
      alpn: nullable(text()),
    }),
  ),
  end,
})
