import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKey } from '../../../src/x509/issue.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { AT, authority, judge, PAST, PREFIX, server, VALIDITY } from './fixtures.ts'

const clusterCa = authority('kubernetes')
const proxyCa = authority('egress-proxy')

describe('a chain that verifies', () => {
  test('is accepted with its chain as fingerprints, leaf first, and a trace of what was tried', () => {
    const intermediate = authority('intermediate', { issuer: clusterCa })
    const leaf = server(intermediate)
    const [l, i, r] = [leaf, intermediate, clusterCa].map(({ pem }) =>
      new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase(),
    )
    expect(judge([leaf, intermediate], [clusterCa])).toEqual({
      outcome: 'accepted',
      error: null,
      chains: [[l, i, r]],
      trace: [
        { child: l, candidate: i, from: 'intermediates', result: 'accepted', reason: null },
        { child: i, candidate: r, from: 'roots', result: 'accepted', reason: null },
      ],
      next: [],
      approximate: null,
    })
  })

  test('is accepted when the leaf itself is the trust anchor, CA or not', () => {
    const leaf = server('self')
    expect(judge([leaf], [leaf]).trace).toEqual([expect.objectContaining({ from: 'leaf', result: 'accepted' })])
  })

  test('is accepted whatever its names where no name is checked', () => {
    expect(judge([server(clusterCa)], [clusterCa], { dnsName: '' }).outcome).toBe('accepted')
  })
})

describe('what would follow', () => {
  test('behind the IP in a critical DNS-type SAN of a foreign issuer stands the unknown authority', () => {
    const leaf = server(proxyCa, {
      subject: { commonName: '192.0.2.10' },
      sans: [{ type: 'dns', value: '192.0.2.10' }],
      sanCritical: true,
    })
    const judgement = judge([leaf], [clusterCa], { dnsName: '192.0.2.10' })
    expect(judgement.error).toEqual({
      code: 'x509.HostnameError',
      text: `${PREFIX}cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs`,
    })
    expect(judgement.next).toEqual([
      { code: 'x509.UnknownAuthorityError', text: `${PREFIX}certificate signed by unknown authority` },
    ])
  })

  test('the self-signed variant without SANs gives the same two', () => {
    const leaf = server('self', { subject: { commonName: 'egress-proxy' }, sans: [] })
    const judgement = judge([leaf], [clusterCa], { dnsName: '192.0.2.10' })
    expect([judgement.error?.code, ...judgement.next.map(({ code }) => code)]).toEqual([
      'x509.HostnameError',
      'x509.UnknownAuthorityError',
    ])
  })

  test('time hides name hides authority', () => {
    const judgement = judge([server(proxyCa, { ...PAST })], [clusterCa], { dnsName: 'other.example' })
    expect([judgement.error, ...judgement.next].map((error) => error?.text)).toEqual([
      `${PREFIX}certificate has expired or is not yet valid: current time 2026-11-24T00:17:27Z is after 2025-12-31T23:59:59Z`,
      `${PREFIX}certificate is valid for api.example, not other.example`,
      `${PREFIX}certificate signed by unknown authority`,
    ])
  })

  test('an expired authority is mended by its own time', () => {
    const old = authority('kubernetes', PAST)
    const judgement = judge([server(old, { notBefore: PAST.notBefore, notAfter: VALIDITY.notAfter })], [old])
    expect(judgement.error?.code).toBe('x509.CertificateInvalidError.Expired')
    expect(judgement.next).toEqual([])
  })

  test('an expired authority is issued anew and nothing follows, though it never was valid together with the leaf', () => {
    const old = authority('kubernetes', PAST)
    const judgement = judge([server(old)], [old])
    expect([judgement.error, ...judgement.next].map((error) => error?.code)).toEqual([
      'x509.CertificateInvalidError.Expired',
    ])
  })

  test('behind the unknown authority stands what the presented top does not allow', () => {
    const limited = authority('egress-proxy', { extKeyUsage: ['clientAuth'] })
    const judgement = judge([server(limited), limited], [clusterCa])
    expect([judgement.error, ...judgement.next].map((error) => error?.code)).toEqual([
      'x509.UnknownAuthorityError',
      'x509.CertificateInvalidError.IncompatibleUsage',
    ])
  })

  test('a certificate that does not parse ends the list', () => {
    const judgement = judge([{ ...server(proxyCa), der: Uint8Array.of(5, 0) }], [clusterCa])
    expect(judgement.error).toEqual({
      code: 'x509.ParseError.malformed-certificate',
      text: 'tls: failed to parse certificate from server: x509: malformed certificate',
    })
    expect(judgement.next).toEqual([])
  })
})

