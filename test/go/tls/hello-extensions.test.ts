import { expect, it } from 'vitest'
import { extensionsHoldTogether } from '../../../src/go/tls/hello-extensions.ts'
import { readServerHello } from '../../../src/go/tls/server-hello.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'
import { type HelloParts, serverHello } from '../server-hello-builder.ts'

const GO_1_18 = releaseOf('v1.24.0', 'go1.18.1')

it.each<[string, number, readonly number[], boolean]>([
  ['server_name', 0, [], true],
  ['server_name with a name', 0, [0], false],
  ['status_request', 5, [], true],
  ['status_request with a status', 5, [1], false],
  ['ec_point_formats', 11, [1, 0], true],
  ['ec_point_formats of none', 11, [0], false],
  ['ec_point_formats that are cut', 11, [2, 0], false],
  ['ALPN', 16, [0, 3, 2, 0x68, 0x32], true],
  ['ALPN of no name', 16, [0, 1, 0], false],
  ['ALPN of two names', 16, [0, 4, 1, 0x68, 1, 0x68], false],
  ['ALPN whose list is longer', 16, [0, 4, 2, 0x68, 0x32], false],
  ['ALPN whose name is longer', 16, [0, 3, 3, 0x68, 0x32], false],
  ['ALPN of no octets', 16, [], false],
  ['extended_master_secret', 23, [], true],
  ['extended_master_secret with a body', 23, [1], false],
  ['session_ticket', 35, [], true],
  ['session_ticket with a ticket', 35, [1], false],
  ['pre_shared_key', 41, [0, 0], true],
  ['pre_shared_key of one octet', 41, [0], false],
  ['supported_versions', 43, [3, 4], true],
  ['supported_versions of a list', 43, [2, 3, 4], false],
  ['cookie', 44, [0, 1, 7], true],
  ['cookie of no octets', 44, [0, 0], false],
  ['cookie that is cut', 44, [0, 2, 7], false],
  ['key_share', 51, [0, 29, 0, 1, 9], true],
  ['key_share of a group alone', 51, [0, 29], true],
  ['key_share of no key', 51, [0, 29, 0, 0], true],
  ['key_share that is cut', 51, [0, 29, 0, 2, 9], false],
  ['key_share of three octets', 51, [0, 29, 0], false],
  ['renegotiation_info', 65281, [0], true],
  ['renegotiation_info with data', 65281, [1, 7], true],
  ['renegotiation_info that is cut', 65281, [1], false],
  ['renegotiation_info of no octets', 65281, [], false],
  ['anything else', 0x9999, [1, 2, 3], true],
])('%s', (_, type, data, holds) => {
  expect(hold([[type, data]])).toBe(holds)
})

it('none may stand twice since Go 1.19', () => {
  const twice = [
    [0x9999, []],
    [0x9999, []],
  ] as const
  expect([hold(twice), hold(twice, GO_1_18), hold([[0x9998, []], ...twice.slice(1)])]).toEqual([false, true, true])
})

it('extended_master_secret may hold anything until Go 1.20', () => {
  expect(hold([[23, [1]]], GO_1_18)).toBe(true)
})

it('all of them count', () => {
  expect(
    hold([
      [0, []],
      [5, [1]],
    ]),
  ).toBe(false)
})

function hold(extensions: NonNullable<HelloParts['extensions']>, { behaviours } = V1_34_5): boolean {
  const hello = readServerHello(serverHello({ extensions }))
  if (hello === null) throw new Error('the hello of this test does not parse')
  return extensionsHoldTogether(hello, behaviours)
}
