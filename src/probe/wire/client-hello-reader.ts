import { concatBytes, toHex } from '../../lib/bytes.ts'
import type { ClientHello } from '../../transcript/transcript.ts'
import { ByteCursor } from './byte-cursor.ts'
import { HANDSHAKE_TYPE } from './handshake-reader.ts'
import { CONTENT_TYPE } from './record-reader.ts'

const RECORD_HEADER = 5
const MAX_RECORD = RECORD_HEADER + 0x4000
const EXTENSION = { supportedGroups: 0x000a, keyShare: 0x0033 } as const

/** Reads along with what we send, only as far as the first record: our ClientHello. */
export class ClientHelloReader {
  #sent: Uint8Array = new Uint8Array(0)
  #hello: ClientHello | null = null

  sent(chunk: Uint8Array): void {
    if (this.#hello !== null || this.#sent.length >= MAX_RECORD) return
    this.#sent = concatBytes(this.#sent, chunk.subarray(0, MAX_RECORD - this.#sent.length))
    this.#hello = readClientHello(this.#sent)
  }

  hello(): ClientHello | null {
    return this.#hello
  }
}

/** RFC 8446 section 4.1.2, in one record; `null` while it is not whole, or where the bytes are something else. */
function readClientHello(sent: Uint8Array): ClientHello | null {
  const record = new ByteCursor(sent)
  if (record.uint(1) !== CONTENT_TYPE.handshake) return null
  record.take(2)
  const fragment = record.vector(2)
  if (fragment === null) return null
  const message = new ByteCursor(fragment)
  if (message.uint(1) !== HANDSHAKE_TYPE.clientHello) return null
  const body = new ByteCursor(message.vector(3) ?? new Uint8Array(0))
  body.take(2 + 32)
  const sessionId = body.vector(1)
  const suites = body.vector(2)
  body.vector(1)
  const extensions = body.vector(2)
  if (sessionId === null || suites === null || extensions === null) return null
  return {
    bytes: RECORD_HEADER + fragment.length,
    sessionId: toHex(sessionId),
    cipherSuites: numbers(suites),
    groups: numbers(new ByteCursor(extension(extensions, EXTENSION.supportedGroups)).vector(2)),
    keyShares: sharedGroups(new ByteCursor(extension(extensions, EXTENSION.keyShare)).vector(2)),
  }
}

function extension(list: Uint8Array, wanted: number): Uint8Array {
  const cursor = new ByteCursor(list)
  while (!cursor.atEnd()) {
    const type = cursor.uint(2)
    const data = cursor.vector(2)
    if (data === null) break
    if (type === wanted) return data
  }
  return new Uint8Array(0)
}

function numbers(list: Uint8Array | null): readonly number[] {
  const cursor = new ByteCursor(list ?? new Uint8Array(0))
  const found: number[] = []
  for (let number = cursor.uint(2); number !== null; number = cursor.uint(2)) found.push(number)
  return found
}

function sharedGroups(shares: Uint8Array | null): readonly number[] {
  const cursor = new ByteCursor(shares ?? new Uint8Array(0))
  const found: number[] = []
  for (let group = cursor.uint(2); group !== null; group = cursor.uint(2)) {
    found.push(group)
    cursor.vector(2)
  }
  return found
}