describe('hints at an authority of the same name', () => {
  test('name the candidate and what was wrong with the signature', () => {
    const rotated = authority('kubernetes')
    expect(judge([server(rotated)], [clusterCa]).error?.text).toBe(
      `${PREFIX}certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "kubernetes")`,
    )
  })

  test('quote the name as Go does, and fall back to organization and serial number', () => {
    const names = [{ commonName: 'a "b" \\ \t' }, { organization: 'Example' }, {}].map((subject) => {
      const [signer, trusted] = [0, 1].map(() => authority('', { subject, serial: 4711n }))
      return signer === undefined || trusted === undefined ? '' : judge([server(signer)], [trusted]).error?.text
    })
    expect(names.map((text) => text?.replace(/^.*candidate authority certificate /, ''))).toEqual([
      '"a \\"b\\" \\\\ \\t")',
      '"Example")',
      '"serial:4711")',
    ])
  })

  test('say that the kinds of key do not fit', () => {
    const rsa = authority('kubernetes', { key: createKey('rsa-2048') })
    expect(judge([server(rsa)], [clusterCa]).error?.text).toContain(
      'signature algorithm specifies an RSA public key, but have public key of type *ecdsa.PublicKey',
    )
  })

  test('a CA without the right to sign is no issuer', () => {
    const powerless = authority('kubernetes', { keyUsage: ['digitalSignature'] })
    expect(judge([server(powerless)], [powerless]).error?.text).toContain(
      'x509: invalid signature: parent certificate cannot sign this kind of certificate',
    )
  })

  test('SHA-1 signatures carry the GODEBUG that would accept them until Go 1.23', () => {
    const leaf = server(clusterCa, { signatureHash: 'sha1' })
    const textOf = (go: string) => judge([leaf], [clusterCa], { behaviours: behavioursOfGo(go) }).error?.text
    expect(textOf('go1.23.0')).toContain(
      'insecure algorithm ECDSA-SHA1 (temporarily override with GODEBUG=x509sha1=1)"',
    )
    expect(textOf('go1.24.0')).toContain('insecure algorithm ECDSA-SHA1"')
    expect(textOf('go1.17.0')).toBeUndefined()
  })
})

describe('around the verification', () => {
  test('the prefix of crypto/tls came with Go 1.20', () => {
    const judgement = judge([server(proxyCa)], [clusterCa], { behaviours: behavioursOfGo('go1.19.8') })
    expect(judgement.error?.text).toBe('x509: certificate signed by unknown authority')
  })

  test('the current time stands in the local zone, the validity in UTC', () => {
    const judgement = judge([server(clusterCa, PAST)], [clusterCa], { zoneOffsetMinutes: 60 })
    expect(judgement.error?.text).toContain('current time 2026-11-24T01:17:27+01:00 is after 2025-12-31T23:59:59Z')
    const west = judge([server(clusterCa, PAST)], [clusterCa], { zoneOffsetMinutes: -210 })
    expect(west.error?.text).toContain('current time 2026-11-23T20:47:27-03:30 is')
  })

  test('insecure accepts any chain that parses', () => {
    const judgement = judge([server(proxyCa, PAST)], [clusterCa], { insecure: true, dnsName: 'other.example' })
    expect(judgement).toMatchObject({ outcome: 'accepted', chains: [], trace: [], next: [] })
    expect(judge([{ ...server(proxyCa), der: new Uint8Array(0) }], [], { insecure: true }).outcome).toBe('rejected')
  })

  test('system roots that failed to load are the first error', () => {
    const judgement = judge([server(clusterCa, PAST)], [], { anchors: null })
    expect(judgement.error?.code).toBe('x509.SystemRootsError')
  })

  test('an empty Certificate message has no leaf to judge', () => {
    expect(judge([], [clusterCa]).error?.text).toBe('tls: received empty certificates message')
  })

  test('old releases word malformed certificates differently, which makes the text approximate', () => {
    const malformed = { ...server(clusterCa), der: Uint8Array.of(5, 0) }
    const of = (go: string) => judge([malformed], [clusterCa], { behaviours: behavioursOfGo(go) }).approximate
    expect(of('go1.16.6')).toContain('encoding/asn1')
    expect(of('go1.18.1')).toBeNull()
  })

  test('an authority that does not parse is passed over', () => {
    const broken = { ...clusterCa, der: clusterCa.der.subarray(1) }
    expect(judge([server(clusterCa)], [broken, clusterCa], { at: AT }).outcome).toBe('accepted')
  })
})
