import { fromBase64, fromHex } from '../../lib/bytes.ts'
import type { RecordTrail, WireRecord } from '../../transcript/record-trail.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { CLOSE_NOTIFY, USER_CANCELED } from './alerts.ts'
import { type HandshakePhase, phaseAfter } from './handshake-phase.ts'
import {
  headerError,
  lengthError,
  MAX_PLAINTEXT,
  type RecordContext,
  restError,
  unfinishedError,
} from './record-header.ts'
import {
  BAD_RECORD_MAC,
  DECODE_ERROR,
  localAlert,
  MAX_IGNORED,
  RECORD_OVERFLOW,
  remoteAlert,
  type TlsError,
  TOO_MANY_IGNORED,
  UNEXPECTED_MESSAGE,
} from './tls-error.ts'

/** What crypto/tls makes of the records that a server sent. */
export interface RecordReading {
  /** How many of the exchange's messages it gets to read before a record ends the connection. */
  readonly messages: number
  /** Of that record; `null`: they are all in order, as far as can be told. */
  readonly error: TlsError | null
  /** Then: it waits for the server, it is its own turn to speak, or there are records that only it could have opened. */
  readonly next: 'waits' | 'speaks' | 'unknown'
}

/** Models crypto/tls.Conn.readRecordOrCCS, retryReadRecord and readHandshake up to the peer's Finished. */
export function readRecords(exchange: TlsExchange, trail: RecordTrail, context: RecordContext): RecordReading {
  const reader = new GoReader(exchange, context)
  for (const record of trail.records) {
    const error = reader.read(record)
    if (error === 'unknown') return { messages: exchange.messages.length, error: null, next: 'unknown' }
    if (error !== null) return { messages: reader.messages, error, next: 'unknown' }
  }
  const { messages, phase } = reader
  if (phase === 'over') return { messages, error: null, next: 'unknown' }
  if (trail.cut === true) {
    // Of what is not listed nothing is known, but a message that began before and never became whole is too long already.
    const began = reader.isInside() && messages === exchange.messages.length
    const error = began ? unfinishedError(trail.unfinished, phase, context.behaviours) : null
    return { messages, error, next: 'unknown' }
  }
  const error = unfinishedError(trail.unfinished, phase, context.behaviours) ?? restError(trail.rest, phase, context)
  if (error !== null) return { messages, error, next: 'unknown' }
  return { messages, error, next: phase === 'flown' || phase === 'retry' ? 'speaks' : 'waits' }
}

/** What is in a record, sealed or not. */
type Content = Pick<WireRecord, 'type' | 'length' | 'content' | 'messages'>

/** An error; `null`: the next one, please; `unknown`: what Go makes of this one cannot be told. */
type Read = TlsError | 'unknown' | null

class GoReader {
  messages = 0
  readonly #exchange: TlsExchange
  readonly #context: RecordContext
  /** Records in a row that did not advance the handshake. */
  #ignored = 0
  /** Octets of handshake messages in the clear, and of those among them that are whole. */
  #octets = { all: 0, whole: 0 }

  constructor(exchange: TlsExchange, context: RecordContext) {
    this.#exchange = exchange
    this.#context = context
  }

