import { type CipherGCMTypes, createDecipheriv, createHmac } from 'node:crypto'
import { concatBytes } from '../../lib/bytes.ts'
import type { TlsRecord } from './record-reader.ts'

interface Suite {
  readonly cipher: CipherGCMTypes | 'chacha20-poly1305'
  readonly keyBytes: number
  readonly hash: 'sha256' | 'sha384'
}

/** RFC 8446 appendix B.4: the three suites that Go offers. */
const SUITES: ReadonlyMap<number, Suite> = new Map<number, Suite>([
  [0x1301, { cipher: 'aes-128-gcm', keyBytes: 16, hash: 'sha256' }],
  [0x1302, { cipher: 'aes-256-gcm', keyBytes: 32, hash: 'sha384' }],
  [0x1303, { cipher: 'chacha20-poly1305', keyBytes: 32, hash: 'sha256' }],
])

const IV_BYTES = 12
const TAG_BYTES = 16

export interface OpenedRecord {
  readonly type: number | null
  readonly content: Uint8Array
}

/** Opens the server's TLS 1.3 records of one epoch, in their order (RFC 8446 sections 5.2, 5.3 and 7.3). */
export class TrafficKeys {
  readonly #suite: Suite
  readonly #secret: Uint8Array
  readonly #key: Uint8Array
  readonly #iv: Uint8Array
  #sequence = 0n

  private constructor(suite: Suite, secret: Uint8Array) {
    this.#suite = suite
    this.#secret = secret
    this.#key = expandLabel(suite, secret, 'key', suite.keyBytes)
    this.#iv = expandLabel(suite, secret, 'iv', IV_BYTES)
  }

  /** `null` for a cipher suite that Go does not offer. */
  static of(cipherSuite: number, secret: Uint8Array): TrafficKeys | null {
    const suite = SUITES.get(cipherSuite)
    return suite === undefined ? null : new TrafficKeys(suite, secret)
  }

  /** The keys after a KeyUpdate (section 7.2). */
  next(): TrafficKeys {
    const secret = expandLabel(this.#suite, this.#secret, 'traffic upd', this.#secret.length)
    return new TrafficKeys(this.#suite, secret)
  }

  /** `null` when the record does not open: other keys, or bytes changed on the way. */
  open(record: TlsRecord): OpenedRecord | null {
    const body = record.fragment.subarray(0, -TAG_BYTES)
    const tag = record.fragment.subarray(-TAG_BYTES)
    if (tag.length !== TAG_BYTES) return null
    const { cipher } = this.#suite
    // Node's types know the AEAD options of ChaCha20-Poly1305 only under the name of a GCM cipher.
    const decipher = createDecipheriv(cipher as CipherGCMTypes, this.#key, this.#nonce(), { authTagLength: TAG_BYTES })
    decipher.setAAD(record.bytes.subarray(0, 5))
    decipher.setAuthTag(tag)
    try {
      return unpad(concatBytes(decipher.update(body), decipher.final()))
    } catch {
      return null
    }
  }

  #nonce(): Uint8Array {
    const nonce = Buffer.from(this.#iv)
    const counter = Buffer.alloc(IV_BYTES)
    counter.writeBigUInt64BE(this.#sequence++, IV_BYTES - 8)
    return nonce.map((octet, i) => octet ^ (counter[i] ?? 0))
  }
}

/** TLSInnerPlaintext: content, type, zeros. */
function unpad(inner: Uint8Array): OpenedRecord {
  const end = inner.findLastIndex((octet) => octet !== 0)
  return { type: inner[end] ?? null, content: inner.subarray(0, Math.max(0, end)) }
}

/** HKDF-Expand-Label with an empty context (RFC 8446 section 7.1, RFC 5869 section 2.3). */
function expandLabel(suite: Suite, secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = Buffer.from(`tls13 ${label}`, 'latin1')
  const info = Buffer.concat([Buffer.from([length >> 8, length & 0xff, name.length]), name, Buffer.from([0])])
  let block: Uint8Array = new Uint8Array(0)
  let output: Uint8Array = new Uint8Array(0)
  for (let counter = 1; output.length < length; counter++) {
    const hmac = createHmac(suite.hash, secret).update(block).update(info)
    block = new Uint8Array(hmac.update(Uint8Array.of(counter)).digest())
    output = concatBytes(output, block)
  }
  return output.subarray(0, length)
}
