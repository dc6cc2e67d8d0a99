import { expect, test } from 'vitest'
import { defaultResolverConfig, parseResolvConf } from '../../../src/probe/resolve/resolv-conf.ts'

test('servers, search list and options', () => {
  const text = [
    '# made by hand',
    'nameserver 192.0.2.53',
    'nameserver 2001:db8::53',
    'nameserver not-an-address',
    'nameserver 192.0.2.54',
    'nameserver 192.0.2.55',
    'domain old.example',
    'search corp.example lab.example.',
    'options ndots:2 timeout:1 attempts:3 use-vc nonsense',
  ].join('\n')
  expect(parseResolvConf(text)).toEqual({
    servers: [
      { address: '192.0.2.53', port: 53 },
      { address: '2001:db8::53', port: 53 },
      { address: '192.0.2.54', port: 53 },
    ],
    search: ['corp.example.', 'lab.example.'],
    ndots: 2,
    timeoutMs: 1000,
    attempts: 3,
    useTcp: true,
  })
})

test("Go's defaults where the file says nothing", () => {
  expect(parseResolvConf('; empty\n')).toEqual(defaultResolverConfig)
})

test('values out of range are brought into it', () => {
  expect(parseResolvConf('options ndots:99 timeout:0 attempts:0')).toMatchObject({
    ndots: 15,
    timeoutMs: 1000,
    attempts: 1,
  })
})
