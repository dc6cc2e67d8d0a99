import { concatBytes, fromHex, toBase64, toHex } from '../../lib/bytes.ts'
import type { RecordTrail } from '../../transcript/record-trail.ts'
import type { ServerHello, TlsAlert, TlsExchange } from '../../transcript/transcript.ts'
import { HANDSHAKE_TYPE, type HandshakeMessage, HandshakeReader } from './handshake-reader.ts'
import { type LoggedRecord, RecordLog } from './record-log.ts'
import { CONTENT_TYPE, RecordReader, type TlsRecord } from './record-reader.ts'
import { readAuthorities, readCertificates, readKeyExchangeGroup, readServerHello } from './server-messages.ts'
import { TrafficKeys } from './traffic-keys.ts'

const FIRST_BYTES = 64
const HEADER_BYTES = 5
const MAX_MESSAGES = 64
const PIECE = 2048
const MAX_ALERTS = 16
/** Encrypted records that wait for their keys; OpenSSL gives those out as soon as it has read the ServerHello. */
const MAX_WAITING = 64
const TLS13 = 0x0304

type ReadFromWire = Pick<
  TlsExchange,
  'firstBytes' | 'bytesReceived' | 'serverHello' | 'messages' | 'certificates' | 'certificateRequest' | 'alerts'
>

/**
 * Reads along with what the server sends: its handshake in the clear (TLS 1.2) or opened with the secrets that OpenSSL
 * logs (TLS 1.3), and its alerts. Application data is neither kept nor looked at; nor are session tickets, which would let
 * their holder resume the session.
 */
export class ServerFlight {
  readonly #records = new RecordReader(true)
  readonly #log = new RecordLog()
  readonly #secrets = new Map<string, Uint8Array>()
  readonly #messages: { readonly type: number; readonly bytes: string }[] = []
  readonly #alerts: TlsAlert[] = []
  #handshake = new HandshakeReader()
  #waiting: { readonly record: TlsRecord; readonly logged: LoggedRecord | null }[] = []
  #keys: TrafficKeys | null = null
  #epoch: 'handshake' | 'application' = 'handshake'
  #clear = true
  #established = false
  #firstBytes: Uint8Array = new Uint8Array(0)
  #bytesReceived = 0
  #hello: ServerHello | null = null
  #retried = false
  #group: number | null = null
  #certificates: readonly Uint8Array[] | null = null
  #authorities: readonly Uint8Array[] | null = null

