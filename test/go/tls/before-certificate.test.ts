import { describe, expect, it } from 'vitest'
import { chainIsJudged, errorBeforeCertificate } from '../../../src/go/tls/before-certificate.ts'
import type { TlsExchange } from '../../../src/transcript/transcript.ts'
import { exchangeOf, V1_34_5 } from '../judge-input-builder.ts'
import { HRR_RANDOM, handshakeMessage, SID, SUPPORTED_13, sent, serverHello } from '../server-hello-builder.ts'

const hello13 = serverHello({
  sessionId: SID,
  suite: 0x1301,
  extensions: [SUPPORTED_13, [0x33, [0, 0x1d, 0, 32, ...Array<number>(32).fill(9)]]],
})
const certificate = handshakeMessage(11, Uint8Array.of(0, 0, 0))
const extensions13 = handshakeMessage(8, Uint8Array.of(0, 0))
const certificate13 = handshakeMessage(11, Uint8Array.of(0, 0, 0, 0))
const hello12 = {
  version: 0x0303,
  legacyVersion: 0x0303,
  cipherSuite: 0xc02f,
  helloRetryRequest: false,
  extensions: [],
}

describe('errorBeforeCertificate', () => {
  it('refuses another first message, told by its whole record where the doctor’s own stack took none', () => {
    const done =
      'tls: received unexpected handshake message of type *tls.serverHelloDoneMsg when waiting for *tls.serverHelloMsg'
    expect(error(sent(handshakeMessage(14, new Uint8Array())))?.text).toBe(done)
    expect(error(sent(handshakeMessage(14, Uint8Array.of(1))))?.code).toBe('tls.LocalAlertError.10')
    expect(error({ firstBytes: '16030400040e000000' })?.text).toBe(done)
    expect(error({ firstBytes: '16030400050e00000100' })?.text).toBe(done)
    expect(error({ firstBytes: `16030401040e000100${'00'.repeat(256)}` })?.text).toBe(done)
    expect(error({ firstBytes: '16030400050e000000' })).toBeNull()
    expect(error({ firstBytes: `16030401040e000100${'00'.repeat(255)}` })).toBeNull()
    expect(error({ firstBytes: '16030400040e000001' })).toBeNull()
    expect(error({ firstBytes: '16030400040e000100' })).toBeNull()
    expect(error({ firstBytes: '16030400040e010000' })).toBeNull()
    expect(error({ firstBytes: '1603040004020000' })).toBeNull()
    expect(error({ firstBytes: '1603040004' })).toBeNull()
    expect(error({ firstBytes: '15030300020228' })).toBeNull()
  })

  it('refuses any message but a ServerHello behind a HelloRetryRequest', () => {
    const retry = serverHello({
      random: HRR_RANDOM,
      sessionId: SID,
      suite: 0x1301,
      extensions: [SUPPORTED_13, [0x33, [0, 0x17]]],
    })
    expect(error(sent(retry, extensions13))?.text).toBe(
      'tls: received unexpected handshake message of type *tls.encryptedExtensionsMsg when waiting for *tls.serverHelloMsg',
    )
    expect(error(sent(retry, certificate13))?.text).toContain('of type *tls.certificateMsgTLS13')
    expect(error(sent(retry))).toBeNull()
  })

  it('refuses a hello that is cut or whose extensions are', () => {
    expect(error(sent(handshakeMessage(2, new Uint8Array(3))))?.code).toBe('tls.LocalAlertError.10')
    expect(error(sent(serverHello({ extensions: [[5, [1]]] })))?.code).toBe('tls.LocalAlertError.10')
    expect(error(sent(serverHello({ suite: 0x009c })))?.code).toBe('tls.UnconfiguredCipherSuite')
  })

  it('refuses messages of TLS 1.2 that do not hold together, and those of no type', () => {
    const code = (...messages: readonly Uint8Array[]) => error(sent(serverHello(), ...messages))?.code ?? null
    expect(code(handshakeMessage(14, Uint8Array.of(1)))).toBe('tls.LocalAlertError.10')
    const seen = { certificates: ['MAA='] }
    const third = (message: Uint8Array) =>
      error({ ...sent(serverHello(), certificate, message), ...seen })?.code ?? null
    expect(third(handshakeMessage(14, Uint8Array.of(1)))).toBe('tls.LocalAlertError.10')
    expect(third(handshakeMessage(67, new Uint8Array()))).toBe('tls.LocalAlertError.10')
    expect(third(handshakeMessage(13, Uint8Array.of(1, 1, 0, 2, 4, 3, 0, 0)))).toBeNull()
    expect(third(handshakeMessage(13, Uint8Array.of(1, 1, 0, 0)))).toBe('tls.LocalAlertError.10')
    expect(third(handshakeMessage(14, new Uint8Array()))).toBeNull()
  })

  it('refuses a certificate message in which there is no list', () => {
    expect(error({ ...sent(serverHello(), certificate), certificates: null })?.code).toBe('tls.LocalAlertError.10')
    expect(error(sent(serverHello()))).toBeNull()
    expect(error({})).toBeNull()
  })

  it('goes by the version of a hello that was not kept', () => {
    const version13 = { ...hello12, version: 0x0304 }
    expect(error({ serverHello: version13, certificates: [] })).toBeNull()
    expect(error({ serverHello: hello12, certificates: [] })?.text).toContain('of type *tls.certificateMsg')
  })

  it('refuses another message where TLS 1.2 has its certificate', () => {
    expect(error(sent(serverHello(), handshakeMessage(14, new Uint8Array())))?.text).toBe(
      'tls: received unexpected handshake message of type *tls.serverHelloDoneMsg when waiting for *tls.certificateMsg',
    )
  })

  it('refuses a protocol in EncryptedExtensions that was not offered', () => {
    const extensions = handshakeMessage(8, Uint8Array.of(0, 10, 0, 0x10, 0, 6, 0, 4, 3, 0x66, 0x6f, 0x6f))
    expect(error(sent(hello13, extensions))?.code).toBe('tls.UnadvertisedALPN')
  })

  it('refuses an empty list of certificates in the words of each version', () => {
    expect(error({ ...sent(hello13, extensions13, certificate13), certificates: [] })?.text).toBe(
      'tls: received empty certificates message',
    )
    expect(error({ ...sent(serverHello(), certificate), certificates: [] })?.text).toContain(
      'of type *tls.certificateMsg',
    )
  })

  it('refuses a certificate of no octets as a malformed message only at the end of a TLS 1.2 list', () => {
    expect(error({ ...sent(serverHello(), certificate), certificates: [''] })?.code).toBe('tls.LocalAlertError.10')
    expect(error({ ...sent(serverHello(), certificate), certificates: ['', 'MAA='] })).toBeNull()
  })

  it('has no word for messages in order', () => {
    expect(error({ ...sent(serverHello(), certificate), certificates: ['MAA='] })).toBeNull()
  })
})

