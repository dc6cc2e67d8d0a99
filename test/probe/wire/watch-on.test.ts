import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { watchOn } from '../../../src/probe/wire/watch-on.ts'

const running = new AbortController().signal

test('the end of the peer', async () => {
  const stream = new PassThrough()
  const watched = watchOn(stream, null, 5000, running)
  stream.end('more')
  expect(await watched).toBe('closed')
})

test('an end that came before', async () => {
  expect(await watchOn(new PassThrough(), 'reset', 5000, running)).toBe('reset')
})

test('a reset', async () => {
  const stream = new PassThrough()
  const watched = watchOn(stream, null, 5000, running)
  stream.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
  expect(await watched).toBe('reset')
})

test('a peer that says nothing, long before the bound', async () => {
  const started = performance.now()
  expect(await watchOn(new PassThrough(), null, 60_000, running)).toBe('silent')
  expect(performance.now() - started).toBeLessThan(1500)
})

test('more bytes than anyone takes', async () => {
  const stream = new PassThrough()
  const watched = watchOn(stream, null, 5000, running)
  for (let i = 0; i < 9; i++) stream.write(new Uint8Array(64 * 1024))
  expect(await watched).toBe('talking')
})

test('no longer than the handshake might have taken', async () => {
  const stream = new PassThrough()
  const watched = watchOn(stream, null, 5, running)
  stream.write('more')
  expect(await watched).toBe('talking')
  expect(await watchOn(new PassThrough(), null, 5, running)).toBe('silent')
})

test('the end of the run', async () => {
  const run = new AbortController()
  const watched = watchOn(new PassThrough(), null, 5000, run.signal)
  run.abort()
  expect(await watched).toBeNull()
})
