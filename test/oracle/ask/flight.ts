import { concatBytes } from '../../../src/lib/bytes.ts'
import { serverHello } from '../../go/server-hello-builder.ts'

const MAX_RECORD = 16_384

/**
 * A TLS 1.2 flight that needs no private key: ServerHello, Certificate, ServerHelloDone. Go verifies the chain before it
 * misses the server's key share, so `tls: missing ServerKeyExchange message` says that the chain was accepted.
 */
export function certificateFlight(chain: readonly Uint8Array[]): Uint8Array {
  const messages = flightMessages(chain)
  const all = concatBytes(...messages)
  const records: Uint8Array[] = []
  for (let at = 0; at < all.length; at += MAX_RECORD) {
    const part = all.subarray(at, at + MAX_RECORD)
    records.push(concatBytes(Uint8Array.of(0x16, 3, 3, part.length >> 8, part.length & 255), part))
  }
  return concatBytes(...records)
}

export function flightMessages(chain: readonly Uint8Array[]): readonly Uint8Array[] {
  const entries = concatBytes(...chain.map((der) => concatBytes(uint24(der.length), der)))
  return [serverHello({ suite: 0xc02b }), message(11, concatBytes(uint24(entries.length), entries)), message(14)]
}

function message(type: number, body: Uint8Array = new Uint8Array(0)): Uint8Array {
  return concatBytes(Uint8Array.of(type), uint24(body.length), body)
}

function uint24(value: number): Uint8Array {
  return Uint8Array.of(value >> 16, (value >> 8) & 255, value & 255)
}
