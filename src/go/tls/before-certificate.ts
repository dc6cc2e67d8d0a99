import { fromBase64, fromHex, type Hex } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { firstRecordError } from './first-record.ts'
import { HANDSHAKE, messageTypeName } from './handshake-type.ts'
import { helloError, selectedVersion } from './hello-error.ts'
import { extensionsHoldTogether } from './hello-extensions.ts'
import { TLS13 } from './hello13-error.ts'
import { bodyHoldsTogether } from './message-body.ts'
import { errorBeforeCertificate13 } from './server-flight13.ts'
import { isRetryRequest, type RawServerHello, readServerHello } from './server-hello.ts'
import { localAlert, malformedMessage, type TlsError, UNEXPECTED_MESSAGE, wrongMessage } from './tls-error.ts'

/**
 * What Go refuses before it looks at a certificate, told by the wire alone and whatever our own stack made of it; `null`
 * when the server's messages up to its certificate are in order as far as they came.
 *
 * @param wrapped the leg to an https:// proxy
 */
export function errorBeforeCertificate(
  exchange: TlsExchange,
  behaviours: Behaviours,
  wrapped: boolean,
): TlsError | null {
  return (
    firstRecordError(exchange.firstBytes, behaviours, wrapped) ??
    firstMessageError(exchange, behaviours) ??
    helloErrors(exchange, behaviours) ??
    followingError(exchange, behaviours)
  )
}

/** TLS 1.3 verifies a chain as soon as it has it, TLS 1.2 only once the next message is there too (doFullHandshake). */
export function chainIsJudged(exchange: TlsExchange): boolean {
  if (exchange.certificates === null) return false
  if (exchange.end.kind === 'established' || exchange.serverHello?.version === TLS13) return true
  const at = exchange.messages.findIndex((message) => message.type === HANDSHAKE.certificate)
  return at < 0 || at < exchange.messages.length - 1
}

function firstMessageError(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const first = exchange.messages[0]?.type ?? firstTypeIn(exchange.firstBytes)
  if (first === null || first === HANDSHAKE.serverHello) return null
  const message = exchange.messages[0]
  if (message !== undefined && !bodyHoldsTogether(message, 'first')) return malformedMessage(behaviours)
  return wrongMessage(first, '*tls.serverHelloMsg', behaviours)
}

/** Of a whole message in a record whose version our own stack does not take, but Go, which has none yet, does. */
function firstTypeIn(firstBytes: Hex): number | null {
  const [record, , , high = 0, low = 0, type, a = 0, b = 0, c = 0] = fromHex(firstBytes)
  const isWhole = fromHex(firstBytes).length >= 5 + high * 256 + low && a * 65_536 + b * 256 + c + 4 <= high * 256 + low
  return record === HANDSHAKE_RECORD && type !== undefined && isWhole ? type : null
}

const HANDSHAKE_RECORD = 0x16

function helloErrors(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  let retry: RawServerHello | null = null
  for (const message of exchange.messages) {
    if (message.type !== HANDSHAKE.serverHello && retry === null) return null
    if (message.type !== HANDSHAKE.serverHello)
      return wrongMessage(message.type, '*tls.serverHelloMsg', behaviours, true)
    const hello = readServerHello(fromBase64(message.bytes))
    if (hello === null || !extensionsHoldTogether(hello, behaviours)) return malformedMessage(behaviours)
    const error = helloError(hello, behaviours, { retry, sent: exchange.clientHello })
    if (error !== null) return error
    if (!isRetryRequest(hello)) return null
    retry = hello
  }
  return null
}

/** EncryptedExtensions in TLS 1.3, Certificate in TLS 1.2. */
function followingError(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const hello = lastHello(exchange)
  const version = hello === null ? exchange.serverHello?.version : selectedVersion(hello)
  if (version === TLS13) return errorBeforeCertificate13(exchange, behaviours)
  if (exchange.certificates === null && exchange.messages.some(({ type }) => type === HANDSHAKE.certificate))
    return malformedMessage(behaviours)
  // certificateMsg.unmarshal wants a fourth octet behind each length: only at the very end is none there.
  if (exchange.certificates?.at(-1) === '') return malformedMessage(behaviours)
  if (exchange.certificates?.length === 0) return wrongMessage(HANDSHAKE.certificate, '*tls.certificateMsg', behaviours)
  return hello === null ? null : (secondMessageError(exchange, behaviours) ?? thirdMessageError(exchange, behaviours))
}

function secondMessageError(exchange: TlsExchange, behaviours: Behaviours): TlsError | null {
  const second = exchange.messages[1]
  if (second === undefined || second.type === HANDSHAKE.certificate) return null
  if (!bodyHoldsTogether(second, '1.2')) return malformedMessage(behaviours)
  return wrongMessage(second.type, '*tls.certificateMsg', behaviours)
}

/** It is read before the chain is verified, and what Go knows no type of is not read at all. */
function thirdMessageError({ messages }: TlsExchange, behaviours: Behaviours): TlsError | null {
  const third = messages[2]
  if (third !== undefined && !bodyHoldsTogether(third, '1.2')) return malformedMessage(behaviours)
  if (third === undefined || messageTypeName(third.type) !== null) return null
  return localAlert(UNEXPECTED_MESSAGE, behaviours)
}

/** The one that is no HelloRetryRequest, or else that. */
function lastHello({ messages }: TlsExchange): RawServerHello | null {
  const hellos = messages
    .filter(({ type }) => type === HANDSHAKE.serverHello)
    .map(({ bytes }) => readServerHello(fromBase64(bytes)))
  return hellos.find((hello) => hello === null || !isRetryRequest(hello)) ?? hellos.at(-1) ?? null
}
