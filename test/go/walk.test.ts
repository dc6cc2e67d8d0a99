import { describe, expect, it } from 'vitest'
import { judgeWalk } from '../../src/go/walk.ts'
import { inputOf, pathOf, targetOf, walkOf } from './judge-input-builder.ts'

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
    expect(failures[0]?.approximate).not.toBeNull()
  })
})
