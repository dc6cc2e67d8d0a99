import type { Duplex } from 'node:stream'
import { connect, type TLSSocket } from 'node:tls'
import type { TlsEnd, TlsExchange } from '../transcript/transcript.ts'
import { type ClientCertificate, goSecureContext, HELLO_OPTIONS, type HelloOffer } from './client-hello.ts'
import { within } from './wait.ts'
import { ClientHelloReader } from './wire/client-hello-reader.ts'
import { groupName } from './wire/group-name.ts'
import { RecordGate } from './wire/record-gate.ts'
import { ServerFlight } from './wire/server-flight.ts'
import { watchOn } from './wire/watch-on.ts'
import { WireTap } from './wire/wire-tap.ts'

export interface HandshakeRequest {
  readonly stream: Duplex
  /** `ip:port`; `''` where the transport does not tell. */
  readonly local: string
  readonly remote: string
  readonly sni: string | null
  readonly limitMs: number
  readonly signal: AbortSignal
  readonly offer: HelloOffer
  /** Default what kubectl offers. */
  readonly alpn?: readonly string[]
  /** Offered, if the server asks for one, but only to a peer that `mayOffer` accepts. */
  readonly clientCertificate: ClientCertificate | null
  /** Asked as soon as the peer's certificates are known, with the handshake as it would stand at its end. */
  readonly mayOffer: (presented: TlsExchange) => boolean
}

export interface Handshake {
  /** `null` unless it was completed. Destroying it closes the connection. */
  readonly socket: TLSSocket | null
  /** What was seen up to now: alerts may still come after the handshake. */
  exchange(): TlsExchange
  /** Number of an alert that came after the handshake and ends the connection. */
  laterAlert(): number | null
}

/** `TlsEnd` of a handshake that was broken off rather than give the client certificate to this peer. */
const WITHHELD = 'credentials-withheld'

/** After the peer's FIN, how long OpenSSL may take to notice. */
const FIN_GRACE_MS = 1000

/**
 * A TLS handshake with the hello of kubectl's Go, read off the wire. It verifies nothing. Never rejects: how it ended, and
 * all that came before, stands in the exchange, also where OpenSSL would not go on.
 */
export async function handshake(request: HandshakeRequest): Promise<Handshake> {
  const flight = new ServerFlight()
  const ours = new ClientHelloReader()
  const peer = { sni: request.sni, local: request.local, remote: request.remote }
  const known = () => ({ ...peer, clientHello: ours.hello() })
  const stillborn = (end: TlsEnd): Handshake => ({
    socket: null,
    exchange: () => ({ ...known(), ...flight.wire(), negotiated: null, end }),
    laterAlert: () => null,
  })
  let secureContext: ReturnType<typeof goSecureContext>
  try {
    secureContext = goSecureContext(request.offer, request.clientCertificate)
  } catch (error) {
    request.stream.destroy()
    return stillborn({ kind: 'stack-gave-up', reason: codeOf(error) })
  }
  const { tap, gate } = listen(request, flight, ours, known)
  tap.outlived = true
  const ALPNProtocols = [...(request.alpn ?? HELLO_OPTIONS.ALPNProtocols)]
  const socket = connect({ ...HELLO_OPTIONS, ALPNProtocols, secureContext, socket: tap, servername: request.sni ?? '' })
  // A second error may follow the first at once; whatever goes wrong later is reported by whoever uses the socket.
  socket.on('error', () => {})
  socket.on('keylog', (line: Buffer) => {
    flight.keyLogged(line.toString('latin1'))
    gate?.resume()
  })
  const waited = await within(outcome(socket, tap), request.limitMs, request.signal)
  if (waited.kind === 'done' && waited.value === 'established') {
    flight.established()
    tap.outlived = false
    const negotiated = negotiatedBy(socket, flight.group())
    const trail = flight.oddTrail()
    return {
      socket,
      exchange: () => ({ ...known(), ...flight.wire(), ...trail, negotiated, end: { kind: 'established' } }),
      laterAlert: () => flight.endingAlert('after')?.description ?? null,
    }
  }
  const end = waited.kind === 'done' ? endOf(waited.value, tap, flight) : waited
  socket.destroy()
  tap.destroy()
  const afterwards = isStackAlone(end) && flight.speaksTls() ? await watched(request, tap, gate) : null
  hangUp(request.stream, tap.lastWord)
  // Bytes that come after the end must not change what was recorded of it.
  const wire = { ...flight.wire(), ...flight.trail(afterwards) }
  return { socket: null, exchange: () => ({ ...known(), ...wire, negotiated: null, end }), laterAlert: () => null }
}

