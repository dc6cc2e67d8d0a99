import { describe, expect, it } from 'vitest'
import { isLoopback, readNoProxy } from '../../src/target/no-proxy.ts'

const name = { host: 'api.prod.example', port: 6443 }
const ip = { host: '192.0.2.10', port: 6443 }
const v6 = { host: '2001:db8::5', port: 443 }

const CASES: readonly (readonly [entry: string, target: typeof name, reason: string, wouldMatch?: string])[] = [
  ['*', name, 'matches'],
  ['prod.example', name, 'matches'],
  ['.prod.example', name, 'matches'],
  ['*.prod.example', name, 'matches'],
  [' API.prod.example ', name, 'matches'],
  ['api.prod.example:6443', name, 'matches'],
  ['example', name, 'matches'],
  ['192.0.2.10', ip, 'matches'],
  ['192.0.2.10:6443', ip, 'matches'],
  ['192.0.2.0/24', ip, 'matches'],
  ['192.0.02.0/24', ip, 'matches'],
  ['::ffff:192.0.2.0/120', ip, 'matches'],
  ['::ffff:0:0/95', ip, 'cidr-does-not-contain'],
  ['2001:db8::/32', v6, 'matches'],
  ['2001:db8::5', v6, 'matches'],
  ['[2001:db8::5]:443', v6, 'matches'],
  ['', name, 'empty'],
  ['rod.example', name, 'other-host'],
  ['other.example', name, 'other-host'],
  ['192.0.2.11', ip, 'other-host'],
  ['198.51.100.0/24', ip, 'cidr-does-not-contain'],
  ['192.0.2.0/24', name, 'cidr-needs-ip-host'],
  ['api.prod.example:443', name, 'other-port', 'api.prod.example'],
  ['192.0.2.10:443', ip, 'other-port', '192.0.2.10'],
  ['.api.prod.example', name, 'subdomains-only', 'api.prod.example'],
  ['*.api.prod.example', name, 'subdomains-only', 'api.prod.example'],
  ['https://api.prod.example', name, 'has-scheme', 'api.prod.example'],
  ['https://prod.example:6443/', name, 'has-scheme', 'api.prod.example'],
  ['localhost;.prod.example', name, 'wrong-separator', 'localhost,.prod.example'],
  ['localhost .prod.example', name, 'wrong-separator', 'localhost,.prod.example'],
  ['192.0.2.*', ip, 'wildcard-inside', '192.0.2.0/24'],
  ['192.*', ip, 'wildcard-inside', '192.0.0.0/8'],
  ['api.*.example', name, 'wildcard-inside', 'api.prod.example'],
  ['192.0.', ip, 'ip-prefix', '192.0.0.0/16'],
  ['[2001:db8::5]', v6, 'bracketed-ipv6-without-port', '2001:db8::5'],
  ['api.prod.example.', name, 'trailing-dot', 'api.prod.example'],
  ['api.prod.example', { host: 'api.prod.example.', port: 6443 }, 'trailing-dot', 'api.prod.example.'],
]

describe('readNoProxy', () => {
  const cases = CASES.map(([entry, target, reason, wouldMatch]) => ({ entry, target, reason, wouldMatch }))
  it.each(cases)('$entry for $target.host: $reason', ({ entry, target, reason, wouldMatch }) => {
    const matches = reason === 'matches'
    expect(readNoProxy(entry, target)).toEqual([
      { text: entry, matches, reason, looksMeant: matches || wouldMatch !== undefined, wouldMatch: wouldMatch ?? null },
    ])
  })

  it('keeps every entry in order', () => {
    expect(readNoProxy('a.example, ,prod.example', name).map((entry) => entry.reason)).toEqual([
      'other-host',
      'empty',
      'matches',
    ])
  })

  it('reads no foreign text as meant: a wildcard or URL for another host', () => {
    const entries = readNoProxy('10.*,https://other.example,x;y,[::1],10.,other.', name)
    expect(entries.filter((entry) => entry.looksMeant)).toEqual([])
  })
})

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is never proxied', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each(['LOCALHOST', 'foo.localhost', '0.0.0.0', '127.1', '192.0.2.1', '2001:db8::1'])('%s may be', (host) => {
    expect(isLoopback(host)).toBe(false)
  })
})
