import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { errorAfterCertificate } from '../../../src/go/tls/after-certificate.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'
import type { TlsExchange } from '../../../src/transcript/transcript.ts'
import { createKey, issueCertificate } from '../../../src/x509/issue.ts'
import { exchangeOf, releaseOf, V1_34_5 } from '../judge-input-builder.ts'
import { handshakeMessage, SID, SUPPORTED_13, sent, serverHello } from '../server-hello-builder.ts'

const V1_29 = releaseOf('v1.29.14', 'go1.22.12', { tlsrsakex: '1' })
const VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const ecdsa = leafWith(createKey('ecdsa-p256'))
const rsa = leafWith(createKey('rsa-2048'))
const small = leafWith(generateKeyPairSync('rsa', { modulusLength: 1016 }).privateKey)

const CERTIFICATE = handshakeMessage(11, new Uint8Array(3))
const STATUS = handshakeMessage(22, Uint8Array.of(1, 0, 0, 1, 5))
const KEY_EXCHANGE = handshakeMessage(12, Uint8Array.of(3, 0, 29, 32, ...new Uint8Array(32), 8, 4, 0, 1, 7))
const REQUEST = handshakeMessage(13, Uint8Array.of(1, 1, 0, 2, 4, 3, 0, 0))
const CUT_REQUEST = handshakeMessage(13, Uint8Array.of(1, 1, 0, 2, 4))
const DONE = handshakeMessage(14, new Uint8Array())
const LONG_DONE = handshakeMessage(14, Uint8Array.of(1))
const NONE = handshakeMessage(67, new Uint8Array())
const STATUS_REQUESTED = serverHello({ extensions: [[5, []]] })

const MALFORMED = 'local error: tls: unexpected message'
const MISSING = 'tls: missing ServerKeyExchange message'

describe('behind the certificate of TLS 1.2', () => {
  it.each<[string, readonly Uint8Array[], string | null]>([
    ['nothing yet', [], null],
    ['key exchange and done', [KEY_EXCHANGE, DONE], null],
    ['a request between them', [KEY_EXCHANGE, REQUEST, DONE], null],
    ['only a key exchange', [KEY_EXCHANGE], null],
    ['a request and nothing more', [KEY_EXCHANGE, REQUEST], null],
    ['no key exchange', [DONE], MISSING],
    ['a request, but no key exchange', [REQUEST, DONE], MISSING],
    ['a key exchange that is cut', [handshakeMessage(12, Uint8Array.of(3))], 'tls: invalid ServerKeyExchange message'],
    ['a request that is cut', [KEY_EXCHANGE, CUT_REQUEST], MALFORMED],
    ['a done with a body', [KEY_EXCHANGE, LONG_DONE], MALFORMED],
    ['a done with a body behind a request', [KEY_EXCHANGE, REQUEST, LONG_DONE], MALFORMED],
    [
      'a status that was not asked for',
      [STATUS, KEY_EXCHANGE, DONE],
      'tls: received unexpected CertificateStatus message',
    ],
    ['a second certificate', [CERTIFICATE], waiting('certificateMsg')],
    ['two key exchanges', [KEY_EXCHANGE, KEY_EXCHANGE], waiting('serverKeyExchangeMsg')],
    ['a type that is none, which is not read', [KEY_EXCHANGE, NONE], null],
  ])('%s', (_, messages, text) => {
    expect(errorOf([serverHello(), CERTIFICATE, ...messages])).toBe(text)
  })

  it('a status that the hello announced is read, and so is what follows', () => {
    expect(errorOf([STATUS_REQUESTED, CERTIFICATE, STATUS, KEY_EXCHANGE, DONE])).toBeNull()
    expect(errorOf([STATUS_REQUESTED, CERTIFICATE, STATUS, DONE])).toBe(MISSING)
    expect(errorOf([STATUS_REQUESTED, CERTIFICATE, STATUS, LONG_DONE])).toBe(MALFORMED)
    expect(errorOf([STATUS_REQUESTED, CERTIFICATE, STATUS])).toBeNull()
  })

  it('a hello that cannot be read announced none', () => {
    expect(errorOf([handshakeMessage(2, new Uint8Array(3)), CERTIFICATE, STATUS])).toBe(
      'tls: received unexpected CertificateStatus message',
    )
  })

  it('nothing is told without hello or certificate', () => {
    expect(errorOf([CERTIFICATE, DONE])).toBeNull()
    expect(errorOf([serverHello(), DONE])).toBeNull()
  })

  it('RSA key exchange needs none, but a key that decrypts, where it is offered', () => {
    const without = (leaf: Uint8Array, release = V1_29) =>
      errorOf([serverHello({ suite: 0x009c }), CERTIFICATE, DONE], { certificates: [toBase64(leaf)] }, release, 0x009c)
    expect(without(rsa)).toBeNull()
    expect(without(ecdsa)).toBe('tls: server certificate contains incorrect key type for selected ciphersuite')
    expect(without(rsa, V1_34_5)).toBe(MISSING)
    expect(errorOf([serverHello(), CERTIFICATE, DONE], { certificates: [toBase64(rsa)] }, V1_29, 0xc02f)).toBe(MISSING)
  })

  it('has codes', () => {
    const code = (...messages: readonly Uint8Array[]) => judged([serverHello(), CERTIFICATE, ...messages])?.code
    expect([code(DONE), code(STATUS), code(CERTIFICATE)]).toEqual([
      'tls.MissingServerKeyExchange',
      'tls.UnexpectedCertificateStatus',
      'tls.UnexpectedHandshakeMessage',
    ])
    const mismatch = judged([serverHello({ suite: 0x009c }), CERTIFICATE, DONE], {}, V1_29, 0x009c)
    expect(mismatch?.code).toBe('tls.IncorrectKeyType')
  })
})

