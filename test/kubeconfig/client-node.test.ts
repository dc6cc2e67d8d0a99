import { describe, expect, it } from 'vitest'
import { authorizationHeaders } from '../../src/kubeconfig/client-node.ts'
import type { Credentials } from '../../src/kubeconfig/credentials.ts'
import { Secret } from '../../src/lib/secret.ts'

const none: Credentials = { token: null, basic: null, clientCertificate: null, exec: null, impersonate: null }

async function headers(credentials: Partial<Credentials>): Promise<readonly string[]> {
  const pairs = await authorizationHeaders({ ...none, ...credentials })
  return pairs.map(([name, value]) => `${name}: ${value.reveal()}`)
}

describe('authorizationHeaders', () => {
  it('sends a token as bearer', async () => {
    expect(await headers({ token: new Secret('tok') })).toEqual(['Authorization: Bearer tok'])
  })

  it('sends name and password in UTF-8', async () => {
    const basic = { username: 'ann', password: new Secret('b:é') }
    expect(await headers({ basic })).toEqual([`Authorization: Basic ${Buffer.from('ann:b:é').toString('base64')}`])
  })

  it('imitates with uid, groups and extra', async () => {
    const impersonate = { user: 'u', uid: '1', groups: ['g', 'h'], extra: { 'acme.example/scope': ['a', 'b'] } }
    expect(await headers({ impersonate })).toEqual([
      'Impersonate-User: u',
      'Impersonate-Uid: 1',
      'Impersonate-Group: g',
      'Impersonate-Group: h',
      'Impersonate-Extra-acme.example%2Fscope: a',
      'Impersonate-Extra-acme.example%2Fscope: b',
    ])
  })

  it('sends nothing where there is nothing, and prints no value', async () => {
    expect(await headers({})).toEqual([])
    expect(JSON.stringify(await authorizationHeaders({ ...none, token: new Secret('tok') }))).toBe(
      '[["Authorization","REDACTED"]]',
    )
  })
})