/** The peer goes on; it is only our own stack that does not. */
function isStackAlone(end: TlsEnd): boolean {
  return end.kind === 'stack-gave-up' && end.reason !== WITHHELD
}

function watched({ stream, limitMs, signal }: HandshakeRequest, tap: WireTap, gate: RecordGate | null) {
  gate?.standAside()
  const ended = tap.failure !== null ? 'reset' : tap.ended ? 'closed' : null
  return watchOn(stream, ended, limitMs, signal)
}

function hangUp(stream: Duplex, lastWord: Uint8Array | null): void {
  if (lastWord !== null && stream.writable) stream.write(lastWord)
  stream.destroy()
}

function listen(
  request: HandshakeRequest,
  flight: ServerFlight,
  ours: ClientHelloReader,
  known: () => Pick<TlsExchange, 'sni' | 'local' | 'remote' | 'clientHello'>,
): { readonly tap: WireTap; readonly gate: RecordGate | null } {
  const sent = (chunk: Uint8Array) => ours.sent(chunk)
  if (request.clientCertificate === null) {
    const tap = new WireTap(request.stream, {
      sent,
      received: (chunk, to) => {
        flight.received(chunk)
        to.pass(chunk)
      },
    })
    return { tap, gate: null }
  }
  const gate = new RecordGate({
    look: (bytes) => flight.received(bytes),
    undecided: () => flight.needsKeys(),
    answer: () => {
      const identity = flight.identity()
      if (identity !== 'certificates') return identity === 'none' ? false : null
      return request.mayOffer({ ...known(), ...flight.wire(), negotiated: null, end: { kind: 'established' } })
    },
    pass: (bytes) => tap.pass(bytes),
    refuse: () => tap.destroy(Object.assign(new Error('the peer is not accepted'), { code: WITHHELD })),
    hold: (held) => tap.hold(held),
  })
  const tap: WireTap = new WireTap(request.stream, { sent, received: (chunk) => gate.received(chunk) })
  return { tap, gate }
}

type Outcome = 'established' | { readonly code: string; readonly message: string }

function outcome(socket: TLSSocket, tap: WireTap): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const closed = { code: 'ECONNRESET', message: 'closed' }
  socket.once('secureConnect', () => resolve('established'))
  socket.once('error', (error) => resolve({ code: codeOf(error), message: error.message }))
  socket.once('close', () => resolve(closed))
  tap.once('error', (error) => resolve({ code: codeOf(error), message: error.message }))
  tap.once('close', () => setTimeout(resolve, FIN_GRACE_MS, closed).unref())
  tap.once('end', () => setTimeout(resolve, FIN_GRACE_MS, closed).unref())
  return promise
}

function endOf(outcome: Exclude<Outcome, 'established'> | 'established', tap: WireTap, flight: ServerFlight): TlsEnd {
  if (outcome === 'established') return { kind: 'established' }
  const stackSpoke = /^ERR_(SSL|OSSL)_/.test(outcome.code)
  const numbered = /alert number (\d+)/.exec(outcome.message)?.[1]
  if (stackSpoke && numbered !== undefined && flight.endingAlert('handshake') === null)
    flight.reported(Number(numbered))
  if (flight.endingAlert('handshake') !== null) return { kind: 'alert' }
  if (outcome.code === WITHHELD || stackSpoke) return { kind: 'stack-gave-up', reason: outcome.code }
  if (tap.failure !== null) return { kind: 'reset', syscall: tap.failure.syscall }
  return { kind: 'closed', midRecord: flight.midRecord() }
}

function negotiatedBy(socket: TLSSocket, group: number | null): TlsExchange['negotiated'] {
  return {
    version: socket.getProtocol() === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2',
    cipher: socket.getCipher().standardName,
    group: group === null ? null : groupName(group),
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
  }
}

function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return code ?? 'ERR_SSL_UNKNOWN'
}