describe('of the leaf’s key', () => {
  const TOO_SMALL = /^tls: .*1016-bit keys are insecure|^tls: server sent certificate/

  it('a small one is refused once the flight is in order, and where the handshake was completed', () => {
    const certificates = [toBase64(small)]
    expect(errorOf([serverHello(), CERTIFICATE, DONE], { certificates })).toBe(MISSING)
    const late = errorOf([serverHello(), CERTIFICATE, KEY_EXCHANGE, DONE], { certificates })
    expect(late).not.toBeNull()
    expect(errorOf([serverHello(), CERTIFICATE, DONE], { certificates, end: { kind: 'established' } })).toBe(late)
    expect(TOO_SMALL.test(late ?? '') || late?.includes('1016')).toBe(true)
  })

  it('a wrong signature is worded by its kind', () => {
    const wrong = (certificates: TlsExchange['certificates'], reason = 'ERR_SSL_BAD_SIGNATURE') =>
      errorOf([serverHello(), CERTIFICATE, KEY_EXCHANGE, DONE], {
        certificates,
        end: { kind: 'stack-gave-up', reason },
      })
    const words = 'tls: invalid signature by the server certificate: '
    expect(wrong([toBase64(ecdsa)])).toBe(`${words}ECDSA verification failure`)
    expect(wrong([toBase64(rsa)])).toBe(`${words}crypto/rsa: verification error`)
    expect(wrong(['MAA='])).toBe(`${words}crypto/rsa: verification error`)
    expect(wrong(null)).toBe(`${words}crypto/rsa: verification error`)
    expect(wrong([toBase64(ecdsa)], 'ERR_SSL_OTHER')).toBeNull()
  })

  it('nothing is wrong where the handshake was completed', () => {
    expect(errorOf([serverHello(), CERTIFICATE, DONE], { end: { kind: 'established' } })).toBeNull()
  })
})

describe('behind the certificate of TLS 1.3', () => {
  it('the scheme has to be of the key’s kind', () => {
    const hello = serverHello({ sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13] })
    const verify = handshakeMessage(15, Uint8Array.of(8, 4, 0, 1, 7))
    const messages = [hello, handshakeMessage(8, Uint8Array.of(0, 0)), handshakeMessage(11, new Uint8Array(12)), verify]
    const version = {
      version: 0x0304,
      legacyVersion: 0x0303,
      cipherSuite: 0x1301,
      helloRetryRequest: false,
      extensions: [],
    }
    const text = 'tls: invalid signature by the server certificate: expected an RSA public key, got *ecdsa.PublicKey'
    expect(errorOf(messages, { serverHello: version })).toBe(text)
    expect(errorOf(messages, { serverHello: version, certificates: [toBase64(rsa)] })).toBeNull()
    expect(errorOf(messages, { serverHello: version, certificates: ['MAA='] })).toBeNull()
  })
})

function leafWith(key: KeyObject): Uint8Array {
  return issueCertificate({ subject: { commonName: 'leaf' }, issuer: 'self', key, ...VALIDITY }).der
}

function waiting(got: string): string {
  return `tls: received unexpected handshake message of type *tls.${got} when waiting for *tls.serverHelloDoneMsg`
}

function judged(
  messages: readonly Uint8Array[],
  parts: Partial<TlsExchange> = {},
  release = V1_34_5,
  cipherSuite = 0xc02f,
) {
  const exchange = exchangeOf({
    ...sent(...messages),
    serverHello: { version: 0x0303, legacyVersion: 0x0303, cipherSuite, helloRetryRequest: false, extensions: [] },
    certificates: [toBase64(ecdsa)],
    end: { kind: 'closed', midRecord: false },
    ...parts,
  })
  return errorAfterCertificate(exchange, release.behaviours)
}

function errorOf(...args: Parameters<typeof judged>): string | null {
  return judged(...args)?.text ?? null
}
