import { concatBytes } from '../../../src/lib/bytes.ts'
import { type HelloParts, serverHello } from '../../go/server-hello-builder.ts'
import { receive, type Step, send } from './script.ts'

/** TLS records by hand. */
export function record(type: number, body: Uint8Array, version = 0x0303): Uint8Array {
  return concatBytes(Uint8Array.of(type, version >> 8, version & 255, body.length >> 8, body.length & 255), body)
}

export function handshakeRecord(...messages: readonly Uint8Array[]): Uint8Array {
  return record(0x16, concatBytes(...messages))
}

export function alertRecord(level: number, description: number): Uint8Array {
  return record(0x15, Uint8Array.of(level, description))
}

/** A ChangeCipherSpec. */
export const CHANGE = record(0x14, Uint8Array.of(1))

/** A message in two records, with another one between them. */
export function splitBy(message: Uint8Array, between: Uint8Array): readonly Uint8Array[] {
  return [record(0x16, message.subarray(0, 10)), between, record(0x16, message.subarray(10))]
}

export function times(count: number, bytes: Uint8Array): Uint8Array {
  return concatBytes(...Array<Uint8Array>(count).fill(bytes))
}

/** Answers with a ServerHello that depends on the client's, which is where its session id stands. */
export function helloSteps(
  parts: (sessionId: Uint8Array) => HelloParts,
  ...more: readonly Uint8Array[]
): readonly Step[] {
  return [receive, send((received) => handshakeRecord(serverHello(parts(sessionIdOf(received))), ...more))]
}

/** RFC 8446 section 4.1.2: record header, message header, version, random, then the session id. */
function sessionIdOf(clientHello: Buffer): Uint8Array {
  const length = clientHello[43] ?? 0
  return clientHello.subarray(44, 44 + length)
}
