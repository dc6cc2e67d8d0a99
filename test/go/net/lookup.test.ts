import { describe, expect, it } from 'vitest'
import { notMeasured } from '../../../src/go/failure.ts'
import { lookupFailure } from '../../../src/go/net/lookup.ts'
import type { DnsFailure } from '../../../src/transcript/transcript.ts'

describe('lookupFailure', () => {
  it.each<[DnsFailure, string, string]>([
    [{ kind: 'no-such-host' }, 'net.DNSError.NotFound', 'no such host'],
    [{ kind: 'server-misbehaving', rcode: 2 }, 'net.DNSError.ServerMisbehaving', 'server misbehaving'],
    [
      { kind: 'timeout', local: '192.0.2.9:40000' },
      'net.DNSError.Timeout',
      'read udp 192.0.2.9:40000->192.0.2.53:53: i/o timeout',
    ],
    [
      { kind: 'socket', errno: 'ECONNREFUSED', local: '192.0.2.9:40000', syscall: 'read' },
      'net.DNSError.ECONNREFUSED',
      'read udp 192.0.2.9:40000->192.0.2.53:53: read: connection refused',
    ],
    [
      { kind: 'socket', errno: 'ENETUNREACH', local: null, syscall: 'connect' },
      'net.DNSError.ENETUNREACH',
      'dial udp 192.0.2.53:53: connect: network is unreachable',
    ],
    [
      { kind: 'socket', errno: 'ECONNREFUSED', local: null, syscall: 'read' },
      'net.DNSError.ECONNREFUSED',
      'dial udp 192.0.2.53:53: connect: connection refused',
    ],
    [
      { kind: 'socket', errno: 'ENETUNREACH', local: '192.0.2.9:40000', syscall: 'connect' },
      'net.DNSError.ENETUNREACH',
      'dial udp 192.0.2.53:53: connect: network is unreachable',
    ],
    [{ kind: 'malformed-answer' }, 'net.DNSError.Malformed', 'cannot unmarshal DNS message'],
  ])('words %o', (reason, code, cause) => {
    expect(failed(reason)).toMatchObject({
      stage: 'dns',
      code,
      text: `dial tcp: lookup api.example on 192.0.2.53:53: ${cause}`,
    })
  })

  it('names no server for a name that was refused unasked', () => {
    expect(failed({ kind: 'no-such-host' }, null)?.text).toBe('dial tcp: lookup api.example: no such host')
  })

  it('has no address for an onion name, which Go asks nobody for', () => {
    const text = (name: string, server: string | null = null, reason: DnsFailure = { kind: 'no-such-host' }) =>
      lookupFailure({ kind: 'failed', name, server, reason })?.text
    expect(
      lookupFailure({ kind: 'failed', name: 'a.onion', server: null, reason: { kind: 'no-such-host' } }),
    ).toMatchObject({
      stage: 'dns',
      code: 'net.DNSError.NotFound',
      text: 'dial tcp: address a.onion: no suitable address found',
    })
    expect(text('A.Onion.')).toBe('dial tcp: address A.Onion.: no suitable address found')
    expect(text('a.onion.example')).toBe('dial tcp: lookup a.onion.example: no such host')
    expect(text('a.onion', '192.0.2.53:53')).toBe('dial tcp: lookup a.onion on 192.0.2.53:53: no such host')
    expect(text('a.onion', null, { kind: 'server-misbehaving', rcode: 2 })).toBe(
      'dial tcp: lookup a.onion: server misbehaving',
    )
  })

  it('is not sure of an answer that cannot be read', () => {
    expect(failed({ kind: 'malformed-answer' })?.approximate).toBe(
      'Go drops an answer that it cannot match to its question and waits on, so that it may time out',
    )
  })

  it('knows nothing of a lookup that was cut off', () => {
    expect(failed({ kind: 'cut-off' })).toEqual(notMeasured('dns', 'the run ended before the name was resolved'))
  })

  it('is null for a name that resolved, and for an address', () => {
    expect(lookupFailure({ kind: 'literal', address: '192.0.2.1' })).toBeNull()
    expect(
      lookupFailure({ kind: 'resolved', name: 'api.example', addresses: ['192.0.2.1'], from: 'hosts-file' }),
    ).toBeNull()
    expect(lookupFailure(null)).toBeNull()
  })
})

function failed(reason: DnsFailure, server: string | null = '192.0.2.53:53') {
  return lookupFailure({ kind: 'failed', name: 'api.example', server, reason })
}
