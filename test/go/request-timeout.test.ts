import { expect, test } from 'vitest'
import { judgePath } from '../../src/go/judge.ts'
import { inputOf, targetOf, walkOf } from './judge-input-builder.ts'

const silent = walkOf({
  dial: {
    attempts: [{ remote: '192.0.2.10:6443', result: { kind: 'timeout', afterMs: 30_000 }, durationMs: 30_000 }],
    connected: null,
  },
})
const refused = walkOf({
  dial: {
    attempts: [{ remote: '192.0.2.10:6443', result: { kind: 'failed', errno: 'ENETUNREACH' }, durationMs: 1 }],
    connected: null,
  },
})
const judged = (requestTimeoutMs: number | null, walk: typeof silent) => {
  const { message, fidelity, why } = judgePath(
    inputOf(targetOf('https://192.0.2.10:6443', { requestTimeoutMs }), [walk]),
  )
  return { message, fidelity, why }
}

test('a dial that waits for 30 s is predicted exactly', () => {
  expect(judged(null, silent)).toEqual({
    message: 'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout',
    fidelity: 'exact',
    why: null,
  })
})

test('with --request-timeout the wording is a race, and the prediction says so', () => {
  expect(judged(2000, silent)).toMatchObject({
    fidelity: 'approximate',
    why: '--request-timeout ends a request in one of several wordings',
  })
})

test('what fails at once is not touched by --request-timeout', () => {
  expect(judged(2000, refused).fidelity).toBe('exact')
})
