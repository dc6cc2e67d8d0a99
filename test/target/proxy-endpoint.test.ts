import { describe, expect, test } from 'vitest'
import { readProxyVariable } from '../../src/target/proxy-endpoint.ts'

describe('the value of a proxy variable', () => {
  test.each([
    ['http://p.example', 'http-proxy', 'p.example', 80, 'http://p.example:80'],
    ['https://p.example', 'https-proxy', 'p.example', 443, 'https://p.example:443'],
    ['socks5://p.example', 'socks5', 'p.example', 1080, 'socks5://p.example:1080'],
    ['socks5h://p.example', 'socks5', 'p.example', 1080, 'socks5h://p.example:1080'],
    ['ftp://p.example', 'http-proxy', 'p.example', 0, 'ftp://p.example:0'],
    ['xsocks5://p.example:1', 'http-proxy', 'p.example', 1, 'xsocks5://p.example:1'],
    ['p.example:3128', 'http-proxy', 'p.example', 3128, 'http://p.example:3128'],
    ['p.example', 'http-proxy', 'p.example', 80, 'http://p.example:80'],
    ['//p.example:3128', 'http-proxy', 'localhost', 80, 'http://localhost:80'],
    ['http://[2001:db8::1]:3128', 'http-proxy', '2001:db8::1', 3128, 'http://[2001:db8::1]:3128'],
    ['http://:3128', 'http-proxy', 'localhost', 3128, 'http://localhost:3128'],
  ] as const)('%s is a proxy of kind %s at %s, port %i', (value, kind, host, port, url) => {
    expect(readProxyVariable(value, 'host')).toEqual({ kind, host, port, credentials: null, url })
  })

  test.each([
    ['http://p.example', 'p.example'],
    ['https://p.example', 'p.example'],
    ['socks5://p.example', 'p.example'],
    ['socks5h://p.example', 'socks5h'],
    ['ftp://p.example', 'ftp'],
  ])('older copies of httpproxy know three schemes: %s leads to %s', (value, host) => {
    expect(readProxyVariable(value, 'scheme-as-host')?.host).toBe(host)
  })

  test('that parses in no way is no proxy', () => {
    expect(readProxyVariable('http://p.example:port/%zz', 'host')).toBeNull()
  })
})

describe('the credentials of a proxy', () => {
  test.each([
    ['http://ann@p.example', 'ann', undefined, 'http://ann@p.example:80'],
    ['http://ann:s3cret@p.example', 'ann', 's3cret', 'http://ann:REDACTED@p.example:80'],
    ['http://ann:@p.example', 'ann', '', 'http://ann:REDACTED@p.example:80'],
    ['http://a%40b@p.example', 'a@b', undefined, 'http://a%40b@p.example:80'],
    // Basic authentication sends name and password with one colon between: what follows the first is the password.
    ['http://ann%3as3cret@p.example', 'ann', 's3cret:', 'http://ann:REDACTED@p.example:80'],
    ['http://ann%3as3:cret@p.example', 'ann', 's3:cret', 'http://ann:REDACTED@p.example:80'],
    // SOCKS sends the two apart.
    ['socks5://ann%3as3:cret@p.example', 'ann:s3', 'cret', 'socks5://ann:REDACTED@p.example:1080'],
    ['http://:s3cret@p.example', '', 's3cret', 'http://:REDACTED@p.example:80'],
  ])('%s: the name %j, the password %j', (value, username, password, url) => {
    const endpoint = readProxyVariable(value, 'host')
    expect(endpoint?.credentials?.username).toBe(username)
    expect(endpoint?.credentials?.password?.reveal()).toBe(password)
    expect(endpoint?.url).toBe(url)
  })
})
