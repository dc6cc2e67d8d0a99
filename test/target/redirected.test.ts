import { describe, expect, it } from 'vitest'
import { redirectedServer, redirectedTarget } from '../../src/target/redirected.ts'
import { targetOf } from '../scenarios/case.ts'

describe('redirectedServer', () => {
  it.each([
    ['https://login.example/in?x', 'https', 'login.example', 443, 'login.example'],
    ['https://login.example:443/in', 'https', 'login.example', 443, 'login.example:443'],
    ['http://u:p@192.0.2.9:8080', 'http', '192.0.2.9', 8080, '192.0.2.9:8080'],
    ['https://[2001:db8::1]:6443/', 'https', '2001:db8::1', 6443, '[2001:db8::1]:6443'],
    ['https://node.1:6443/x?y', 'https', 'node.1', 6443, 'node.1:6443'],
    ['https://10.1', 'https', '10.1', 443, '10.1'],
    ['https://[fe80::1%25eth0]:6443', 'https', 'fe80::1%eth0', 6443, '[fe80::1%eth0]:6443'],
  ])('reads %s as the URL writes it', (url, scheme, host, port, hostPortAsWritten) => {
    expect(redirectedServer(url)).toEqual({ scheme, host, port, hostPortAsWritten })
  })

  it.each(['ftp://login.example/', 'mailto:x', 'no url', 'login.example', 'https://h:65536'])(
    'leads nowhere with %s',
    (url) => {
      expect(redirectedServer(url)).toBeNull()
    },
  )
})

describe('redirectedTarget', () => {
  const server = { scheme: 'https', host: 'login.example', port: 443, hostPortAsWritten: 'login.example' } as const

  it('verifies the other server under its own name, with the same authorities', () => {
    const target = targetOf({ pathPrefix: '/prefix' })
    expect(redirectedTarget(target, server)).toEqual({
      ...target,
      server: 'https://login.example',
      host: 'login.example',
      port: 443,
      hostPortAsWritten: 'login.example',
      pathPrefix: '',
      serverName: 'login.example',
      sni: 'login.example',
    })
  })

  it('verifies it under the tls-server-name of the cluster where there is one', () => {
    const at = { kind: 'flag', flag: '--tls-server-name' } as const
    const target = targetOf({ serverName: 'api.example', origins: { tlsServerName: at } })
    expect(redirectedTarget(target, server)).toMatchObject({ serverName: 'api.example', sni: 'api.example' })
  })

  it('sends no name to a server in the clear', () => {
    expect(redirectedTarget(targetOf(), { ...server, scheme: 'http', port: 80 }).sni).toBeNull()
  })
})
