import { expect, test } from 'vitest'
import { closedError, resetError } from '../../../src/go/net/broken.ts'

const ENDS = { local: '192.0.2.9:40000', remote: '192.0.2.1:6443' }

test.each(['read', 'write'] as const)('a reset names the %s that met it, which is a race', (syscall) => {
  expect(resetError(ENDS, syscall)).toEqual({
    code: `net.OpError.${syscall}.ECONNRESET`,
    text: `${syscall} tcp 192.0.2.9:40000->192.0.2.1:6443: ${syscall}: connection reset by peer`,
    retried: true,
    approximate: 'which call meets a reset first is a race',
  })
})

test('an end is an EOF, unexpected where something had begun; client-go tries both again', () => {
  expect(closedError(false)).toEqual({ code: 'io.EOF', text: 'EOF', retried: true, approximate: null })
  expect(closedError(true)).toEqual({
    code: 'io.ErrUnexpectedEOF',
    text: 'unexpected EOF',
    retried: true,
    approximate: null,
  })
})
