import { expect, test } from 'vitest'
import { countingWalk } from '../../src/go/counting-walk.ts'
import type { Walk } from '../../src/transcript/transcript.ts'
import { tunnel } from './judge-fixtures.ts'
import { answerOf, connected, exchangeOf, walkOf } from './judge-input-builder.ts'

const CUT = { kind: 'cut-off' } as const
const attempt = (result: { readonly kind: 'cut-off' } | { readonly kind: 'failed'; readonly errno: string }) => ({
  remote: '192.0.2.1:6443',
  result,
  durationMs: 1,
})
const refused = attempt({ kind: 'failed', errno: 'ECONNREFUSED' })

const first = walkOf({ carried: [] })
const count = (...walks: readonly Walk[]) => countingWalk({ pathId: 'direct', startedMs: 0, walks, cutOff: true })

test('the last walk counts, and of none there is none', () => {
  const last = walkOf({})
  expect(count(first, last)).toBe(last)
  expect(count()).toBeNull()
})

test.each<[string, Partial<Walk>]>([
  ['its lookup', { resolution: { kind: 'failed', name: 'a', server: null, reason: CUT }, dial: null }],
  ['its connect', { dial: { attempts: [refused, attempt(CUT)], connected: null } }],
  ['the TLS of its proxy', { proxyTls: exchangeOf({ end: CUT }) }],
  ['its tunnel', { tunnel: { kind: 'ssh', end: CUT } }],
  ['its TLS', { tls: exchangeOf({ end: CUT }) }],
  ['its last answer', { http: [answerOf({}), answerOf({ end: CUT })] }],
])('one whose end cut off %s counts only where there is no other', (_, parts) => {
  const cut = walkOf(parts)
  expect(count(first, cut)).toBe(first)
  expect(count(cut, cut)).toBe(cut)
  expect(count(walkOf(parts), cut)).toBe(cut)
})

test.each<[string, Partial<Walk>]>([
  [
    'a lookup that failed',
    { resolution: { kind: 'failed', name: 'a', server: null, reason: { kind: 'no-such-host' } } },
  ],
  ['a connect that failed', { dial: { attempts: [refused], connected: null } }],
  ['an attempt that another overtook', { dial: { ...connected('192.0.2.2:6443'), attempts: [attempt(CUT)] } }],
  ['a tunnel that was refused', { tunnel: tunnel(403) }],
  ['an answer cut off before the last', { http: [answerOf({ end: CUT }), answerOf({})] }],
])('one with %s counts', (_, parts) => {
  const walk = walkOf(parts)
  expect(count(first, walk)).toBe(walk)
})
