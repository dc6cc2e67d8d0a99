import { describe, expect, test } from 'vitest'
import { element, sequence } from '../../../src/lib/der-encode.ts'
import type { RawExtension, SubjectAltName } from '../../../src/x509/issue.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { authority, judge, PREFIX, server } from './fixtures.ts'

const NOT_AUTHORIZED = `${PREFIX}a root or intermediate certificate is not authorized to sign for this name: `

interface Constraints {
  readonly permitted?: readonly Uint8Array[]
  readonly excluded?: readonly Uint8Array[]
}

const dns = (name: string) => sequence(element(0x82, Buffer.from(name)))
const email = (name: string) => sequence(element(0x81, Buffer.from(name)))
const uri = (name: string) => sequence(element(0x86, Buffer.from(name)))
const ip = (...octets: readonly number[]) => sequence(element(0x87, Uint8Array.from(octets)))

function constrained({ permitted = [], excluded = [] }: Constraints): RawExtension {
  const groups = [permitted, excluded].map((group, tag) => (group.length === 0 ? [] : [element(0xa0 + tag, ...group)]))
  return { oid: '2.5.29.30', critical: true, der: sequence(...groups.flat()) }
}

/** What Go says of a leaf with these names under a CA with these constraints; `null`: accepted. */
function said(constraints: Constraints, extra: readonly SubjectAltName[] = [], go = 'go1.24.13'): string | null {
  const ca = authority('constrained', { extensions: [constrained(constraints)] })
  const leaf = server(ca, { sans: [{ type: 'dns', value: 'api.example' }, ...extra] })
  return judge([leaf], [ca], { behaviours: behavioursOfGo(go) }).error?.text ?? null
}

describe('name constraints of an authority', () => {
  test.each<[string, Constraints]>([
    ['its own domain', { permitted: [dns('example')] }],
    ['the very name', { permitted: [dns('API.example')] }],
    ['subdomains of it', { permitted: [dns('.example')] }],
    ['everything', { permitted: [dns('')] }],
    ['names of another type only', { permitted: [ip(192, 0, 2, 0, 255, 255, 255, 0)] }],
    ['all but another domain', { excluded: [dns('other.example')] }],
  ])('permit %s', (_, constraints) => {
    expect(said(constraints)).toBeNull()
  })

  test.each<[Constraints, readonly SubjectAltName[], string]>([
    [{ permitted: [dns('other.example')] }, [], 'DNS name "api.example" is not permitted by any constraint'],
    [{ permitted: [dns('.api.example')] }, [], 'DNS name "api.example" is not permitted by any constraint'],
    [{ excluded: [dns('example')] }, [], 'DNS name "api.example" is excluded by constraint "example"'],
    [
      { excluded: [ip(192, 0, 2, 0, 255, 255, 255, 0)] },
      [{ type: 'ip', value: '192.0.2.10' }],
      'IP address "192.0.2.10" is excluded by constraint "192.0.2.0/24"',
    ],
    [
      { permitted: [email('a@example')] },
      [{ type: 'email', value: 'A@example' }],
      'email address "A@example" is not permitted by any constraint',
    ],
    [
      { permitted: [uri('good.example')] },
      [{ type: 'uri', value: 'https://evil.example:8443/x' }],
      'URI "https://evil.example:8443/x" is not permitted by any constraint',
    ],
    [
      { excluded: [uri('good.example')] },
      [{ type: 'uri', value: 'https://[2001:db8::1]:8443/' }],
      'URI with IP ("https://[2001:db8::1]:8443/") cannot be matched against constraints',
    ],
  ])('refuse %#', (constraints, extra, detail) => {
    expect(said(constraints, extra)).toBe(`${NOT_AUTHORIZED}${detail}`)
  })

  test('exclusions speak first until Go 1.25, permissions from 1.26 on', () => {
    const both = { permitted: [dns('other.example')], excluded: [dns('example')] }
    expect(said(both, [], 'go1.25.0')).toBe(
      `${NOT_AUTHORIZED}DNS name "api.example" is excluded by constraint "example"`,
    )
    expect(said(both, [], 'go1.26.2')).toBe(
      `${NOT_AUTHORIZED}DNS name "api.example" is not permitted by any constraint`,
    )
  })

  test('a wildcard falls under an excluded name that it could stand for since Go 1.24.11', () => {
    const wildcard: readonly SubjectAltName[] = [{ type: 'dns', value: '*.deep.example' }]
    const excluded = { excluded: [dns('api.deep.example')] }
    expect(said(excluded, wildcard, 'go1.24.10')).toBeNull()
    expect(said(excluded, wildcard, 'go1.24.11')).toBe(
      `${NOT_AUTHORIZED}DNS name "*.deep.example" is excluded by constraint "api.deep.example"`,
    )
    expect(said({ excluded: [dns('deep.other')] }, wildcard, 'go1.24.11')).toBeNull()
  })
})