  get phase(): HandshakePhase {
    return phaseAfter(this.messages, this.#exchange)
  }

  read(record: WireRecord): Read {
    const phase = this.phase
    if (phase === 'over') return 'unknown'
    const header = headerError(record, phase, this.#context)
    if (header !== null) return header
    if (phase === 'sealed' && record.type !== CONTENT.changeCipherSpec) return this.#readSealed(record)
    if (record.length > MAX_PLAINTEXT) return this.#local(RECORD_OVERFLOW)
    return this.#readContent(record, phase)
  }

  /** What is not sealed does not open either. */
  #readSealed({ type, length, inner, content, messages, locked }: WireRecord): Read {
    if (type !== CONTENT.applicationData || locked === true) return this.#local(BAD_RECORD_MAC)
    if (inner === undefined) return 'unknown'
    if (length > MAX_PLAINTEXT + SEALED_BY || inner.length > MAX_PLAINTEXT) return this.#local(RECORD_OVERFLOW)
    if (inner.type === null) return this.#local(UNEXPECTED_MESSAGE)
    const known = { ...(content === undefined ? {} : { content }), ...(messages === undefined ? {} : { messages }) }
    return this.#readContent({ type: inner.type, length: inner.length, ...known }, 'sealed')
  }

  #readContent(record: Content, phase: HandshakePhase): Read {
    const isTls13 = phase === 'sealed' || phase === 'retry'
    if (isTls13 && this.isInside() && record.type !== CONTENT.handshake) return this.#local(UNEXPECTED_MESSAGE)
    switch (record.type) {
      case CONTENT.alert:
        return this.#readAlert(record, isTls13)
      case CONTENT.changeCipherSpec:
        return this.#readChange(record, phase)
      case CONTENT.handshake:
        return this.#readHandshake(record, phase)
      default:
        return this.#local(UNEXPECTED_MESSAGE)
    }
  }

  #readAlert({ length, content = '' }: Content, isTls13: boolean): Read {
    const [level, description = 0] = fromHex(content)
    if (length !== 2) return this.#local(UNEXPECTED_MESSAGE)
    const { behaviours } = this.#context
    if (isTls13 && description === USER_CANCELED && behaviours.records.skipUserCanceled) return this.#ignore()
    if (description === CLOSE_NOTIFY || isTls13 || level === FATAL) return remoteAlert(description, behaviours)
    return level === WARNING ? this.#ignore() : this.#local(UNEXPECTED_MESSAGE)
  }

  #readChange({ length, content }: Content, phase: HandshakePhase): Read {
    if (length !== 1 || content !== '01') return this.#local(DECODE_ERROR)
    if (this.isInside()) return this.#local(UNEXPECTED_MESSAGE)
    if (phase === 'sealed' || phase === 'retry') return this.#ignore()
    // From here on TLS 1.2 is sealed as well.
    return phase === 'flown' ? 'unknown' : this.#local(UNEXPECTED_MESSAGE)
  }

  #readHandshake({ length, messages }: Content, phase: HandshakePhase): Read {
    if (messages === undefined || phase === 'flown') return 'unknown'
    if (length === 0) return this.#local(UNEXPECTED_MESSAGE)
    this.#ignored = 0
    this.#octets.all += length
    while (this.messages < messages) {
      const error = this.#readMessage()
      if (error !== null) return error
    }
    return null
  }

  #readMessage(): Read {
    const { behaviours } = this.#context
    const message = this.#exchange.messages[this.messages]
    if (message === undefined) return 'unknown'
    const octets = fromBase64(message.bytes).length
    const tooLong = lengthError(message.type, octets - MESSAGE_HEADER, this.phase, behaviours)
    if (tooLong !== null) return tooLong
    const before = this.phase
    this.messages++
    this.#octets.whole += octets
    const keysChange = before !== 'sealed' && this.phase === 'sealed'
    return keysChange && this.isInside() && behaviours.records.refuseBeforeKeys ? BUFFER_NOT_EMPTY : null
  }

  /** Part of a message has come, and the rest of it has not. */
  isInside(): boolean {
    return this.#octets.all > this.#octets.whole
  }

  /** A warning, or what TLS 1.3 skips. */
  #ignore(): Read {
    this.#ignored++
    return this.#ignored > MAX_IGNORED ? TOO_MANY_IGNORED : null
  }

  #local(description: number): TlsError {
    return localAlert(description, this.#context.behaviours)
  }
}

/** RFC 8446 section 5.1. */
const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const

const WARNING = 1
const FATAL = 2
const MESSAGE_HEADER = 4
/** The content's type, and the tag (RFC 8446 section 5.2). */
const SEALED_BY = 17

const BUFFER_NOT_EMPTY: TlsError = {
  code: 'tls.HandshakeBufferNotEmpty',
  text: 'tls: handshake buffer not empty before setting read traffic secret',
}
