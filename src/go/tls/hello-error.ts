import { toHex } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { ClientHello } from '../../transcript/transcript.ts'
import { TLS12, TLS13, tls13HelloError } from './hello13-error.ts'
import { mayChoose, OFFERED_ALPN, TLS13_SUITES, tls12Suites } from './offered.ts'
import { extensionData, type RawServerHello, uint16 } from './server-hello.ts'
import type { TlsError } from './tls-error.ts'

/** RFC 8422 section 5.1.2. */
const UNCOMPRESSED = 0

const EXTENSION = { points: 0x000b, alpn: 0x0010, supportedVersions: 0x002b, renegotiation: 0xff01 } as const

/** RFC 8446 section 4.1.3: the last eight bytes of the random when a TLS 1.3 server was talked down. */
const DOWNGRADED = ['444f574e47524401', '444f574e47524400']

export interface HelloContext {
  /** The HelloRetryRequest that came before. */
  readonly retry: RawServerHello | null
  /**
   * What the server answered. Where it offers more than kubectl's hello does, a choice of that is no error: kubectl would
   * have been given another. `null`: not known, so that kubectl's own hello is taken for it.
   */
  readonly sent: ClientHello | null
}

/**
 * What Go refuses in a ServerHello, in Go's order: version, downgrade mark, then what each version checks; `null` when it
 * goes on. A server refused here never gets its certificate judged.
 * Models crypto/tls.Conn.clientHandshake and clientHandshakeState.processServerHello.
 */
export function helloError(hello: RawServerHello, behaviours: Behaviours, context: HelloContext): TlsError | null {
  // After a HelloRetryRequest the version is settled.
  if (context.retry !== null) return tls13HelloError(hello, behaviours, context)
  const version = selectedVersion(hello)
  if (version !== TLS12 && version !== TLS13)
    return {
      code: 'tls.UnsupportedProtocolVersion',
      text: `tls: server selected unsupported protocol version ${version.toString(16)}`,
    }
  if (version === TLS13) return tls13HelloError(hello, behaviours, context)
  if (DOWNGRADED.includes(Buffer.from(hello.random.subarray(24)).toString('hex')))
    return {
      code: 'tls.DowngradeDetected',
      text: 'tls: downgrade attempt detected, possibly due to a MitM attack or a broken middlebox',
    }
  return tls12HelloError(hello, behaviours, context.sent)
}

function echoes(hello: RawServerHello, sent: ClientHello | null): boolean {
  return sent !== null && sent.sessionId !== '' && toHex(hello.sessionId) === sent.sessionId
}

/** supported_versions if it is there, else the legacy field: what counts in RFC 8446 section 4.2.1. */
export function selectedVersion(hello: RawServerHello): number {
  const extension = extensionData(hello, EXTENSION.supportedVersions)
  return extension === null ? hello.legacyVersion : uint16(extension, 0)
}

/** The protocol that a list of extensions selects by ALPN (RFC 7301 section 3.1); `null`: none. */
export function selectedProtocol(hello: Pick<RawServerHello, 'extensions'>): string | null {
  const data = extensionData(hello, EXTENSION.alpn)
  return data === null ? null : Buffer.from(data.subarray(3)).toString('latin1')
}

export function alpnError(protocol: string | null): TlsError | null {
  if (protocol === null || OFFERED_ALPN.includes(protocol)) return null
  return { code: 'tls.UnadvertisedALPN', text: 'tls: server selected unadvertised ALPN protocol' }
}

function tls12HelloError(hello: RawServerHello, behaviours: Behaviours, sent: ClientHello | null): TlsError | null {
  if (echoes(hello, sent) && behaviours.rejectEchoedSessionId)
    return {
      code: 'tls.SessionIdEchoed',
      text: 'tls: server echoed TLS 1.3 compatibility session ID in TLS 1.2',
    }
  const sentFor12 = sent?.cipherSuites.filter((suite) => !TLS13_SUITES.includes(suite))
  if (!mayChoose(hello.cipherSuite, tls12Suites(behaviours), sentFor12))
    return { code: 'tls.UnconfiguredCipherSuite', text: 'tls: server chose an unconfigured cipher suite' }
  if (hello.compression !== 0)
    return { code: 'tls.UnsupportedCompression', text: 'tls: server selected unsupported compression format' }
  const points = extensionData(hello, EXTENSION.points)
  if (points !== null && behaviours.serverHello.checkPoints && !points.subarray(1).includes(UNCOMPRESSED))
    return { code: 'tls.IncompatiblePoints', text: 'tls: server offered only incompatible point formats' }
  if ((extensionData(hello, EXTENSION.renegotiation)?.[0] ?? 0) !== 0)
    return {
      code: 'tls.NonEmptyRenegotiation',
      text: 'tls: initial handshake had non-empty renegotiation extension',
    }
  return alpnError(selectedProtocol(hello))
}
