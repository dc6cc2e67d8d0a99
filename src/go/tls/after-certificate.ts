import { fromBase64 } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { checkHandshakeKey } from '../x509/check-leaf-key.ts'
import { parseCertificate } from '../x509/parse-certificate.ts'
import { HANDSHAKE, messageTypeName, unexpectedMessageText } from './handshake-type.ts'
import { bodyHoldsTogether } from './message-body.ts'
import { tls12Suites } from './offered.ts'
import { errorAfterCertificate13 } from './server-flight13.ts'
import { extensionData, readServerHello } from './server-hello.ts'
import { serverKeyExchangeError, wrongSignature } from './server-key-exchange.ts'
import { malformedMessage, type TlsError } from './tls-error.ts'

/**
 * What Go refuses once it has accepted the chain, as far as the server's own messages tell; `null`: nothing.
 * Models crypto/tls clientHandshakeState.doFullHandshake and clientHandshakeStateTLS13.
 */
export function errorAfterCertificate(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const key = leafKey(exchange, behaviours)
  const tooSmall = key === null ? null : checkHandshakeKey(key, behaviours)
  if (exchange.end.kind === 'established') return tooSmall
  const isTls13 = exchange.serverHello?.version === TLS13
  const flight = isTls13
    ? errorAfterCertificate13(exchange, key?.publicKey ?? null, behaviours)
    : flightError(exchange, behaviours)
  return flight ?? tooSmall ?? signatureError(exchange, behaviours)
}

const STATUS_REQUEST = 0x0005

/** Status, key exchange, request, done: in TLS 1.2 each may be there or not, but in this order. */
function flightError(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const at = exchange.messages.findIndex(({ type }) => type === HANDSHAKE.certificate)
  const rest = at < 0 ? [] : exchange.messages.slice(at + 1)
  const hello = exchange.messages.find(({ type }) => type === HANDSHAKE.serverHello)
  if (hello === undefined) return null
  if (rest[0]?.type === HANDSHAKE.certificateStatus) {
    const parsed = readServerHello(fromBase64(hello.bytes))
    if (parsed === null || extensionData(parsed, STATUS_REQUEST) === null) return UNASKED_STATUS
    rest.shift()
    if (rest[0] !== undefined && isMalformed(rest[0])) return malformedMessage(behaviours)
  }
  const suite = exchange.serverHello?.cipherSuite ?? 0
  const keyExchange = rest[0]?.type === HANDSHAKE.serverKeyExchange ? rest.shift() : undefined
  const error = keyExchange && serverKeyExchangeError(fromBase64(keyExchange.bytes), suite, behaviours)
  if (error != null) return error
  if (rest[0] !== undefined && isMalformed(rest[0])) return malformedMessage(behaviours)
  if (rest[0]?.type === HANDSHAKE.certificateRequest) rest.shift()
  const done = rest[0]
  if (done === undefined) return null
  if (isMalformed(done)) return malformedMessage(behaviours)
  if (done.type !== HANDSHAKE.serverHelloDone) {
    const name = messageTypeName(done.type)
    if (name === null) return null
    return { code: 'tls.UnexpectedHandshakeMessage', text: unexpectedMessageText(name, '*tls.serverHelloDoneMsg') }
  }
  return keyExchange === undefined ? withoutKeyExchange(exchange, suite, behaviours) : null
}

function isMalformed(message: TlsExchange['messages'][number]): boolean {
  return !bodyHoldsTogether(message, '1.2')
}

const TLS13 = 0x0304

/** ECDHE needs the server's signed share (RFC 8422 section 5.4); RSA key exchange a key that can decrypt. */
function withoutKeyExchange(exchange: TlsExchange, suite: number, behaviours: Behaviours): TlsError | null {
  const isRsa = suite < 0xc000 && tls12Suites(behaviours).includes(suite)
  if (!isRsa) return { code: 'tls.MissingServerKeyExchange', text: 'tls: missing ServerKeyExchange message' }
  if (leafKey(exchange, behaviours)?.publicKey?.type === 'rsa') return null
  return {
    code: 'tls.IncorrectKeyType',
    text: 'tls: server certificate contains incorrect key type for selected ciphersuite',
  }
}

function signatureError(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const { end } = exchange
  if (end.kind !== 'stack-gave-up' || !end.reason.includes('BAD_SIGNATURE')) return null
  return wrongSignature(leafKey(exchange, behaviours)?.publicKey ?? null)
}

function leafKey(exchange: TlsExchange, behaviours: Behaviours) {
  const leaf = exchange.certificates?.[0]
  const parsed = leaf === undefined ? null : parseCertificate(fromBase64(leaf), behaviours)
  return parsed?.ok === true ? parsed.certificate : null
}

const UNASKED_STATUS: TlsError = {
  code: 'tls.UnexpectedCertificateStatus',
  text: 'tls: received unexpected CertificateStatus message',
}
