import { describe, expect, it } from 'vitest'
import { stackError } from '../../../src/go/tls/stack-reason.ts'
import { exchangeOf, V1_34_5 } from '../judge-input-builder.ts'

describe('stackError', () => {
  it.each([
    ['ERR_SSL_BAD_SIGNATURE', 'tls.InvalidServerSignature'],
    ['ERR_SSL_WRONG_CURVE', 'tls.UnsupportedCurve'],
    ['ERR_SSL_DIGEST_CHECK_FAILED', 'tls.InvalidFinished'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls.LocalAlertError.20'],
    ['ERR_SSL_UNEXPECTED_MESSAGE', 'tls.LocalAlertError.10'],
    ['ERR_SSL_LENGTH_MISMATCH', 'tls.LocalAlertError.10'],
  ])('takes %s for the same check of Go, likely', (reason, code) => {
    const error = stackError(reason, exchangeOf({}), V1_34_5.behaviours)
    expect(error.code).toBe(code)
    expect(error.approximate).toContain(reason)
  })

  it('leaves open what Go would do with any other reason', () => {
    expect(stackError('ERR_SSL_UNKNOWN_PKEY_TYPE', exchangeOf({}), V1_34_5.behaviours)).toMatchObject({
      code: 'not-measured',
      unknown: true,
    })
  })
})
