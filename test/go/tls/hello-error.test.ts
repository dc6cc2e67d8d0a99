import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { helloError } from '../../../src/go/tls/hello-error.ts'
import { readServerHello } from '../../../src/go/tls/server-hello.ts'
import { toHex } from '../../../src/lib/bytes.ts'
import type { Release } from '../../../src/release/release.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'
import { type HelloParts, HRR_RANDOM, SID, SUPPORTED_13, serverHello } from '../server-hello-builder.ts'

const V1_29 = releaseOf('v1.29.14', 'go1.22.12', { tlsrsakex: '1' })
const V1_35 = releaseOf('v1.35.2', 'go1.25.7')
/** A hello that offers nothing beyond kubectl's. */
const SENT = { bytes: 1496, sessionId: '', cipherSuites: [], groups: [], keyShares: [] }
const FRESH = { retry: null, sent: null }
const X25519 = [0x33, [0, 0x1d, 0, 32, ...Array<number>(32).fill(9)]] as const
/** The curve's base point. */
const POINT = createPublicKey({
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
    y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
  },
  format: 'jwk',
})
  .export({ format: 'der', type: 'spki' })
  .subarray(-65)
const P256 = [0x33, [0, 0x17, 0, 65, ...POINT]] as const
const p256Retry = () => readServerHello(serverHello({ ...tls13([0x33, [0, 0x17]]), random: HRR_RANDOM }))
const MLKEM = [0x33, [0x11, 0xec, 0x04, 0x60, ...Array<number>(1120).fill(9)]] as const

describe('a ServerHello that kubectl takes', () => {
  it.each<[string, HelloParts, Release]>([
    ['TLS 1.2 with ECDHE', {}, V1_34_5],
    ['RSA key exchange where it is offered', { suite: 0x009c }, V1_29],
    ['3DES where it is offered', { suite: 0xc012 }, V1_29],
    ['ALPN h2', { extensions: [[0x10, [0, 3, 2, 0x68, 0x32]]] }, V1_34_5],
    ['an empty renegotiation extension', { extensions: [[0xff01, [0]]] }, V1_34_5],
    ['TLS 1.3 with X25519', tls13(X25519), V1_34_5],
    ['TLS 1.3 with the post-quantum share', tls13(MLKEM), V1_34_5],
    ['a request for P-256', { ...tls13([0x33, [0, 0x17]]), random: HRR_RANDOM }, V1_34_5],
  ])('%s', (_what, parts, release) => {
    expect(errorOf(parts, release)).toBeNull()
  })

  it('the share that a retry asked for', () => {
    expect(errorOf(tls13(P256), V1_34_5, { ...FRESH, retry: p256Retry() })).toBeNull()
  })
})

