import { expect, test } from 'vitest'
import { shortMessage } from '../../src/report/scan.ts'

test.each([
  [
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
    60,
    'x509: certificate signed by unknown authority',
  ],
  ['Unable to connect to the server: Get "https://a.example/version": EOF', 60, 'EOF'],
  ['error: context "zz" does not exist', 60, 'context "zz" does not exist'],
  ['\nfirst\nsecond', 60, 'first'],
  ['Unable to connect to the server: Service Unavailable', 10, 'Service U…'],
  ['a\u001b[2J', 60, 'a\\x1b[2J'],
  ['', 60, ''],
])('%j in %i signs is %j', (message, limit, short) => {
  expect(shortMessage(message, limit)).toBe(short)
})