describe('chainIsJudged', () => {
  it('needs one more message behind the certificate in TLS 1.2', () => {
    const closed = { end: { kind: 'closed', midRecord: false }, certificates: ['MAA='], serverHello: hello12 } as const
    const done = handshakeMessage(14, new Uint8Array())
    expect(chainIsJudged(exchangeOf({ ...sent(serverHello(), certificate), ...closed }))).toBe(false)
    expect(chainIsJudged(exchangeOf({ ...sent(serverHello(), certificate, done), ...closed }))).toBe(true)
  })

  it('is told by its end, and by its certificate', () => {
    const seen = { ...sent(serverHello(), certificate), certificates: ['MAA='], serverHello: hello12 }
    expect(chainIsJudged(exchangeOf({ ...seen, end: { kind: 'established' } }))).toBe(true)
    expect(chainIsJudged(exchangeOf({ ...seen, certificates: null, end: { kind: 'established' } }))).toBe(false)
    const closed = { kind: 'closed', midRecord: false } as const
    expect(chainIsJudged(exchangeOf({ ...seen, messages: [], end: closed }))).toBe(true)
    expect(chainIsJudged(exchangeOf({ ...seen, ...sent(certificate), end: closed }))).toBe(false)
    expect(chainIsJudged(exchangeOf({ ...seen, serverHello: null, end: closed }))).toBe(false)
  })

  it('needs none in TLS 1.3', () => {
    const seen = { ...sent(hello13, certificate), serverHello: { ...hello12, version: 0x0304 }, certificates: ['MAA='] }
    expect(chainIsJudged(exchangeOf({ ...seen, end: { kind: 'closed', midRecord: false } }))).toBe(true)
  })
})

function error(parts: Partial<TlsExchange>) {
  const end = { kind: 'stack-gave-up', reason: 'ERR_SSL_TEST' } as const
  return errorBeforeCertificate(exchangeOf({ end, ...parts }), V1_34_5.behaviours, false)
}
