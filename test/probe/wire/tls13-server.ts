import {
  createCipheriv,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
} from 'node:crypto'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { message, rawServer, record, vector } from '../loopback.ts'

/**
 * A TLS 1.3 server (RFC 8446; X25519, AES-128-GCM) that gets as far as keys for its handshake and then sends these
 * messages, sealed, whatever they are; then this alert. No real server can be made to present what is no certificate.
 */
export function tls13Server(messages: readonly Uint8Array[], alert: number | null = null): Promise<number> {
  return rawServer((socket) => {
    socket.once('data', (chunk: Buffer) => {
      const sealed = (seal: Seal) => [
        ...messages.map((one) => seal(22, one)),
        ...(alert === null ? [] : [seal(21, Uint8Array.of(2, alert))]),
      ]
      for (const one of tls13Answer(chunk, sealed)) socket.write(one)
    })
  })
}

/** A record with that content, sealed; `padded`: with some padding, as the RFC allows. */
export type Seal = (type: number, content: Uint8Array, padded?: boolean) => Uint8Array

/** The records of such a server: its ServerHello, and what `sealed` makes of the keys that follow from it. */
export function tls13Answer(
  clientHelloRecord: Buffer,
  sealed: (seal: Seal) => readonly Uint8Array[],
): readonly Uint8Array[] {
  const { serverHello, secret, transcript } = agreed(clientHelloRecord)
  return [record(22, serverHello), ...sealed(sealer(trafficSecret(secret, 's hs traffic', transcript)))]
}

/** What a ServerHello settles: itself, the handshake secret (RFC 8446 section 7.1), and what has been said up to here. */
export function agreed(clientHelloRecord: Buffer): {
  readonly serverHello: Uint8Array
  readonly secret: Uint8Array
  readonly transcript: readonly Uint8Array[]
} {
  const clientHello = clientHelloRecord.subarray(5)
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const own = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const serverHello = helloWith(sessionId(clientHello), own)
  const peer = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), x25519Share(clientHello)]),
    type: 'spki',
    format: 'der',
  })
  const shared = diffieHellman({ privateKey, publicKey: peer })
  return { serverHello, secret: hmac(derived(hmac(ZEROS, ZEROS)), shared), transcript: [clientHello, serverHello] }
}

export function tls13Certificate(certificates: readonly Uint8Array[]): Uint8Array {
  const entries = certificates.map((der) => concatBytes(vector(3, der), vector(2, new Uint8Array(0))))
  return message(11, concatBytes(vector(1, new Uint8Array(0)), vector(3, concatBytes(...entries))))
}

export const encryptedExtensions = message(8, vector(2, new Uint8Array(0)))

function helloWith(session: Uint8Array, share: Uint8Array): Uint8Array {
  const supportedVersions = Uint8Array.of(0, 43, 0, 2, 3, 4)
  const keyShare = concatBytes(Uint8Array.of(0, 51, 0, 36, 0, 0x1d), vector(2, share))
  const head = concatBytes(Uint8Array.of(3, 3), new Uint8Array(32).fill(7), vector(1, session))
  return message(
    2,
    concatBytes(head, Uint8Array.of(0x13, 0x01, 0), vector(2, concatBytes(supportedVersions, keyShare))),
  )
}

function sessionId(clientHello: Buffer): Uint8Array {
  return clientHello.subarray(39, 39 + (clientHello[38] ?? 0))
}

/** The key share with group 0x001d and 32 octets; nothing else in a ClientHello looks like its head. */
function x25519Share(clientHello: Buffer): Buffer {
  const at = clientHello.lastIndexOf(Buffer.of(0, 0x1d, 0, 32))
  return clientHello.subarray(at + 4, at + 36)
}

const ZEROS = new Uint8Array(32)

/** RFC 8446 section 7.1: from one stage's secret to the salt of the next. */
export function derived(secret: Uint8Array): Uint8Array {
  return expand(secret, 'derived', sha256([]), 32)
}

export function trafficSecret(secret: Uint8Array, label: string, transcript: readonly Uint8Array[]): Uint8Array {
  return expand(secret, label, sha256(transcript), 32)
}

export function sha256(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export function sealer(secret: Uint8Array): Seal {
  const key = expand(secret, 'key', new Uint8Array(0), 16)
  const iv = expand(secret, 'iv', new Uint8Array(0), 12)
  let sequence = 0n
  return (type, content, padded = true) => {
    const counter = Buffer.alloc(12)
    counter.writeBigUInt64BE(sequence++, 4)
    const nonce = iv.map((octet, i) => octet ^ (counter[i] ?? 0))
    const inner = concatBytes(content, Uint8Array.of(type), new Uint8Array(padded ? 3 : 0))
    const head = Uint8Array.of(23, 3, 3, (inner.length + 16) >> 8, (inner.length + 16) & 0xff)
    const cipher = createCipheriv('aes-128-gcm', key, nonce)
    cipher.setAAD(head)
    return concatBytes(head, cipher.update(inner), cipher.final(), cipher.getAuthTag())
  }
}

export function expand(secret: Uint8Array, label: string, context: Uint8Array, length: number): Uint8Array {
  const name = new TextEncoder().encode(`tls13 ${label}`)
  const info = concatBytes(Uint8Array.of(0, length), vector(1, name), vector(1, context), Uint8Array.of(1))
  return hmac(secret, info).subarray(0, length)
}

export function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(data).digest())
}
