import { randomBytes } from 'node:crypto'
import { HANDSHAKE_TYPE } from './handshake-reader.ts'
import { type HelloShape, isPostQuantum, POST_QUANTUM } from './hello-shape.ts'
import { CONTENT_TYPE } from './record-reader.ts'

export interface HelloWish {
  readonly shape: HelloShape
  /** `null`: no server_name extension. */
  readonly sni: string | null
  /** No TLS 1.3: no suites, groups and shares of it either. */
  readonly tls12Only: boolean
  /** Without it there is no ALPN at all, as with DISABLE_HTTP2. */
  readonly http2: boolean
}

/**
 * A ClientHello in its record, as kubectl's Go writes it, byte for byte but for what is random: RFC 8446 section 4.1.2.
 * The secrets behind its shares are thrown away, so that no handshake can be finished with it.
 */
export function helloRecord(wish: HelloWish): Buffer {
  const { shape, tls12Only } = wish
  const suites = shape.cipherSuites.filter((suite) => !(tls12Only && isTls13Suite(suite)))
  const extensions = shape.extensions.flatMap((type) => {
    const data = extension(type, wish)
    return data === null ? [] : [uint16(type), vector16(data)]
  })
  const body = Buffer.concat([
    uint16(LEGACY_VERSION),
    randomBytes(32),
    vector8(randomBytes(32)),
    vector16(numbers(suites)),
    vector8(Buffer.from([0])),
    vector16(Buffer.concat(extensions)),
  ])
  const message = Buffer.concat([Buffer.from([HANDSHAKE_TYPE.clientHello, 0]), vector16(body)])
  return Buffer.concat([Buffer.from([CONTENT_TYPE.handshake]), uint16(RECORD_VERSION), vector16(message)])
}

const RECORD_VERSION = 0x0301
const LEGACY_VERSION = 0x0303
const TLS12 = 0x0303
const TLS13 = 0x0304
const X25519 = 0x001d

const EXTENSION = {
  serverName: 0,
  statusRequest: 5,
  supportedGroups: 10,
  ecPointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  signedCertificateTimestamp: 18,
  extendedMasterSecret: 23,
  supportedVersions: 43,
  signatureAlgorithmsCert: 50,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const

/** What Go still takes in certificates' own signatures, as signature_algorithms_cert has it since Go 1.25. */
const SHA1_ALGORITHMS = [0x0201, 0x0203] as const

/** `null`: this hello does not have it. Ends with a bug's exception for a number that the table should not hold. */
function extension(type: number, { shape, sni, tls12Only, http2 }: HelloWish): Buffer | null {
  const groups = shape.groups.filter((group) => !(tls12Only && isPostQuantum(group)))
  switch (type) {
    case EXTENSION.serverName:
      return sni === null ? null : vector16(Buffer.concat([Buffer.from([0]), vector16(Buffer.from(sni, 'latin1'))]))
    case EXTENSION.statusRequest:
      return Buffer.from([1, 0, 0, 0, 0])
    case EXTENSION.supportedGroups:
      return vector16(numbers(groups))
    case EXTENSION.ecPointFormats:
      return vector8(Buffer.from([0]))
    case EXTENSION.signatureAlgorithms:
      return vector16(numbers(shape.signatureAlgorithms))
    case EXTENSION.signatureAlgorithmsCert:
      return vector16(numbers([...shape.signatureAlgorithms, ...SHA1_ALGORITHMS]))
    case EXTENSION.alpn:
      return http2 ? vector16(Buffer.concat(['h2', 'http/1.1'].map((name) => vector8(Buffer.from(name))))) : null
    case EXTENSION.signedCertificateTimestamp:
    case EXTENSION.extendedMasterSecret:
      return Buffer.alloc(0)
    case EXTENSION.renegotiationInfo:
      return Buffer.from([0])
    case EXTENSION.supportedVersions:
      return vector8(numbers(tls12Only ? [TLS12] : [TLS13, TLS12]))
    case EXTENSION.keyShare:
      if (tls12Only) return null
      return vector16(Buffer.concat(shape.keyShares.flatMap((group) => [uint16(group), vector16(keyShare(group))])))
    default:
      throw new TypeError(`no kubectl sends extension ${type}`)
  }
}

/** Any 32 octets are an X25519 key (RFC 7748 section 5). The hybrid's order differs from that of the draft before it. */
function keyShare(group: number): Buffer {
  if (group === X25519) return randomBytes(32)
  if (group === POST_QUANTUM.mlkem) return Buffer.concat([encapsulationKey(), randomBytes(32)])
  if (group === POST_QUANTUM.kyber) return Buffer.concat([randomBytes(32), encapsulationKey()])
  throw new TypeError(`no kubectl sends a share of group ${group}`)
}

const ML_KEM_768 = { coefficients: 768, modulus: 3329, seed: 32 } as const

/**
 * What passes for an ML-KEM-768 encapsulation key: servers check that each of its 12-bit coefficients is below the modulus
 * (FIPS 203 section 7.2), and nothing more can be checked.
 */
function encapsulationKey(): Buffer {
  const { coefficients, modulus, seed } = ML_KEM_768
  const random = randomBytes(coefficients * 2)
  const packed = Buffer.alloc((coefficients * 3) / 2)
  for (let i = 0; i < coefficients; i += 2) {
    const a = random.readUInt16LE(i * 2) % modulus
    const b = random.readUInt16LE(i * 2 + 2) % modulus
    packed.writeUIntLE(a | (b << 12), (i / 2) * 3, 3)
  }
  return Buffer.concat([packed, randomBytes(seed)])
}

function isTls13Suite(suite: number): boolean {
  return suite >> 8 === 0x13
}

function numbers(list: readonly number[]): Buffer {
  return Buffer.concat(list.map(uint16))
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}

function vector8(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}

function vector16(bytes: Uint8Array): Buffer {
  return Buffer.concat([uint16(bytes.length), bytes])
}
