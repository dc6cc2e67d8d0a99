import { equalBytes, fromHex } from '../../lib/bytes.ts'
import type { ServerHello } from '../../transcript/transcript.ts'
import { ByteCursor } from './byte-cursor.ts'

const EXTENSION = { supportedVersions: 43, certificateAuthorities: 47, keyShare: 51 } as const

/** SHA-256 of "HelloRetryRequest": the random that tells one from a ServerHello (RFC 8446 section 4.1.3). */
const RETRY_RANDOM = fromHex('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c')

export interface ReadServerHello {
  readonly hello: ServerHello
  /** Of the key_share extension (TLS 1.3). */
  readonly group: number | null
}

/** RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3. `null` when it is malformed. */
export function readServerHello(body: Uint8Array): ReadServerHello | null {
  const cursor = new ByteCursor(body)
  const legacyVersion = cursor.uint(2)
  const random = cursor.take(32)
  cursor.vector(1)
  const cipherSuite = cursor.uint(2)
  const compression = cursor.uint(1)
  if (legacyVersion === null || random === null || cipherSuite === null || compression === null) return null
  // TLS 1.2 may leave the extensions out altogether.
  const extensions = cursor.atEnd() ? [] : readExtensions(cursor.vector(2))
  if (extensions === null) return null
  const data = (type: number) => extensions.find((extension) => extension.type === type)?.data
  const supported = data(EXTENSION.supportedVersions)
  const keyShare = data(EXTENSION.keyShare)
  return {
    hello: {
      version: (supported === undefined ? null : new ByteCursor(supported).uint(2)) ?? legacyVersion,
      legacyVersion,
      cipherSuite,
      helloRetryRequest: equalBytes(random, RETRY_RANDOM),
      extensions: extensions.map(({ type }) => type),
    },
    group: keyShare === undefined ? null : new ByteCursor(keyShare).uint(2),
  }
}

/** The certificates exactly as sent: RFC 5246 section 7.4.2, RFC 8446 section 4.4.2. `null` when it is malformed. */
export function readCertificates(body: Uint8Array, tls13: boolean): readonly Uint8Array[] | null {
  const cursor = new ByteCursor(body)
  if (tls13) cursor.vector(1)
  const list = cursor.vector(3)
  if (list === null || !cursor.atEnd()) return null
  const entries = new ByteCursor(list)
  const certificates: Uint8Array[] = []
  while (!entries.atEnd()) {
    const certificate = entries.vector(3)
    if (certificate === null || (tls13 && entries.vector(2) === null)) return null
    certificates.push(certificate)
  }
  return certificates
}

/** The authorities' names in DER: RFC 5246 section 7.4.4, RFC 8446 sections 4.3.2 and 4.2.4. `null` when malformed. */
export function readAuthorities(body: Uint8Array, tls13: boolean): readonly Uint8Array[] | null {
  const cursor = new ByteCursor(body)
  cursor.vector(1)
  if (!tls13) {
    cursor.vector(2)
    return readNames(cursor.vector(2))
  }
  const extensions = readExtensions(cursor.vector(2))
  if (extensions === null) return null
  const authorities = extensions.find(({ type }) => type === EXTENSION.certificateAuthorities)
  return authorities === undefined ? [] : readNames(new ByteCursor(authorities.data).vector(2))
}

/** The curve of an ECDHE ServerKeyExchange (RFC 8422 section 5.4). */
export function readKeyExchangeGroup(body: Uint8Array): number | null {
  const cursor = new ByteCursor(body)
  return cursor.uint(1) === 3 ? cursor.uint(2) : null
}

function readNames(list: Uint8Array | null): readonly Uint8Array[] | null {
  if (list === null) return null
  const cursor = new ByteCursor(list)
  const names: Uint8Array[] = []
  while (!cursor.atEnd()) {
    const name = cursor.vector(2)
    if (name === null) return null
    names.push(name)
  }
  return names
}

interface Extension {
  readonly type: number
  readonly data: Uint8Array
}

function readExtensions(list: Uint8Array | null): readonly Extension[] | null {
  if (list === null) return null
  const cursor = new ByteCursor(list)
  const extensions: Extension[] = []
  while (!cursor.atEnd()) {
    const type = cursor.uint(2)
    const data = cursor.vector(2)
    if (type === null || data === null) return null
    extensions.push({ type, data })
  }
  return extensions
}
