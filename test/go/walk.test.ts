import { describe, expect, it } from 'vitest'
import { type Failure, notMeasured } from '../../src/go/failure.ts'
import { endsOf, judgeWalk } from '../../src/go/walk.ts'
import type { TlsExchange, Walk } from '../../src/transcript/transcript.ts'
import { leaf } from './judge-fixtures.ts'
import {
  answerOf,
  connected,
  establishedWith,
  exchangeOf,
  inputOf,
  LOCAL,
  pathOf,
  targetOf,
  walkOf,
} from './judge-input-builder.ts'

const target = targetOf('https://192.0.2.10:6443')
const refused = walkOf({
  dial: {
    attempts: [{ remote: '192.0.2.3:22', result: { kind: 'failed', errno: 'ECONNREFUSED' }, durationMs: 1 }],
    connected: null,
  },
})

describe('judgeWalk', () => {
  it.each([
    ['http-proxy', 'proxyconnect tcp: dial tcp 192.0.2.3:22: connect: connection refused'],
    ['socks5', 'proxyconnect tcp: dial tcp 192.0.2.3:22: connect: connection refused'],
    ['ssh', 'dial tcp 192.0.2.3:22: connect: connection refused'],
    ['direct', 'dial tcp 192.0.2.3:22: connect: connection refused'],
  ] as const)('words a refused first hop of a path by %s', (transport, text) => {
    const { failures, ended } = judgeWalk(refused, inputOf(target, [refused], { path: pathOf(target, transport) }))
    expect(failures.map((failure) => failure.text)).toEqual([text])
    expect(ended).toBe(true)
  })

  it('gives what ssh said, likely, since kubectl has no such transport', () => {
    const stderr = 'channel 0: open failed: connect failed: No route to host'
    const walk = walkOf({ dial: null, tunnel: { kind: 'ssh', end: { kind: 'failed', stderr } } })
    const { failures } = judgeWalk(walk, inputOf(target, [walk], { path: pathOf(target, 'ssh') }))
    expect(failures).toMatchObject([{ stage: 'proxy', code: 'ssh.failed', text: stderr }])
    expect(failures[0]?.approximate).toBe('kubectl has no ssh transport of its own: this is what ssh said')
  })

  it('knows nothing behind where the run ended', () => {
    const judged = (parts: Partial<Walk>) => {
      const walk = walkOf(parts)
      return judgeWalk(walk, inputOf(target, [walk]))
    }
    const stopped = (...failures: readonly Failure[]) => ({ failures, ended: true, chains: [], trace: [] })
    expect(judged({ dial: null })).toEqual(stopped(notMeasured('tcp', 'this path was not walked to its end')))
    expect(judged({ tunnel: { kind: 'ssh', end: { kind: 'cut-off' } } })).toEqual(
      stopped(notMeasured('proxy', 'the run ended before the ssh tunnel stood')),
    )
    const noTls = stopped(notMeasured('tls', 'the run ended before the TLS handshake'))
    expect(judged({})).toEqual(noTls)
    expect(judged({ dial: null, tunnel: { kind: 'ssh', end: { kind: 'connected' } } })).toEqual(noTls)
    expect(judged({ dial: null, http: [answerOf({})] })).toEqual(noTls)
  })

  it('has nothing against a server of plain HTTP', () => {
    const http = targetOf('http://192.0.2.10')
    const walk = walkOf({ tls: null, http: [answerOf({})] })
    expect(judgeWalk(walk, inputOf(http, [walk]))).toEqual({ failures: [], ended: false, chains: [], trace: [] })
  })

  it('stops where TLS with the proxy ended, and goes on where only its certificate was refused', () => {
    const stages = (proxyTls: TlsExchange) => {
      const walk = walkOf({ proxyTls, tls: exchangeOf({ end: { kind: 'closed', midRecord: false } }) })
      const { failures, ended } = judgeWalk(walk, inputOf(target, [walk], { path: pathOf(target, 'https-proxy') }))
      return [...failures.map(({ stage, text }) => `${stage} ${text}`), ended]
    }
    expect(stages(exchangeOf({ end: { kind: 'closed', midRecord: false } }))).toEqual([
      'proxy proxyconnect tcp: EOF',
      true,
    ])
    expect(stages(establishedWith([leaf.der]))).toEqual([
      'proxy proxyconnect tcp: tls: failed to verify certificate: x509: certificate is valid for api.example, not proxy.example.test',
      'proxy proxyconnect tcp: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'tls EOF',
      true,
    ])
  })

  it('does not take a proxy’s words for the server’s', () => {
    const tls = exchangeOf({
      firstBytes: Buffer.from('HTTP/1.1 400').toString('hex'),
      end: { kind: 'closed', midRecord: false },
    })
    const texts = (parts: Partial<Walk>) => {
      const walk = walkOf(parts)
      const { failures } = judgeWalk(walk, inputOf(target, [walk], { path: pathOf(target, 'https-proxy') }))
      return failures.map(({ text }) => text)
    }
    expect(texts({ proxyTls: tls })).toEqual(['proxyconnect tcp: tls: first record does not look like a TLS handshake'])
    expect(texts({ tls })).toEqual(['http: server gave HTTP response to HTTPS client'])
  })
})

describe('endsOf', () => {
  const exchange = exchangeOf({ local: '192.0.2.9:1', remote: '192.0.2.1:2' })

  it('are those of the first hop, else of the TLS inside, else not known', () => {
    expect(endsOf(walkOf({ dial: connected('192.0.2.3:22') }), exchange)).toEqual({
      local: LOCAL,
      remote: '192.0.2.3:22',
    })
    expect(endsOf(walkOf({ dial: null }), exchange)).toMatchObject({ local: '192.0.2.9:1', remote: '192.0.2.1:2' })
    expect(endsOf(refused, exchange)).toMatchObject({ local: '192.0.2.9:1' })
    expect(endsOf(walkOf({ dial: null }), null)).toEqual({ local: '', remote: '' })
  })
})
