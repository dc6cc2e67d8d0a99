import { describe, expect, test } from 'vitest'
import { notMeasured } from '../../../src/go/failure.ts'
import { socksFailure } from '../../../src/go/http/socks.ts'
import type { SocksTunnel } from '../../../src/transcript/transcript.ts'

const PREFIX = 'socks connect tcp 192.0.2.3:1080->api.example:6443: '

describe('what stops kubectl at a SOCKS proxy', () => {
  test.each<[SocksTunnel['end'], string, string]>([
    [{ kind: 'refused', reply: 0 }, 'socks.Reply.0', 'unknown error succeeded'],
    [{ kind: 'refused', reply: 1 }, 'socks.Reply.1', 'unknown error general SOCKS server failure'],
    [{ kind: 'refused', reply: 2 }, 'socks.Reply.2', 'unknown error connection not allowed by ruleset'],
    [{ kind: 'refused', reply: 3 }, 'socks.Reply.3', 'unknown error network unreachable'],
    [{ kind: 'refused', reply: 4 }, 'socks.Reply.4', 'unknown error host unreachable'],
    [{ kind: 'refused', reply: 5 }, 'socks.Reply.5', 'unknown error connection refused'],
    [{ kind: 'refused', reply: 6 }, 'socks.Reply.6', 'unknown error TTL expired'],
    [{ kind: 'refused', reply: 7 }, 'socks.Reply.7', 'unknown error command not supported'],
    [{ kind: 'refused', reply: 8 }, 'socks.Reply.8', 'unknown error address type not supported'],
    [{ kind: 'refused', reply: 9 }, 'socks.Reply.9', 'unknown error unknown code: 9'],
    [{ kind: 'unexpected-version', version: 4 }, 'socks.UnexpectedVersion', 'unexpected protocol version 4'],
    [{ kind: 'no-acceptable-method' }, 'socks.NoAcceptableMethod', 'no acceptable authentication methods'],
    [{ kind: 'authentication-failed' }, 'socks.AuthenticationFailed', 'username/password authentication failed'],
    [{ kind: 'invalid-auth-version' }, 'socks.InvalidAuthVersion', 'invalid username/password version'],
    [{ kind: 'non-zero-reserved' }, 'socks.NonZeroReserved', 'non-zero reserved field'],
    [{ kind: 'unknown-address-type', type: 7 }, 'socks.UnknownAddressType', 'unknown address type 7'],
  ])('%j', (end, code, text) => {
    expect(failure({ end })).toMatchObject({
      stage: 'proxy',
      outcome: 'unreached',
      code,
      text: `${PREFIX}${text}`,
      approximate: null,
      retried: false,
    })
  })

  test('nothing, where the tunnel stands', () => {
    expect(failure({ end: { kind: 'connected' } })).toBeNull()
  })

  test('is not known where the run ended first', () => {
    expect(failure({ end: { kind: 'cut-off' } })).toEqual(
      notMeasured('proxy', 'the run ended before the SOCKS proxy answered'),
    )
  })

  test('a silent proxy is waited for as long as the command may last', () => {
    expect(failure({ end: { kind: 'timeout', afterMs: 10_000 } })).toMatchObject({
      code: 'context.DeadlineExceeded',
      text: `${PREFIX}context deadline exceeded`,
      approximate: 'Go sets no bound of its own on a silent SOCKS proxy',
      retried: false,
    })
  })

  test('a reset alone is tried again', () => {
    expect(failure({ end: { kind: 'reset' } })).toMatchObject({
      code: 'net.OpError.read.ECONNRESET',
      text: `${PREFIX}read tcp 192.0.2.9:40000->192.0.2.3:1080: read: connection reset by peer`,
      retried: true,
    })
  })
})

describe('an end between the pieces that Go reads is an EOF, one inside a piece is unexpected', () => {
  const IPV4 = '05000001c0000201'
  const IPV6 = `05000004${'00'.repeat(16)}`

  test.each([
    ['nothing', '', 'EOF'],
    ['half of the method', '05', 'unexpected EOF'],
    ['the method', '0500', 'EOF'],
    ['the method and half of a head', '05000500', 'unexpected EOF'],
    ['the head of the reply', '050005000001', 'EOF'],
    ['the address, without its port', `0500${IPV4}`, 'unexpected EOF'],
    ['the whole reply', `0500${IPV4}192b`, 'EOF'],
    ['an IPv6 address, without its port', `0500${IPV6}`, 'unexpected EOF'],
    ['a reply with an IPv6 address', `0500${IPV6}192b`, 'EOF'],
    ['as much of one as an IPv4 address would be', `0500${IPV6.slice(0, 20)}`, 'unexpected EOF'],
    ['the password’s answer', '05020100', 'EOF'],
    ['half of it', '050201', 'unexpected EOF'],
    ['the head of the reply behind a password', '0502010005000001', 'EOF'],
    ['half of that head', '050201000500', 'unexpected EOF'],
    ['the whole reply behind a password', `05020100${IPV4}192b`, 'EOF'],
  ])('after %s', (_, firstBytes, text) => {
    expect(failure({ end: { kind: 'closed' }, firstBytes })).toMatchObject({
      code: text === 'EOF' ? 'io.EOF' : 'io.ErrUnexpectedEOF',
      text: `${PREFIX}${text}`,
      retried: false,
    })
  })
})

function failure(parts: Pick<SocksTunnel, 'end'> & Partial<SocksTunnel>) {
  return socksFailure({
    kind: 'socks5',
    target: 'api.example:6443',
    proxyAddress: '192.0.2.3:1080',
    firstBytes: '',
    local: '192.0.2.9:40000',
    ...parts,
  })
}
