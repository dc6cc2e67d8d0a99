import { describe, expect, test } from 'vitest'
import { verifyHostname } from '../../../src/go/x509/hostname.ts'
import { issueCertificate, type SubjectAltName } from '../../../src/x509/issue.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { parsed, VALIDITY } from './fixtures.ts'

const GO_1_24 = 'go1.24.0'

/** What Go says of `host` with these SANs (`null`: no such extension); `null`: it matches. */
function said(host: string, sans: readonly SubjectAltName[] | null, go = GO_1_24, commonName = 'leaf'): string | null {
  const spec = { subject: { commonName }, issuer: 'self', ...VALIDITY } as const
  const leaf = parsed(issueCertificate(sans === null ? spec : { ...spec, sans }), go)
  return verifyHostname(leaf, host, behavioursOfGo(go))?.text ?? null
}

const dns = (...values: readonly string[]) => values.map((value) => ({ type: 'dns' as const, value }))
const ip = (...values: readonly string[]) => values.map((value) => ({ type: 'ip' as const, value }))

describe('names', () => {
  test.each([
    ['api.example', 'api.example'],
    ['API.Example', 'api.example'],
    ['api.example.', 'api.example'],
    ['api.example', '*.example'],
    ['api_x.example', 'api_x.example'],
    ['a b', 'A B'],
    ['api.example.', 'api.example.'],
  ])('%s matches %s', (host, pattern) => {
    expect(said(host, dns(pattern))).toBeNull()
  })

  test.each([
    ['a.b.example', '*.example'],
    ['example', '*.example'],
    ['api.example', 'ap*.example'],
    ['api.example', '*'],
    ['api.example', 'api.example.'],
    ['api.example', 'api.example '],
    ['a b.example', '*.example'],
    ['-api.example', '*.example'],
    ['*.example.', '*.example'],
    ['api.example', '.'],
    ['.', '.'],
  ])('%s does not match %s', (host, pattern) => {
    expect(said(host, dns(pattern))).toBe(`x509: certificate is valid for ${pattern}, not ${host}`)
  })

  test('an empty name matches nothing, not even an empty SAN', () => {
    expect(said('', dns(''))).toBe('x509: certificate is not valid for any names, but wanted to match ')
  })

  test('a bare star matched a single label until Go 1.22', () => {
    expect(said('api', dns('*'), 'go1.22.0')).toBeNull()
    expect(said('api', dns('*'), 'go1.23.0')).toBe('x509: certificate is valid for *, not api')
  })

  test('all names are listed; from 100 on newer releases print their number', () => {
    const names = dns(...Array.from({ length: 100 }, (_, i) => `n${i}.example`))
    expect(said('api.example', names, 'go1.24.10')).toContain('n0.example, n1.example, ')
    expect(said('api.example', names, 'go1.24.11')).toBe(
      'x509: certificate is valid for 100 names, but none matched api.example',
    )
  })

  test('other types of SAN give no name', () => {
    const email: SubjectAltName = { type: 'email', value: 'a@api.example' }
    expect(said('api.example', [email], GO_1_24, 'api.example')).toBe(
      'x509: certificate is not valid for any names, but wanted to match api.example',
    )
  })
})

describe('addresses', () => {
  test('match IP SANs in any spelling, brackets allowed', () => {
    expect(said('192.0.2.1', ip('::ffff:192.0.2.1'))).toBeNull()
    expect(said('[2001:db8:0::1]', ip('2001:db8::1'))).toBeNull()
  })

  test.each(['x192.0.2.1]', '[192.0.2.1x'])('need both brackets: %s is a name', (host) => {
    expect(said(host, ip('192.0.2.1'))).toBe(
      `x509: certificate is not valid for any names, but wanted to match ${host}`,
    )
  })

  test('are never looked for among DNS SANs', () => {
    expect(said('192.0.2.1', dns('192.0.2.1'))).toBe(
      "x509: cannot validate certificate for 192.0.2.1 because it doesn't contain any IP SANs",
    )
  })

  test('are listed as Go prints them', () => {
    expect(said('192.0.2.1', ip('198.51.100.7', '2001:db8:0:0::5'))).toBe(
      'x509: certificate is valid for 198.51.100.7, 2001:db8::5, not 192.0.2.1',
    )
  })
})

describe('the common name', () => {
  test('is told apart where it would have matched', () => {
    expect(said('api.example', null, GO_1_24, '*.example')).toBe(
      'x509: certificate relies on legacy Common Name field, use SANs instead',
    )
    expect(said('api.example', null, 'go1.16.6', 'api.example')).toBe(
      'x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0',
    )
  })

  test.each([
    ['other.example', 'api.example'],
    ['api.example', 'api.*'],
    ['.', '*'],
    ['.', ''],
  ])('does not matter where it would not: %s, common name "%s"', (host, commonName) => {
    expect(said(host, null, GO_1_24, commonName)).toBe(
      `x509: certificate is not valid for any names, but wanted to match ${host}`,
    )
  })
})
