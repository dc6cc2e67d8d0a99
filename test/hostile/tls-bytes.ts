import { concatBytes } from '../../src/lib/bytes.ts'
import { clusterCa, record, serverCertificate, tls12Certificate } from '../probe/loopback.ts'

/** TLS by hand, as broken as it is wanted. */

export const NOTHING = new Uint8Array(0)
export const KILOBYTE = new Uint8Array(1000).fill(0x41)
export const CHAIN = tls12Certificate([serverCertificate.der, clusterCa.der])

/** Handshake messages in as many records of 16 KiB as it takes. */
export function handshakes(...messages: readonly Uint8Array[]): Uint8Array {
  const bytes = concatBytes(...messages)
  const count = Math.ceil(bytes.length / 16_384)
  return concatBytes(
    ...Array.from({ length: count }, (_, i) => record(22, bytes.subarray(i * 16_384, (i + 1) * 16_384))),
  )
}

/** A message's header that announces so much, whatever comes. */
export function announces(type: number, length: number): Uint8Array {
  return Uint8Array.of(type, length >> 16, (length >> 8) & 255, length & 255)
}
