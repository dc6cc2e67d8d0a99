import { describe, expect, test } from 'vitest'
import { explain } from '../../src/explain/explain.ts'
import { threads } from './data/threads.ts'

describe('the cause that a thread ended with is named', () => {
  test.each(threads)('thread %s: %s', (_, text, cause, rank) => {
    const [item] = explain(text).items
    const ids = item?.causes.map(({ id }) => id) ?? []
    expect(ids).toContain(cause)
    if (rank === 'first') expect(ids[0]).toBe(cause)
  })
})

describe('threads about something else than a text', () => {
  test('are 18, 19, 24, 40, 44 to 50: settings and wishes, each beside a text above', () => {
    const numbers = new Set(threads.map(([thread]) => Number.parseInt(thread, 10)))
    const absent = Array.from({ length: 52 }, (_, index) => index + 1).filter((number) => !numbers.has(number))
    expect(absent).toEqual([18, 19, 24, 40, 44, 45, 46, 47, 48, 49, 50])
  })
})

describe('the wrong conclusions of the golden case', () => {
  const [item] = explain(
    "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 203.0.113.10 because it doesn't contain any IP SANs",
  ).items

  test('the server’s certificate is not blamed before it was seen', () => {
    expect(item?.says).toContain('Whose certificate it is, the text does not say')
  })

  test('trust was not judged yet', () => {
    expect(item?.notes[0]).toContain('the authority was not judged, and may be the next error')
  })
})
