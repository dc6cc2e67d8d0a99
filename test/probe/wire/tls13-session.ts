import { sign } from 'node:crypto'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { clusterCa, message, record, serverCertificate, vector } from '../loopback.ts'
import {
  agreed,
  derived,
  encryptedExtensions,
  expand,
  hmac,
  type Seal,
  sealer,
  sha256,
  tls13Certificate,
  trafficSecret,
} from './tls13-server.ts'

/** A TLS 1.3 handshake that a client completes, so that anything can be said to it afterwards. */
export interface Session {
  /** Everything up to the server's Finished. */
  readonly flight: Uint8Array
  /** Seals what comes after it. */
  readonly seal: Seal
  /** Seals with the keys behind the next KeyUpdate (RFC 8446 section 7.2). */
  readonly update: () => Seal
}

/** RFC 8446 sections 4.4 and 7.1, with the certificate that the kubeconfig of these tests trusts. */
export function tls13Session(clientHelloRecord: Buffer): Session {
  const { serverHello, secret, transcript } = agreed(clientHelloRecord)
  const handshakeTraffic = trafficSecret(secret, 's hs traffic', transcript)
  const said = [...transcript]
  const seal = sealer(handshakeTraffic)
  const saying = (bytes: Uint8Array) => {
    said.push(bytes)
    return seal(22, bytes)
  }
  const records = [
    record(22, serverHello),
    saying(encryptedExtensions),
    saying(tls13Certificate([serverCertificate.der, clusterCa.der])),
    saying(certificateVerify(sha256(said))),
    saying(message(20, hmac(expand(handshakeTraffic, 'finished', new Uint8Array(0), 32), sha256(said)))),
  ]
  const master = hmac(derived(secret), new Uint8Array(32))
  let current = trafficSecret(master, 's ap traffic', said)
  return {
    flight: concatBytes(...records),
    seal: sealer(current),
    update: () => {
      current = expand(current, 'traffic upd', new Uint8Array(0), 32)
      return sealer(current)
    },
  }
}

const ECDSA_P256_SHA256 = Uint8Array.of(4, 3)

function certificateVerify(transcriptHash: Uint8Array): Uint8Array {
  const context = Buffer.from(`${' '.repeat(64)}TLS 1.3, server CertificateVerify\0`)
  const signature = sign('sha256', concatBytes(context, transcriptHash), serverCertificate.key)
  return message(15, concatBytes(ECDSA_P256_SHA256, vector(2, signature)))
}
