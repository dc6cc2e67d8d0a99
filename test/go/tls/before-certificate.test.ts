import { describe, expect, it } from 'vitest'
import { chainIsJudged, errorBeforeCertificate } from '../../../src/go/tls/before-certificate.ts'
import type { TlsExchange } from '../../../src/transcript/transcript.ts'
import { exchangeOf, V1_34_5 } from '../judge-input-builder.ts'
import { handshakeMessage, SID, SUPPORTED_13, sent, serverHello } from '../server-hello-builder.ts'

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

  it('needs none in TLS 1.3', () => {
    const seen = { ...sent(hello13, certificate), serverHello: { ...hello12, version: 0x0304 }, certificates: ['MAA='] }
    expect(chainIsJudged(exchangeOf({ ...seen, end: { kind: 'closed', midRecord: false } }))).toBe(true)
  })
})

function error(parts: Partial<TlsExchange>) {
  const end = { kind: 'stack-gave-up', reason: 'ERR_SSL_TEST' } as const
  return errorBeforeCertificate(exchangeOf({ end, ...parts }), V1_34_5.behaviours, false)
}
