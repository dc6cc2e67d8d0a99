import { expect, test } from 'vitest'
import { recordedVariables } from '../../src/transcript/recorded-variables.ts'

test('only variables that matter are recorded, empty ones included', () => {
  expect(
    recordedVariables({ HTTPS_PROXY: '', https_proxy: 'http://192.0.2.1:8080', HOME: '/root', AWS_SECRET: 'x' }),
  ).toEqual({
    HTTPS_PROXY: '',
    https_proxy: 'http://192.0.2.1:8080',
  })
})

test.each([
  ['http://user:secret@proxy.example:8080', 'http://user:REDACTED@proxy.example:8080'],
  ['http://user:se@cret@proxy.example:8080', 'http://user:REDACTED@proxy.example:8080'],
  ['http://user:se/cret@proxy.example:8080', 'http://user:REDACTED@proxy.example:8080'],
  ['user:secret@proxy.example:8080', 'user:REDACTED@proxy.example:8080'],
  ['DOMAIN\\user:secret@proxy.example', 'DOMAIN\\user:REDACTED@proxy.example'],
  ['"http://user:secret@proxy.example"', '"http://user:REDACTED@proxy.example"'],
  ['http://:secret@proxy.example', 'http://:REDACTED@proxy.example'],
  ['http://proxy.example:8080', 'http://proxy.example:8080'],
  ['http://user@proxy.example:8080', 'http://user@proxy.example:8080'],
])('the password in %s never reaches the Case', (value, recorded) => {
  expect(recordedVariables({ https_proxy: value })).toEqual({ https_proxy: recorded })
})