  received(chunk: Uint8Array): void {
    if (!this.#established) this.#bytesReceived += chunk.length
    if (this.#firstBytes.length < FIRST_BYTES) {
      this.#firstBytes = concatBytes(this.#firstBytes, chunk.subarray(0, FIRST_BYTES - this.#firstBytes.length))
    }
    // In pieces, so that of tiny records without end only some live at a time.
    for (let at = 0; at < chunk.length; at += PIECE) this.#receivedPiece(chunk.subarray(at, at + PIECE))
  }

  #receivedPiece(piece: Uint8Array): void {
    for (const record of this.#records.push(piece)) {
      const logged = this.#established ? null : this.#log.arrived(record)
      if (this.#waiting.length < MAX_WAITING) this.#waiting.push({ record, logged })
      this.#readWaiting()
    }
  }

  /** A line of NSS key log format (RFC 9850), as Node's `keylog` event gives it. Kept in memory only. */
  keyLogged(line: string): void {
    const [label, , secret] = line.trim().split(' ')
    if (label === undefined || secret === undefined) return
    if (label !== LABELS.handshake && label !== LABELS.application) return
    this.#secrets.set(label, fromHex(secret))
    this.#readWaiting()
  }

  /** From here on alerts are those of the time after the handshake, and bytes are no longer counted. */
  established(): void {
    this.#established = true
  }

  wire(): ReadFromWire {
    return {
      firstBytes: toHex(this.#firstBytes),
      bytesReceived: this.#bytesReceived,
      serverHello: this.#hello,
      messages: [...this.#messages],
      certificates: this.#certificates?.map(toBase64) ?? null,
      certificateRequest: this.#authorities === null ? null : { authorities: this.#authorities.map(toBase64) },
      alerts: [...this.#alerts],
    }
  }

  /** How an established handshake was framed, if there is anything to remark. */
  oddTrail(): Pick<TlsExchange, 'trail'> {
    return this.#log.isOrdinary() ? {} : { trail: this.#log.trail(null, new Uint8Array(0)) }
  }

  /** How a handshake was framed that was not established; nothing where nothing came. */
  trail(afterwards: RecordTrail['afterwards'] | null): Pick<TlsExchange, 'trail'> {
    if (this.#bytesReceived === 0) return {}
    const bytes = this.#records.restLength()
    const rest = bytes === 0 ? null : { head: toHex(this.#records.rest().subarray(0, HEADER_BYTES)), bytes }
    const trail = this.#log.trail(rest, this.#handshake.unfinished())
    return { trail: afterwards == null ? trail : { ...trail, afterwards } }
  }

  /** What came first is, or may become, a record. */
  speaksTls(): boolean {
    return !this.#records.broken() || this.#bytesReceived > this.#records.restLength()
  }

  midRecord(): boolean {
    return this.#records.midRecord()
  }

  /** Records wait for a key that has not been logged yet. */
  needsKeys(): boolean {
    return this.#waiting.length > 0
  }

  /** The peer has said who it is; or it is done without having done so, which `none` says. */
  identity(): 'certificates' | 'none' | 'awaited' {
    if (this.#certificates !== null) return 'certificates'
    const last = [HANDSHAKE_TYPE.serverHelloDone, HANDSHAKE_TYPE.finished]
    return this.#messages.some(({ type }) => last.some((done) => done === type)) ? 'none' : 'awaited'
  }

  /** Number of the named group of the key exchange; `null` as long as none is known. */
  group(): number | null {
    return this.#group
  }

  /** The alert that ended the connection, if one did: in TLS 1.3 the level counts for nothing (RFC 8446 section 6). */
  endingAlert(phase: TlsAlert['phase']): TlsAlert | null {
    const ends = (alert: TlsAlert) =>
      this.#isTls13()
        ? alert.description !== CLOSE_NOTIFY && alert.description !== USER_CANCELED
        : alert.level === 'fatal'
    return this.#alerts.findLast((alert) => alert.phase === phase && ends(alert)) ?? null
  }

  /** An alert that only OpenSSL could read (TLS 1.2 after ChangeCipherSpec). */
  reported(description: number): void {
    this.#alert(2, description)
  }

  #readWaiting(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#isSealed(next.record) && !this.#haveKeys()) return
      this.#waiting.shift()
      this.#read(next.record, next.logged)
    }
  }

  #isTls13(): boolean {
    return this.#hello?.version === TLS13
  }

  #isSealed(record: TlsRecord): boolean {
    return this.#isTls13() && record.type === CONTENT_TYPE.applicationData
  }

  #haveKeys(): boolean {
    if (this.#keys !== null) return true
    const secret = this.#secrets.get(LABELS[this.#epoch])
    if (secret !== undefined && this.#hello !== null) this.#keys = TrafficKeys.of(this.#hello.cipherSuite, secret)
    return this.#keys !== null
  }

  #read(record: TlsRecord, logged: LoggedRecord | null): void {
    const wasClear = this.#clear
    if (this.#isSealed(record)) {
      const opened = this.#keys?.open(record) ?? null
      if (opened === null) note(logged, { locked: true })
      else {
        const { type, content } = opened
        if (type !== null) this.#readContent(type, content)
        note(logged, {
          inner: { type, length: content.length },
          ...shown(type, content),
          messages: this.#messages.length,
        })
      }
    } else if (wasClear) {
      // In TLS 1.3 it means nothing (RFC 8446 appendix D.4); in 1.2 all that follows is encrypted.
      if (record.type === CONTENT_TYPE.changeCipherSpec) this.#clear = this.#isTls13()
      else this.#readContent(record.type, record.fragment)
      note(logged, { ...shown(record.type, record.fragment), messages: this.#messages.length })
    }
  }

  #readContent(type: number, content: Uint8Array): void {
    if (type === CONTENT_TYPE.alert && content.length === 2) this.#alert(content[0] ?? 0, content[1] ?? 0)
    if (type !== CONTENT_TYPE.handshake) return
    for (const message of this.#handshake.push(content)) this.#readMessage(message)
  }

  #alert(level: number, description: number): void {
    if (this.#alerts.length >= MAX_ALERTS) return
    const phase = this.#established ? 'after' : 'handshake'
    this.#alerts.push({ level: level === 1 ? 'warning' : 'fatal', description, phase })
  }

  #readMessage({ type, bytes, body }: HandshakeMessage): void {
    if (type === HANDSHAKE_TYPE.keyUpdate && this.#epoch === 'application') this.#keys = this.#keys?.next() ?? null
    if (type === HANDSHAKE_TYPE.newSessionTicket || type === HANDSHAKE_TYPE.keyUpdate) {
      // Before the server is done it is none of a session, but ends the handshake.
      if (this.#mayFollow()) return
    }
    if (this.#messages.length >= MAX_MESSAGES) return
    this.#messages.push({ type, bytes: toBase64(bytes) })
    if (type === HANDSHAKE_TYPE.serverHello) this.#readHello(body)
    if (type === HANDSHAKE_TYPE.certificate) this.#certificates ??= readCertificates(body, this.#isTls13())
    if (type === HANDSHAKE_TYPE.serverKeyExchange) this.#group = readKeyExchangeGroup(body)
    if (type === HANDSHAKE_TYPE.certificateRequest) this.#authorities = readAuthorities(body, this.#isTls13()) ?? []
    if (type === HANDSHAKE_TYPE.finished && this.#isTls13()) {
      this.#epoch = 'application'
      this.#keys = null
      this.#handshake = new HandshakeReader()
    }
  }

  /** The server has said all that it says before our Finished. */
  #mayFollow(): boolean {
    return this.#epoch === 'application' || this.#messages.some(({ type }) => type === HANDSHAKE_TYPE.serverHelloDone)
  }

  #readHello(body: Uint8Array): void {
    const read = readServerHello(body)
    if (read === null) return
    this.#retried ||= read.hello.helloRetryRequest
    this.#hello = { ...read.hello, helloRetryRequest: this.#retried }
    this.#group = read.group
  }
}

const SHOWN: readonly number[] = [CONTENT_TYPE.alert, CONTENT_TYPE.changeCipherSpec]

function shown(type: number | null, content: Uint8Array): Pick<LoggedRecord, 'content'> {
  return type !== null && SHOWN.includes(type) ? { content: toHex(content.subarray(0, 2)) } : {}
}

function note(logged: LoggedRecord | null, found: Partial<LoggedRecord>): void {
  if (logged !== null) Object.assign(logged, found)
}

const CLOSE_NOTIFY = 0
const USER_CANCELED = 90

const LABELS = { handshake: 'SERVER_HANDSHAKE_TRAFFIC_SECRET', application: 'SERVER_TRAFFIC_SECRET_0' } as const
