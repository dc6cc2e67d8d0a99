import { describe, expect, it } from 'vitest'
import { notMeasured } from '../../../src/go/failure.ts'
import { dialFailure, invalidPort } from '../../../src/go/net/dial.ts'
import type { DialAttempt } from '../../../src/transcript/transcript.ts'

describe('dialFailure', () => {
  it.each([
    ['ECONNREFUSED', 'connection refused'],
    ['ENETUNREACH', 'network is unreachable'],
    ['EHOSTUNREACH', 'no route to host'],
    ['ETIMEDOUT', 'connection timed out'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'operation not permitted'],
    ['EADDRNOTAVAIL', 'cannot assign requested address'],
    ['EADDRINUSE', 'address already in use'],
    ['EAFNOSUPPORT', 'address family not supported by protocol'],
    ['ECONNABORTED', 'software caused connection abort'],
    ['EHOSTDOWN', 'host is down'],
    ['EINVAL', 'invalid argument'],
    ['EMFILE', 'too many open files'],
    ['ENETDOWN', 'network is down'],
    ['ENOBUFS', 'no buffer space available'],
    ['EPIPE', 'broken pipe'],
    ['EPROTONOSUPPORT', 'protocol not supported'],
    ['EUNHEARDOF', 'eunheardof'],
  ])('words %s as Linux does', (errno, words) => {
    expect(dialFailure(dialled({ kind: 'failed', errno }))).toMatchObject({
      stage: 'tcp',
      outcome: 'unreached',
      code: `net.OpError.dial.${errno}`,
      text: `dial tcp 192.0.2.1:6443: connect: ${words}`,
      approximate: null,
    })
  })

  it('is not sure of a reset, which may come later for kubectl', () => {
    expect(dialFailure(dialled({ kind: 'failed', errno: 'ECONNRESET' }))).toMatchObject({
      text: 'dial tcp 192.0.2.1:6443: connect: connection reset by peer',
      approximate: 'a reset shows as a connect, write or read error, whichever comes first',
    })
  })

  it('reports the first of several addresses', () => {
    const failure = dialFailure(
      dialled({ kind: 'failed', errno: 'ENETUNREACH' }, { kind: 'failed', errno: 'ECONNREFUSED' }),
    )
    expect(failure?.code).toBe('net.OpError.dial.ENETUNREACH')
  })

  it('has no "connect:" in a timeout', () => {
    expect(dialFailure(dialled({ kind: 'timeout', afterMs: 30_000 }))).toMatchObject({
      stage: 'tcp',
      code: 'net.OpError.dial.Timeout',
      text: 'dial tcp 192.0.2.1:6443: i/o timeout',
      approximate: null,
    })
  })

  it('is only likely for a timeout before kubectl’s 30 s', () => {
    expect(dialFailure(dialled({ kind: 'timeout', afterMs: 5_000 }))?.approximate).toContain('30 s')
  })

  it('knows nothing of an attempt that was cut off', () => {
    expect(dialFailure(dialled({ kind: 'cut-off' }))).toEqual(
      notMeasured('tcp', 'the run ended before the connection was made or refused'),
    )
    expect(dialFailure(dialled())).toEqual(notMeasured('tcp', 'no address was dialled'))
  })

  it('is null once an address has answered', () => {
    const connected = { remote: '192.0.2.1:6443', local: '192.0.2.9:40000' }
    expect(dialFailure({ ...dialled({ kind: 'failed', errno: 'ECONNREFUSED' }), connected })).toBeNull()
    expect(dialFailure(dialled({ kind: 'connected' }))).toBeNull()
    expect(dialFailure(null)).toBeNull()
  })
})

describe('invalidPort', () => {
  it('refuses what does not fit sixteen bits', () => {
    expect(invalidPort(65_536)).toMatchObject({
      stage: 'tcp',
      code: 'net.AddrError.InvalidPort',
      text: 'dial tcp: address 65536: invalid port',
    })
    expect(invalidPort(65_535)).toBeNull()
  })
})

function dialled(...results: readonly DialAttempt['result'][]) {
  const attempts = results.map((result, i) => ({ remote: `192.0.2.${i + 1}:6443`, result, durationMs: 1 }))
  return { attempts, connected: null }
}
