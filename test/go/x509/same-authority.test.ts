import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKey } from '../../../src/x509/issue.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { authority, judge, server } from './fixtures.ts'

// crypto/x509 alreadyInChain: no authority comes twice in one chain.

const SKIPPED = ['roots: already in the chain', 'intermediates: already in the chain']

function steps({ trace }: ReturnType<typeof judge>): readonly string[] {
  return trace.map(({ from, result, reason }) => `${from}: ${reason ?? result}`)
}

describe('an authority is in the chain already', () => {
  test('where the server presents the root too', () => {
    const root = authority('root')
    const judgement = judge([server(root), root], [root])
    expect(judgement.chains).toHaveLength(1)
    expect(steps(judgement)).toEqual(['roots: accepted', 'intermediates: accepted', ...SKIPPED])
  })

  test('since Go 1.19 as a twin of the same subject and key, before that only as the same octets', () => {
    const key = createKey('ecdsa-p256')
    const [root, twin] = [authority('root', { key }), authority('root', { key })]
    const by = (go: string) => judge([server(root), twin], [root], { behaviours: behavioursOfGo(go) })
    expect(by('go1.19.0').chains).toHaveLength(1)
    expect(steps(by('go1.19.0'))).toEqual(['roots: accepted', 'intermediates: accepted', ...SKIPPED])
    expect(by('go1.18.0').chains).toHaveLength(2)
    expect(steps(by('go1.18.0'))).toEqual([
      'roots: accepted',
      'intermediates: accepted',
      'roots: accepted',
      'intermediates: already in the chain',
    ])
  })

  test.each([
    { root: null, twin: null, chains: 1 },
    { root: 'a.example', twin: 'a.example', chains: 1 },
    { root: 'a.example', twin: 'b.example', chains: 2 },
    { root: 'a.example', twin: null, chains: 2 },
    { root: null, twin: 'a.example', chains: 2 },
  ])('only where the SANs agree too: $root and $twin make $chains', ({ root, twin, chains }) => {
    const key = createKey('ecdsa-p256')
    const named = (value: string | null) =>
      authority('root', value === null ? { key } : { key, sans: [{ type: 'dns', value }] })
    const anchor = named(root)
    expect(judge([server(anchor), named(twin)], [anchor]).chains).toHaveLength(chains)
  })
})

describe('an authority is another one', () => {
  test('with another subject and the same key', () => {
    const key = createKey('ecdsa-p256')
    const root = authority('root', { key })
    const intermediate = authority('intermediate', { issuer: root, key })
    expect(judge([server(intermediate), intermediate], [root]).outcome).toBe('accepted')
  })

  test('with the same subject and another key of the same kind', () => {
    const old = authority('root')
    const renewed = authority('root', { issuer: old })
    expect(judge([server(renewed), renewed], [old]).outcome).toBe('accepted')
  })

  test('with the same subject and a key that Go does not know, on either side', () => {
    const key = generateKeyPairSync('ed448').privateKey
    const root = authority('root')
    const below = server(root, { subject: { commonName: 'root' }, key })
    expect(steps(judge([below], [root]))).toEqual(['roots: accepted'])

    const unknown = authority('root', { issuer: authority('other'), key })
    const judgement = judge([server(root), root], [unknown], { behaviours: behavioursOfGo('go1.20.0') })
    expect(judgement.error?.code).toBe('x509.UnknownAuthorityError')
    expect(judgement.trace.map(({ result }) => result)).toEqual(['rejected', 'accepted', 'rejected', 'rejected'])
    expect(judgement.trace.at(-1)?.reason).toBe('already in the chain')
    expect(judgement.trace.at(-2)?.reason).not.toBe('already in the chain')
  })
})
