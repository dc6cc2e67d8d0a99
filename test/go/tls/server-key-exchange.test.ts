import { describe, expect, it } from 'vitest'
import { serverKeyExchangeError, wrongSignature } from '../../../src/go/tls/server-key-exchange.ts'
import type { GoPublicKey } from '../../../src/go/x509/certificate.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'
import { handshakeMessage } from '../server-hello-builder.ts'

const V1_35 = releaseOf('v1.35.2', 'go1.25.7')
const RSA_SUITE = 0xc02f
const INVALID = 'tls: invalid ServerKeyExchange message'
const SCHEME = 'tls: certificate used with invalid signature algorithm'

describe('a ServerKeyExchange', () => {
  it.each([0xc02f, 0xc030, 0xcca8, 0xc013, 0xc014, 0xc012])('signed by RSA is what suite %i wants', (suite) => {
    for (const scheme of [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0201])
      expect(errorOf({ scheme }, suite)).toBeNull()
    for (const scheme of [0x0403, 0x0503, 0x0603, 0x0807, 0x0203]) expect(errorOf({ scheme }, suite)).toBe(INVALID)
  })

  it.each([0xc02b, 0xc02c, 0xcca9, 0xc009, 0xc00a])('signed by an elliptic curve is what suite %i wants', (suite) => {
    for (const scheme of [0x0403, 0x0503, 0x0603, 0x0807, 0x0203]) expect(errorOf({ scheme }, suite)).toBeNull()
    for (const scheme of [0x0804, 0x0401, 0x0201]) expect(errorOf({ scheme }, suite)).toBe(INVALID)
  })

  it.each([
    [29, 32],
    [23, 65],
    [24, 97],
    [25, 133],
  ])('of group %i has a key of %i octets', (group, octets) => {
    expect(errorOf({ group, key: octets })).toBeNull()
    expect([errorOf({ group, key: octets - 1 }), errorOf({ group, key: octets + 1 })]).toEqual([INVALID, INVALID])
  })

  it('of a group that has no share in TLS 1.2 may have a key of any length', () => {
    expect(errorOf({ group: 0x11ec, key: 5 })).toBeNull()
  })

  it('of another group is refused, in other words since Go 1.25', () => {
    expect(errorOf({ group: 30, key: 56 })).toBe('tls: server selected unsupported curve')
    expect(errorOf({ group: 30, key: 56 }, RSA_SUITE, V1_35)).toBe('tls: server selected unoffered curve')
    expect(errorOf({ kind: 1 })).toBe('tls: server selected unsupported curve')
    expect(errorOf({ kind: 1 }, RSA_SUITE, V1_35)).toBe('tls: server selected unsupported curve')
  })

  it('by a scheme that was not offered is refused', () => {
    expect(errorOf({ scheme: 0x0101 })).toBe(SCHEME)
    expect([errorOf({ scheme: 0x0201 }), errorOf({ scheme: 0x0201 }, RSA_SUITE, V1_35)]).toEqual([null, SCHEME])
  })

  it('that is cut is refused', () => {
    expect(errorOfBody([3, 0, 29])).toBe(INVALID)
    expect(errorOfBody([3, 0, 29, 1])).toBe(INVALID)
    expect(errorOfBody([3, 0, 29, 0])).toBe(INVALID)
    expect(errorOfBody([...body({}).slice(0, -2)])).toBe(INVALID)
    expect(errorOfBody([...body({}), 0])).toBe(INVALID)
    expect(errorOfBody(body({}).slice(0, 4 + 32 + 3))).toBe(INVALID)
    expect(errorOfBody([...body({ signature: 0 })])).toBeNull()
  })

  it('has codes for its faults', () => {
    const code = (parts: Parts) =>
      serverKeyExchangeError(handshakeMessage(12, Uint8Array.from(body(parts))), RSA_SUITE, V1_34_5.behaviours)?.code
    expect([code({ key: 1 }), code({ kind: 1 }), code({ scheme: 0x0101 })]).toEqual([
      'tls.InvalidServerKeyExchange',
      'tls.UnsupportedCurve',
      'tls.InvalidSignatureAlgorithm',
    ])
    const group = handshakeMessage(12, Uint8Array.from(body({ group: 30 })))
    expect(serverKeyExchangeError(group, RSA_SUITE, V1_35.behaviours)?.code).toBe('tls.UnsupportedCurve')
  })
})

it.each<[GoPublicKey['type'] | null, string]>([
  ['rsa', 'crypto/rsa: verification error'],
  ['ecdsa', 'ECDSA verification failure'],
  ['ed25519', 'Ed25519 verification failure'],
  ['dsa', 'crypto/rsa: verification error'],
  [null, 'crypto/rsa: verification error'],
])('a wrong signature by a key of type %s', (type, words) => {
  const key = type === null ? null : ({ type, spki: new Uint8Array() } as GoPublicKey)
  expect(wrongSignature(key)).toEqual({
    code: 'tls.InvalidServerSignature',
    text: `tls: invalid signature by the server certificate: ${words}`,
  })
})

interface Parts {
  readonly kind?: number
  readonly group?: number
  readonly key?: number
  readonly scheme?: number
  readonly signature?: number
}

/** RFC 8422 section 5.4; of a key and a signature the octets do not matter. */
function body({ kind = 3, group = 29, key = 32, scheme = 0x0804, signature = 8 }: Parts): readonly number[] {
  const signed = [scheme >> 8, scheme & 255, 0, signature, ...Array<number>(signature).fill(7)]
  return [kind, group >> 8, group & 255, key, ...Array<number>(key).fill(9), ...signed]
}

function errorOf(parts: Parts, suite = RSA_SUITE, release = V1_34_5): string | null {
  return errorOfBody(body(parts), suite, release)
}

function errorOfBody(octets: readonly number[], suite = RSA_SUITE, { behaviours } = V1_34_5): string | null {
  return serverKeyExchangeError(handshakeMessage(12, Uint8Array.from(octets)), suite, behaviours)?.text ?? null
}