describe('a ServerHello that kubectl refuses', () => {
  it.each<[string, HelloParts, Release, string]>([
    ['RSA key exchange where it is not offered', { suite: 0x009c }, V1_34_5, 'tls.UnconfiguredCipherSuite'],
    ['a share of a group that had none in the hello', tls13(P256), V1_34_5, 'tls.UnsupportedGroup'],
    ['the post-quantum share where none was sent', tls13(MLKEM), V1_29, 'tls.UnsupportedGroup'],
    ['ALPN within a TLS 1.3 hello', tls13(X25519, [0x10, [0, 3, 2, 0x68, 0x32]]), V1_34_5, 'tls.ForbiddenExtension'],
    [
      'another legacy version in TLS 1.3',
      { ...tls13(X25519), legacyVersion: 0x0302 },
      V1_34_5,
      'tls.IncorrectLegacyVersion',
    ],
  ])('%s', (_what, parts, release, code) => {
    expect(errorOf(parts, release)?.code).toBe(code)
  })

  it('a second retry', () => {
    const retry = { ...tls13([0x33, [0, 0x17]]), random: HRR_RANDOM }
    expect(errorOf(retry, V1_34_5, { ...FRESH, retry: p256Retry() })?.text).toBe(
      'tls: server sent two HelloRetryRequest messages',
    )
  })

  it.each([
    ['another suite', { ...tls13(P256), suite: 0x1302 }, 'tls: server changed cipher suite after a HelloRetryRequest'],
    ['another group', tls13(X25519), 'tls: server selected unsupported group'],
    [
      'a point that is on no curve',
      tls13([0x33, [0, 0x17, 0, 65, ...Array<number>(65).fill(4)]]),
      'tls: invalid server key share',
    ],
    ['TLS 1.2', {}, 'tls: server selected TLS 1.3 using the legacy version field'],
    [
      'another version',
      { ...tls13(P256), extensions: [[0x2b, [3, 3]]] },
      'tls: server selected an invalid version after a HelloRetryRequest',
    ],
  ] as const)('%s after a retry', (_what, parts, text) => {
    expect(errorOf(parts, V1_34_5, { ...FRESH, retry: p256Retry() })?.text).toBe(text)
  })

  it.each([
    ['a cookie', tls13(X25519, [0x2c, [0, 1, 7]]), 'tls: server sent a cookie in a normal ServerHello'],
    ['a group without its share', tls13([0x33, [0, 0x1d]]), 'tls: malformed key_share extension'],
  ] as const)('%s in a ServerHello of TLS 1.3', (_what, parts, text) => {
    expect(errorOf(parts, V1_34_5)?.text).toBe(text)
  })

  it.each<[string, HelloParts, Release, string]>([
    [
      'tls.LegacyVersionField',
      { legacyVersion: 0x0304 },
      V1_34_5,
      'tls: server selected TLS 1.3 using the legacy version field',
    ],
    [
      'tls.SessionIdNotEchoed',
      { ...tls13(X25519), sessionId: SID.subarray(1) },
      V1_34_5,
      'tls: server did not echo the legacy session ID',
    ],
    [
      'tls.UnsupportedCompression',
      { ...tls13(X25519), compression: 1 },
      V1_34_5,
      'tls: server selected unsupported compression format',
    ],
    [
      'tls.UnsupportedCompression',
      { ...tls13(X25519), compression: 1 },
      V1_35,
      'tls: server sent non-zero legacy TLS compression method',
    ],
    [
      'tls.UnconfiguredCipherSuite',
      { ...tls13(X25519), suite: 0x1304 },
      V1_34_5,
      'tls: server chose an unconfigured cipher suite',
    ],
    [
      'tls.UnexpectedCookie',
      tls13(X25519, [0x2c, [0, 1, 7]]),
      V1_34_5,
      'tls: server sent a cookie in a normal ServerHello',
    ],
    ['tls.MalformedKeyShare', tls13([0x33, [0, 0x1d]]), V1_34_5, 'tls: malformed key_share extension'],
    ['tls.NoKeyShare', tls13(), V1_34_5, 'tls: server did not send a key share'],
    ['tls.NoKeyShare', tls13([0x33, [0, 0]]), V1_34_5, 'tls: server did not send a key share'],
    ['tls.NoKeyShare', tls13([0x33, [0, 0, 0, 0]]), V1_34_5, 'tls: server did not send a key share'],
    ['tls.InvalidPSK', tls13(X25519, [0x29, [0, 0]]), V1_34_5, 'tls: server selected an invalid PSK'],
    ['tls.InvalidKeyShare', tls13([0x33, [0, 0x1d, 0, 1, 9]]), V1_34_5, 'tls: invalid server key share'],
    [
      'tls.InvalidKeyShare',
      tls13([0x33, [0, 0x1d, 0, 32, ...Array<number>(32).fill(0)]]),
      V1_34_5,
      'tls: invalid server key share',
    ],
    [
      'tls.InvalidKeyShare',
      tls13([0x33, [0x11, 0xec, 0, 1, 9]]),
      V1_34_5,
      'tls: invalid server X25519MLKEM768 key share',
    ],
    ['tls.UnsupportedCompression', { compression: 1 }, V1_34_5, 'tls: server selected unsupported compression format'],
  ])('has the code %s for it', (code, parts, release, text) => {
    expect(errorOf(parts, release)).toMatchObject({ code, text })
  })

  it('has a code of its own behind a retry', () => {
    const again = { ...tls13(P256), suite: 0x1302 }
    expect(errorOf(again, V1_34_5, { ...FRESH, retry: p256Retry() })?.code).toBe('tls.HelloRetryRequest')
  })

  it.each([
    ['P-384', 0x18, 'P-384'],
    ['P-521', 0x19, 'P-521'],
  ])('a share of %s is judged by its curve, uncompressed', (_, group, namedCurve) => {
    const spki = generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'der', type: 'spki' })
    const point = [...spki.subarray(spki.lastIndexOf(0x04, spki.length - (namedCurve === 'P-384' ? 97 : 133)))]
    const retry = readServerHello(serverHello({ ...tls13([0x33, [0, group]]), random: HRR_RANDOM }))
    const shared = (key: readonly number[]) =>
      errorOf(tls13([0x33, [0, group, 0, key.length, ...key]]), V1_34_5, { ...FRESH, retry })?.code ?? null
    expect(shared(point)).toBeNull()
    expect(shared([2, ...point.slice(1, (point.length + 1) / 2)])).toBe('tls.InvalidKeyShare')
    expect(shared([...point.slice(0, -1), (point.at(-1) ?? 0) ^ 1])).toBe('tls.InvalidKeyShare')
  })

  it('our session id come back in TLS 1.2, since Go 1.25', () => {
    const echoed = { ...FRESH, sent: { ...SENT, sessionId: toHex(SID) } }
    expect(errorOf({ sessionId: SID }, V1_35, echoed)?.code).toBe('tls.SessionIdEchoed')
    expect(errorOf({ sessionId: SID }, V1_34_5, echoed)).toBeNull()
    expect(errorOf({ sessionId: SID }, V1_35)).toBeNull()
  })
})

describe('a choice that only the doctor offered', () => {
  it('is no error: kubectl would have been given another', () => {
    const context = { ...FRESH, sent: { ...SENT, groups: [0x11ec], keyShares: [0x11ec], cipherSuites: [0x009c] } }
    expect(errorOf(tls13(MLKEM), V1_29, context)).toBeNull()
    expect(errorOf({ suite: 0x009c }, V1_34_5, context)).toBeNull()
  })

  it('but what neither offered is one', () => {
    const context = { ...FRESH, sent: { ...SENT, groups: [0x001d], keyShares: [0x001d] } }
    expect(errorOf(tls13(MLKEM), V1_29, context)?.code).toBe('tls.UnsupportedGroup')
  })
})

describe('readServerHello', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['a body cut short', serverHello().subarray(0, 30)],
    ['extensions cut short', serverHello({ extensions: [SUPPORTED_13] }).subarray(0, -1)],
  ])('refuses %s', (_what, message) => {
    expect(readServerHello(message)).toBeNull()
  })
})

function tls13(...extensions: HelloParts['extensions'] & {}): HelloParts {
  return { sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13, ...extensions] }
}

function errorOf(parts: HelloParts, release: Release, context: Parameters<typeof helloError>[2] = FRESH) {
  const hello = readServerHello(serverHello(parts))
  if (hello === null) throw new Error('the hello of this test does not parse')
  return helloError(hello, release.behaviours, context)
}
