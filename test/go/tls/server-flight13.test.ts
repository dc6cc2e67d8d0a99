import { describe, expect, it } from 'vitest'
import { errorAfterCertificate13, errorBeforeCertificate13 } from '../../../src/go/tls/server-flight13.ts'
import type { GoPublicKey } from '../../../src/go/x509/certificate.ts'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'
import { handshakeMessage, SID, SUPPORTED_13, serverHello } from '../server-hello-builder.ts'
import { exchangeWith } from './trail-builder.ts'

const V1_35 = releaseOf('v1.35.2', 'go1.25.7')
const HELLO = serverHello({ sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13] })
const EXTENSIONS = handshakeMessage(8, Uint8Array.of(0, 0))
const REQUEST = handshakeMessage(13, Uint8Array.of(0, 0, 0))
const CERTIFICATE = handshakeMessage(11, new Uint8Array(12))
const FINISHED = handshakeMessage(20, new Uint8Array(32))
const KEY: GoPublicKey = { type: 'ecdsa', curve: 'P256', spki: new Uint8Array(0) }

describe('between ServerHello and certificate', () => {
  it.each<[string, readonly Uint8Array[], string | null]>([
    ['the order that RFC 8446 has', [EXTENSIONS, REQUEST, CERTIFICATE], null],
    ['nothing yet', [], null],
    ['no EncryptedExtensions', [CERTIFICATE], waiting('certificateMsgTLS13', 'encryptedExtensionsMsg')],
    ['two of them', [EXTENSIONS, EXTENSIONS], waiting('encryptedExtensionsMsg', 'certificateMsgTLS13')],
    ['two requests', [EXTENSIONS, REQUEST, REQUEST], waiting('certificateRequestMsgTLS13', 'certificateMsgTLS13')],
    ['Finished at once', [EXTENSIONS, FINISHED], waiting('finishedMsg', 'certificateMsgTLS13')],
    [
      'extensions without their length',
      [handshakeMessage(8, new Uint8Array(0))],
      'local error: tls: unexpected message',
    ],
    [
      'a request that is cut',
      [EXTENSIONS, handshakeMessage(13, Uint8Array.of(0, 0, 9))],
      'local error: tls: unexpected message',
    ],
    ['a type that is none', [handshakeMessage(67, new Uint8Array(0))], 'local error: tls: unexpected message'],
  ])('%s', (_what, messages, text) => {
    const exchange = exchangeWith([{ messages: [HELLO] }, { messages, sealed: true }])
    expect(errorBeforeCertificate13(exchange, V1_34_5.behaviours)?.text ?? null).toBe(text)
  })
})

describe('behind the certificate', () => {
  it.each<[string, readonly Uint8Array[], string | null]>([
    ['the order that RFC 8446 has', [verify(0x0403), FINISHED], null],
    ['a second certificate', [CERTIFICATE], waiting('certificateMsgTLS13', 'certificateVerifyMsg')],
    ['a second signature', [verify(0x0403), verify(0x0403)], waiting('certificateVerifyMsg', 'finishedMsg')],
    ['a signature that is cut', [handshakeMessage(15, Uint8Array.of(4, 3))], 'local error: tls: unexpected message'],
    ['an unknown scheme', [verify(0x1234)], 'tls: certificate used with invalid signature algorithm'],
    ['SHA-1', [verify(0x0203)], 'tls: certificate used with invalid signature algorithm'],
    ['PKCS #1 v1.5', [verify(0x0401)], 'tls: certificate used with invalid signature algorithm'],
    [
      'the scheme of another kind of key',
      [verify(0x0804)],
      'tls: invalid signature by the server certificate: expected an RSA public key, got *ecdsa.PublicKey',
    ],
  ])('%s', (_what, messages, text) => {
    expect(behind(messages, V1_34_5)).toBe(text)
  })

  it('since Go 1.25 the scheme has to fit key and curve', () => {
    const text = 'tls: certificate used with invalid signature algorithm'
    expect(behind([verify(0x0804)], V1_35)).toBe(text)
    expect(behind([verify(0x0503)], V1_35)).toBe(text)
    expect(behind([verify(0x0403)], V1_35)).toBeNull()
    expect(behind([verify(0x0503)], V1_34_5)).toBeNull()
  })
})

it('has a code for each fault', () => {
  const before = exchangeWith([{ messages: [HELLO] }, { messages: [EXTENSIONS, CERTIFICATE], sealed: true }])
  const empty = { ...before, certificates: [] }
  expect(errorBeforeCertificate13(empty, V1_34_5.behaviours)?.code).toBe('tls.EmptyCertificates')
  expect(errorBeforeCertificate13({ ...before, certificates: null }, V1_34_5.behaviours)?.code).toBe(
    'tls.LocalAlertError.10',
  )
  const code = (message: Uint8Array) => {
    const messages = [EXTENSIONS, CERTIFICATE, message]
    const exchange = exchangeWith([{ messages: [HELLO] }, { messages, sealed: true }])
    return errorAfterCertificate13(exchange, KEY, V1_34_5.behaviours)?.code
  }
  expect([code(verify(0x1234)), code(verify(0x0804)), code(FINISHED)]).toEqual([
    'tls.InvalidSignatureAlgorithm',
    'tls.InvalidServerSignature',
    'tls.UnexpectedHandshakeMessage',
  ])
})

it.each<[number, GoPublicKey['type']]>([
  [0x0804, 'rsa'],
  [0x0805, 'rsa'],
  [0x0806, 'rsa'],
  [0x0403, 'ecdsa'],
  [0x0503, 'ecdsa'],
  [0x0603, 'ecdsa'],
  [0x0807, 'ed25519'],
])('scheme %i is of a key of type %s', (scheme, type) => {
  const messages = [EXTENSIONS, CERTIFICATE, verify(scheme)]
  const exchange = exchangeWith([{ messages: [HELLO] }, { messages, sealed: true }])
  const curve = { 1027: 'P256', 1283: 'P384', 1539: 'P521' }[scheme]
  const fits = (one: GoPublicKey['type']) => {
    const key = { type: one, bits: 2048, exponent: 3n, curve, spki: new Uint8Array() } as unknown as GoPublicKey
    return [V1_34_5, V1_35].every(({ behaviours }) => errorAfterCertificate13(exchange, key, behaviours) === null)
  }
  expect((['rsa', 'ecdsa', 'ed25519', 'dsa'] as const).filter(fits)).toEqual([type])
})

function behind(messages: readonly Uint8Array[], release: typeof V1_34_5): string | null {
  const exchange = exchangeWith([
    { messages: [HELLO] },
    { messages: [EXTENSIONS, CERTIFICATE, ...messages], sealed: true },
  ])
  return errorAfterCertificate13(exchange, KEY, release.behaviours)?.text ?? null
}

function waiting(got: string, wanted: string): string {
  return `tls: received unexpected handshake message of type *tls.${got} when waiting for *tls.${wanted}`
}

/** A CertificateVerify (RFC 8446 section 4.4.3). */
function verify(scheme: number): Uint8Array {
  return handshakeMessage(15, concatBytes(Uint8Array.of(scheme >> 8, scheme & 255, 0, 4), new Uint8Array(4)))
}
