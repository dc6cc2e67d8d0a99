import { expect, test } from 'vitest'
import { Secret } from '../../src/lib/secret.ts'
import { withoutSecrets } from '../../src/transcript/without-secrets.ts'

const basic = `Basic ${Buffer.from('jane:a-long-password').toString('base64')}`

test.each([
  ['Bearer a-long-token', 'you sent Bearer a-long-token', 'you sent REDACTED'],
  ['Bearer a-long-token', '{"token":"a-long-token"}', '{"token":"REDACTED"}'],
  [basic, `no ${basic.slice('Basic '.length)}`, 'no REDACTED'],
  [basic, 'jane:a-long-password', 'jane:REDACTED'],
  ['Bearer a+long/token', '?t=a%2Blong%2Ftoken', '?t=REDACTED'],
  ['demo', 'this is a demo', 'this is a demo'],
  ['Bearer a-long-token', 'a body that is cut after a-long-to', 'a body that is cut after REDACTED'],
  ['Bearer a-long-token', 'a body that is cut after Bearer a-lon', 'a body that is cut after REDACTED'],
  ['Bearer a-long-token', 'it ends with a-long', 'it ends with a-long'],
])('%s is not in the answer %s', (secret, text, clean) => {
  expect(withoutSecrets(text, [new Secret(secret)])).toBe(clean)
})

test('lists and objects keep their shape, and what is no text stays', () => {
  const value = { status: 401, headers: [['x-echo', 'a-long-token']], body: null }
  expect(withoutSecrets(value, [new Secret('a-long-token')])).toEqual({
    status: 401,
    headers: [['x-echo', 'REDACTED']],
    body: null,
  })
})
