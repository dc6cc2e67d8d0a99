import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mayAuthenticate, mayAuthenticateToProxy } from '../../src/go/may-authenticate.ts'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { Target } from '../../src/target/target.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { establishedWith, exchangeOf, releaseOf, targetOf, V1_34_5 } from './judge-input-builder.ts'

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const ca = issueCertificate({ subject: { commonName: 'kubernetes' }, issuer: 'self', isCa: true, ...validity })
const other = issueCertificate({ subject: { commonName: 'other' }, issuer: 'self', isCa: true, ...validity })

describe('credentials may be sent', () => {
  it('to a peer whose chain and name verify and who completed the handshake', () => {
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der]), context())).toBe(true)
  })

  it('to one that broke off only because it wants a client certificate', () => {
    const refused = establishedWith([leafFor('api.example').der], {
      certificateRequest: { authorities: [] },
      alerts: [{ level: 'fatal', description: 40, phase: 'handshake' }],
      end: { kind: 'alert' },
    })
    expect(mayAuthenticate(refused, context())).toBe(true)
    expect(mayAuthenticate({ ...refused, certificateRequest: null }, context())).toBe(false)
  })
})

describe('credentials may not be sent', () => {
  it('when the name does not match', () => {
    expect(mayAuthenticate(establishedWith([leafFor('other.example').der]), context())).toBe(false)
  })

  it('when another authority signed', () => {
    expect(mayAuthenticate(establishedWith([leafFor('api.example', other).der]), context())).toBe(false)
  })

  it('when the certificate has expired', () => {
    const late = { ...context(), at: new Date('2027-06-01T00:00:00Z') }
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der]), late)).toBe(false)
  })

  it.each(['closed', 'reset'] as const)('when the handshake was %s', (kind) => {
    const end = kind === 'closed' ? ({ kind, midRecord: false } as const) : ({ kind, syscall: 'read' } as const)
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der], { end }), context())).toBe(false)
  })

  it('when nothing was presented', () => {
    expect(mayAuthenticate(exchangeOf({}), context())).toBe(false)
  })

  it('when the handshake ended in an alert, though nothing else is wrong', () => {
    const end = { kind: 'alert' } as const
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der], { end }), context())).toBe(false)
  })

  it.each(['closed', 'timeout'] as const)('when it was %s, though a client certificate was asked for', (kind) => {
    const end = kind === 'closed' ? ({ kind, midRecord: false } as const) : ({ kind, afterMs: 1 } as const)
    const parts = { end, certificateRequest: { authorities: [] } }
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der], parts), context())).toBe(false)
    expect(mayAuthenticateToProxy(establishedWith([leafFor('api.example').der], parts), 'api.example', context())).toBe(
      false,
    )
  })

  it('when the key is one that Go refuses, though the chain verifies', () => {
    const key = generateKeyPairSync('rsa', { modulusLength: 1016 }).privateKey
    const { der } = leafFor('api.example', ca, key)
    expect(mayAuthenticate(establishedWith([der]), context())).toBe(false)
    const older = { ...context(), release: releaseOf('v1.32.3', 'go1.23.6') }
    expect(mayAuthenticate(establishedWith([der]), older)).toBe(true)
  })

  it('when a record of the server’s would have ended the handshake for Go', () => {
    const firstBytes = Buffer.from('HTTP/1.1 400').toString('hex')
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der], { firstBytes }), context())).toBe(false)
  })

  it('when verification is switched off', () => {
    const insecure = context({ trust: { source: 'insecure', certificates: [toBase64(ca.der)], files: [] } })
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der]), insecure)).toBe(false)
  })

  it('over http://', () => {
    expect(mayAuthenticate(establishedWith([leafFor('api.example').der]), context({ scheme: 'http' }))).toBe(false)
  })
})

describe('the password of an https:// proxy may be sent', () => {
  const presented = establishedWith([leafFor('proxy.example').der])

  it('where the cluster’s authorities vouch for its own name', () => {
    expect(mayAuthenticateToProxy(presented, 'proxy.example', context())).toBe(true)
    expect(mayAuthenticateToProxy(presented, 'proxy2.example', context())).toBe(false)
  })

  it('only under tls-server-name where that is set, as Go has one setting for all hops', () => {
    expect(mayAuthenticateToProxy(presented, 'proxy.example', context({ serverName: 'kubernetes' }))).toBe(false)
  })
})

function context(changes: Partial<Target> = {}) {
  const trust = { source: 'kubeconfig-data', certificates: [toBase64(ca.der)], files: [] } as const
  return {
    target: targetOf('https://api.example:6443', { trust, ...changes }),
    release: V1_34_5,
    at: new Date('2026-06-01T00:00:00Z'),
    zoneOffsetMinutes: 0,
  }
}

function leafFor(name: string, issuer = ca, key?: KeyObject) {
  const sans = [{ type: 'dns', value: name }] as const
  const given = key === undefined ? {} : { key }
  return issueCertificate({ subject: { commonName: name }, issuer, sans, ...validity, ...given })
}
