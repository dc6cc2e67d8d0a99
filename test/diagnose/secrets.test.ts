import { expect, test } from 'vitest'
import { secretsOf } from '../../src/diagnose/secrets.ts'
import { Secret } from '../../src/lib/secret.ts'
import { withoutSecrets } from '../../src/transcript/without-secrets.ts'
import { credentials, proxyAt, target } from '../probe/plan-builder.ts'

const proxied = {
  ...target(6443),
  proxy: {
    ...target(6443).proxy,
    proxy: { ...proxyAt(8080), credentials: { username: 'u', password: new Secret('proxy-password') } },
  },
}
const withBasic = {
  ...credentials,
  token: new Secret('a-bearer-token'),
  basic: { username: 'u', password: new Secret('basic-password') },
}

test('a token, a password and a proxy password that a peer repeats are taken out of what kubectl printed', () => {
  const message = 'Error from server: you sent a-bearer-token, basic-password by proxy-password'
  expect(withoutSecrets([{ message }], secretsOf(withBasic, proxied))).toEqual([
    { message: 'Error from server: you sent REDACTED, REDACTED by REDACTED' },
  ])
})

test('without credentials and without a target there is nothing to take out', () => {
  expect(secretsOf(null, null)).toEqual([])
})
