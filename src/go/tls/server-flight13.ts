import { fromBase64 } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import type { GoPublicKey } from '../x509/certificate.ts'
import { HANDSHAKE } from './handshake-type.ts'
import { alpnError, selectedProtocol } from './hello-error.ts'
import { bodyHoldsTogether } from './message-body.ts'
import { offeredSchemes } from './offered.ts'
import { isRetryRequest, readExtensions, readServerHello, uint16 } from './server-hello.ts'
import { malformedMessage, type TlsError, wrongMessage } from './tls-error.ts'

type Message = TlsExchange['messages'][number]

/**
 * What Go refuses between a ServerHello of TLS 1.3 and the end of its Certificate; `null`: nothing, as far as it came.
 * Models crypto/tls.clientHandshakeStateTLS13: readServerParameters, readServerCertificate.
 */
export function errorBeforeCertificate13(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const [extensions, ...rest] = sealedMessages(exchange)
  if (extensions === undefined) return null
  const first = messageError(extensions, HANDSHAKE.encryptedExtensions, '*tls.encryptedExtensionsMsg', behaviours)
  if (first !== null) return first
  const listed = readExtensions(fromBase64(extensions.bytes).subarray(4)) ?? []
  const alpn = alpnError(selectedProtocol({ extensions: listed }))
  if (alpn !== null) return alpn
  const request = rest[0]?.type === HANDSHAKE.certificateRequest ? rest.shift() : undefined
  if (request !== undefined && !bodyHoldsTogether(request, '1.3')) return malformedMessage(behaviours)
  const certificate = rest[0]
  if (certificate === undefined) return null
  const error = messageError(certificate, HANDSHAKE.certificate, '*tls.certificateMsgTLS13', behaviours)
  if (error !== null) return error
  if (exchange.certificates === null) return malformedMessage(behaviours)
  if (exchange.certificates.length > 0) return null
  return { code: 'tls.EmptyCertificates', text: 'tls: received empty certificates message' }
}

/** What it refuses behind an accepted chain, but for the values of signature and Finished, which our own stack checks. */
export function errorAfterCertificate13(
  exchange: TlsExchange,
  key: GoPublicKey | null,
  behaviours: Behaviours,
): TlsError | null {
  const messages = sealedMessages(exchange)
  const at = messages.findIndex(({ type }) => type === HANDSHAKE.certificate)
  const [verify, finished] = at < 0 ? [] : messages.slice(at + 1)
  if (verify === undefined) return null
  const error =
    messageError(verify, HANDSHAKE.certificateVerify, '*tls.certificateVerifyMsg', behaviours) ??
    schemeError(uint16(fromBase64(verify.bytes), 4), key, behaviours)
  if (error !== null || finished === undefined) return error
  return messageError(finished, HANDSHAKE.finished, '*tls.finishedMsg', behaviours)
}

function sealedMessages({ messages }: TlsExchange): Message[] {
  const at = messages.findIndex(({ type, bytes }) => {
    const hello = type === HANDSHAKE.serverHello ? readServerHello(fromBase64(bytes)) : null
    return hello !== null && !isRetryRequest(hello)
  })
  return at < 0 ? [] : messages.slice(at + 1)
}

function messageError(message: Message, type: number, wanted: string, behaviours: Behaviours): TlsError | null {
  if (!bodyHoldsTogether(message, '1.3')) return malformedMessage(behaviours)
  return message.type === type ? null : wrongMessage(message.type, wanted, behaviours, true)
}

/** Until Go 1.25 only the kind of signature has to fit the key, and then only when it is verified. */
function schemeError(scheme: number, key: GoPublicKey | null, behaviours: Behaviours): TlsError | null {
  const kind = KINDS[scheme]
  if (kind === undefined || !offeredSchemes(behaviours).includes(scheme)) return INVALID_SCHEME
  if (key === null) return null
  const fits = kind === key.type
  if (behaviours.serverHello.schemeFitsKey && (!fits || !isForCurve(scheme, key))) return INVALID_SCHEME
  if (fits) return null
  return {
    code: 'tls.InvalidServerSignature',
    text: `tls: invalid signature by the server certificate: expected ${NAMES[kind]} public key, got ${GO_TYPES[key.type]}`,
  }
}

/** RFC 8446 section 4.2.3: PKCS #1 v1.5 and SHA-1 are for certificates alone. */
const KINDS: Readonly<Record<number, 'rsa' | 'ecdsa' | 'ed25519'>> = {
  2052: 'rsa',
  2053: 'rsa',
  2054: 'rsa',
  1027: 'ecdsa',
  1283: 'ecdsa',
  1539: 'ecdsa',
  2055: 'ed25519',
}

function isForCurve(scheme: number, key: GoPublicKey): boolean {
  return key.type !== 'ecdsa' || CURVES[scheme] === key.curve
}

const CURVES: Readonly<Record<number, string>> = { 1027: 'P256', 1283: 'P384', 1539: 'P521' }

const NAMES = { rsa: 'an RSA', ecdsa: 'an ECDSA', ed25519: 'an Ed25519' } as const
const GO_TYPES = {
  rsa: '*rsa.PublicKey',
  ecdsa: '*ecdsa.PublicKey',
  ed25519: 'ed25519.PublicKey',
  dsa: '*dsa.PublicKey',
} as const satisfies Record<GoPublicKey['type'], string>

const INVALID_SCHEME: TlsError = {
  code: 'tls.InvalidSignatureAlgorithm',
  text: 'tls: certificate used with invalid signature algorithm',
}
