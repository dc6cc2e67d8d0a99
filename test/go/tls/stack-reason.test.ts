import { describe, expect, it } from 'vitest'
import { isGosCheck, stackError } from '../../../src/go/tls/stack-reason.ts'
import { exchangeOf, V1_34_5 } from '../judge-input-builder.ts'

describe('stackError', () => {
  it.each([
    ['ERR_SSL_BAD_SIGNATURE', 'tls.InvalidServerSignature'],
    ['ERR_SSL_WRONG_SIGNATURE_TYPE', 'tls.InvalidSignatureAlgorithm'],
    ['ERR_SSL_WRONG_SIGNATURE_SIZE', 'tls.InvalidSignatureAlgorithm'],
    ['ERR_SSL_WRONG_CURVE', 'tls.UnsupportedCurve'],
    ['ERR_SSL_DIGEST_CHECK_FAILED', 'tls.InvalidFinished'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls.LocalAlertError.20'],
    ['ERR_SSL_BAD_DECRYPT', 'tls.LocalAlertError.20'],
    ['ERR_SSL_INVALID_AAD', 'tls.LocalAlertError.20'],
    ['ERR_SSL_CIPHER_OPERATION_FAILED', 'tls.LocalAlertError.20'],
    ['ERR_SSL_DATA_LENGTH_TOO_LONG', 'tls.LocalAlertError.22'],
    ['ERR_SSL_ENCRYPTED_LENGTH_TOO_LONG', 'tls.LocalAlertError.22'],
    ['ERR_SSL_UNEXPECTED_MESSAGE', 'tls.LocalAlertError.10'],
    ['ERR_SSL_UNEXPECTED_RECORD', 'tls.LocalAlertError.10'],
    ['ERR_SSL_BAD_HANDSHAKE', 'tls.LocalAlertError.10'],
    ['ERR_SSL_LENGTH_MISMATCH', 'tls.LocalAlertError.10'],
    ['ERR_SSL_BAD_EXTENSION', 'tls.LocalAlertError.10'],
  ])('takes %s for the same check of Go, likely', (reason, code) => {
    const error = stackError(reason, exchangeOf({}), V1_34_5.behaviours)
    expect(error.code).toBe(code)
    expect(error.approximate).toBe(`the doctor's TLS stack stopped with ${reason}, and Go's own check may differ`)
    expect(isGosCheck(reason)).toBe(true)
  })

  it('says what Go says of it', () => {
    const text = (reason: string, version = 0x0303) => {
      const hello = { version, legacyVersion: 0x0303, cipherSuite: 0xc02f, helloRetryRequest: false, extensions: [] }
      return stackError(reason, exchangeOf({ serverHello: hello }), V1_34_5.behaviours).text
    }
    expect(text('BAD_SIGNATURE')).toBe(
      'tls: invalid signature by the server certificate: crypto/rsa: verification error',
    )
    expect(text('WRONG_SIGNATURE_TYPE')).toBe('tls: certificate used with invalid signature algorithm')
    expect(text('WRONG_CURVE')).toBe('tls: server selected unsupported curve')
    expect(text('DIGEST_CHECK_FAILED')).toBe("tls: server's Finished message was incorrect")
    expect(text('DIGEST_CHECK_FAILED', 0x0304)).toBe('tls: invalid server finished hash')
  })

  it('leaves open what Go would do with any other reason', () => {
    expect(stackError('ERR_SSL_UNKNOWN_PKEY_TYPE', exchangeOf({}), V1_34_5.behaviours)).toMatchObject({
      code: 'not-measured',
      unknown: true,
    })
    expect(isGosCheck('ERR_SSL_UNKNOWN_PKEY_TYPE')).toBe(false)
  })
})
