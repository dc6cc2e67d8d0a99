import { toHex } from '../../lib/bytes.ts'
import type { RecordTrail, WireRecord } from '../../transcript/record-trail.ts'
import { CONTENT_TYPE, type TlsRecord } from './record-reader.ts'

const MAX_RECORDS = 256

/** What is known of one record; more of it may become known when its key does. */
export interface LoggedRecord {
  type: number
  version: number
  length: number
  inner?: { readonly type: number | null; readonly length: number }
  content?: string
  messages?: number
  locked?: boolean
}

/** Notes how a server framed its handshake. */
export class RecordLog {
  readonly #records: LoggedRecord[] = []
  #cut = false

  /** Also where it is too late to be listed. */
  arrived({ type, bytes, fragment }: TlsRecord): LoggedRecord {
    const logged = { type, version: ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0), length: fragment.length }
    if (this.#records.length < MAX_RECORDS) this.#records.push(logged)
    else this.#cut = true
    return logged
  }

  trail(rest: RecordTrail['rest'], unfinished: Uint8Array): RecordTrail {
    const records = this.#records.map((record): WireRecord => ({ ...record }))
    return { records, ...(this.#cut ? { cut: true } : {}), rest, unfinished: toHex(unfinished) }
  }

  /** Records as every server sends them: whole, in the newest version's number, and but one ChangeCipherSpec. */
  isOrdinary(): boolean {
    const changes = this.#records.filter(({ type }) => type === CONTENT_TYPE.changeCipherSpec)
    return !this.#cut && changes.length <= 1 && this.#records.every(isOrdinary)
  }
}

/** RFC 8446 section 5.1: legacy_record_version. */
const VERSION = 0x0303
/** RFC 8446 section 5.1: the longest fragment in the clear. */
const MAX_CLEAR = 16_384

function isOrdinary({ type, version, length }: LoggedRecord): boolean {
  if (version !== VERSION || length === 0) return false
  if (type === CONTENT_TYPE.changeCipherSpec) return length === 1
  return type === CONTENT_TYPE.applicationData || (type === CONTENT_TYPE.handshake && length <= MAX_CLEAR)
}
