import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKey, type IssuedCertificate } from '../../../src/x509/issue.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { authority, judge, PAST, PREFIX, server } from './fixtures.ts'

/** Of an algorithm that Go does not know. */
const ED448 = generateKeyPairSync('ed448').privateKey

describe('which of several authorities of one name decides', () => {
  test('an expired one with the right key is reported as if the server had expired', () => {
    const key = createKey('ecdsa-p256')
    const [wrong, expired] = [authority('kubernetes'), authority('kubernetes', { key, ...PAST })]
    const leaf = server(expired)
    for (const anchors of [
      [wrong, expired],
      [expired, wrong],
    ]) {
      expect(judge([leaf], anchors).error?.code).toBe('x509.CertificateInvalidError.Expired')
    }
  })

  test('one that works clears what the others had against it', () => {
    const key = createKey('ecdsa-p256')
    const [expired, good] = [authority('kubernetes', { key, ...PAST }), authority('kubernetes', { key })]
    const judgement = judge([server(good)], [expired, good])
    expect(judgement.outcome).toBe('accepted')
    expect(judgement.trace.map(({ result }) => result)).toEqual(['rejected', 'accepted'])
  })

  test('key identifiers that agree are tried first, then missing ones, then those that differ', () => {
    const good = authority('kubernetes')
    const missing = authority('kubernetes', { keyIdentifiers: false })
    const differing = authority('kubernetes')
    const judgement = judge([server(good)], [differing, missing, good])
    expect(judgement.trace.map(({ result }) => result)).toEqual(['accepted', 'rejected', 'rejected'])
  })
})

describe('what an authority may not do', () => {
  test('have more authorities below it than its path length', () => {
    const root = authority('root', { pathLength: 0 })
    const intermediate = authority('intermediate', { issuer: root })
    expect(judge([server(intermediate), intermediate], [root]).error).toEqual({
      code: 'x509.CertificateInvalidError.TooManyIntermediates',
      text: `${PREFIX}too many intermediates for path length constraint`,
    })
  })

  test('sign for servers where its purposes leave that out', () => {
    const root = authority('root', { extKeyUsage: ['clientAuth'] })
    expect(judge([server(root)], [root]).error?.text).toBe(`${PREFIX}certificate specifies an incompatible key usage`)
    const any = authority('root', { extKeyUsage: ['any'] })
    expect(judge([server(any)], [any]).outcome).toBe('accepted')
  })

  test('carry a critical extension that Go does not know', () => {
    const extension = { oid: '1.2.3.4', critical: true, der: Uint8Array.of(5, 0) }
    const root = authority('root', { extensions: [extension] })
    expect(judge([server(root)], [root]).error?.text).toBe(`${PREFIX}unhandled critical extension`)
    const tolerated = authority('root', { extensions: [{ ...extension, critical: false }] })
    expect(judge([server(tolerated)], [tolerated]).outcome).toBe('accepted')
  })
})

describe('a hostile number of candidates', () => {
  const key = createKey('ed25519')
  const flood: readonly IssuedCertificate[] = Array.from({ length: 150 }, () =>
    authority('flood', { key: createKey('ed25519'), keyIdentifiers: false }),
  )
  const signer = authority('flood', { key })

  test('ends after 100 signature checks, with a bounded trace', () => {
    const judgement = judge([server(signer, { keyIdentifiers: false }), ...flood], [], {
      behaviours: behavioursOfGo('go1.26.2'),
    })
    expect(judgement.error).toEqual({
      code: 'x509.SignatureLimit',
      text: `${PREFIX}signature check attempts limit reached while verifying certificate chain`,
    })
    expect(judgement.trace).toHaveLength(100)
  })

  test('of which none costs a signature check leaves a trace of 200', () => {
    const issuer = authority('other')
    const unknown = Array.from({ length: 202 }, () => authority('kubernetes', { issuer, key: ED448 }))
    const judgement = judge([server(authority('kubernetes'))], unknown)
    expect(judgement.error?.code).toBe('x509.UnknownAuthorityError')
    expect(judgement.trace.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 200 }, () => 'x509: unknown public key algorithm'),
    )
  })
})
