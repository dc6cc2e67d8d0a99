import { describe, expect, it } from 'vitest'
import { isKnownCode } from '../../src/go/codes.ts'

describe('codes', () => {
  it.each([
    'net.OpError.dial.ECONNREFUSED',
    'http.Status.503',
    'tls.AlertError.40',
    'x509.HostnameError',
    'http.not-measured',
  ])('knows %s', (code) => expect(isKnownCode(code)).toBe(true))

  it.each(['http.Status.', 'x509', 'tls.AlertError.forty', 'net.OpError.dial.econnrefused'])(
    'does not know %s',
    (code) => expect(isKnownCode(code)).toBe(false),
  )
})
