import { describe, expect, it } from 'vitest'
import { behavioursOf } from '../../src/release/behaviours.ts'

const of = (go: string, godebug: Readonly<Record<string, string>> = {}, kubectl: string | null = null) =>
  behavioursOf(go, godebug, kubectl)

describe('behavioursOf', () => {
  it.each([
    ['go1.17.13', 'accepted'],
    ['go1.18.1', 'refused-with-hint'],
    ['go1.23.12', 'refused-with-hint'],
    ['go1.24.0', 'refused'],
  ] as const)('%s: SHA-1 is %s', (go, sha1) => {
    expect(of(go).sha1).toBe(sha1)
  })

  it.each([
    ['go1.24.10', false],
    ['go1.24.11', true],
    ['go1.25.4', false],
    ['go1.25.5', true],
    ['go1.26.0', true],
    ['go1.23.12', false],
  ] as const)('%s counts 100 and more SANs: %s', (go, counts) => {
    expect(of(go).countManySans).toBe(counts)
  })

  it.each([
    ['go1.19.11', {}, null],
    ['go1.19.12', {}, 8192],
    ['go1.20.6', {}, null],
    ['go1.20.7', {}, 8192],
    ['go1.24.1', { tlsmaxrsasize: '16384' }, 16384],
    ['go1.24.1', { tlsmaxrsasize: 'many' }, 8192],
  ] as const)('%s with %j bounds RSA keys at %s', (go, godebug, bits) => {
    expect(of(go, godebug).rsaMaximumBits).toBe(bits)
  })

  it('no longer reads tlsrsakex from Go 1.27 on', () => {
    expect(of('go1.22.5', { tlsrsakex: '1' }).rsaKeyExchange).toBe(true)
    expect(of('go1.22.5').rsaKeyExchange).toBe(false)
    expect(of('go1.27.0', { tlsrsakex: '1' }).rsaKeyExchange).toBe(false)
    expect(of('go1.20.10').rsaKeyExchange).toBe(true)
  })

  it('takes klog and HTTP/2 wording from the Kubernetes release', () => {
    expect(of('go1.24.13', {}, 'v1.34.5')).toMatchObject({
      discoveryLog: 'structured',
      http2LooksLikeHttp1: 'nil-payload',
    })
    expect(of('go1.25.7', {}, 'v1.35.2')).toMatchObject({
      http2LooksLikeHttp1: 'too-large',
      emptyCaFile: 'system-roots',
    })
    expect(of('go1.26.2', {}, 'v1.36.0')).toMatchObject({ emptyCaFile: 'empty-pool' })
    expect(of('go1.20.10', {}, 'v1.28.3')).toMatchObject({
      discoveryLog: 'plain',
      http2LooksLikeHttp1: 'unexpected-eof',
    })
    expect(of('go1.15.5', {}, 'v1.20.0')).toMatchObject({ discoveryLog: 'none', httpProxyForHttps: true })
  })
})
