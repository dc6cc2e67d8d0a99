import { expect, test } from 'vitest'
import { ClientHelloReader } from '../../../src/probe/wire/client-hello-reader.ts'
import { handshakeMessage } from '../../go/server-hello-builder.ts'
import { handshakeRecord } from '../../oracle/situations/hello.ts'

/** RFC 8446 section 4.1.2: version, random, no session id, two suites, no compression, then these extensions. */
function helloWith(extensions: readonly number[]): Uint8Array {
  const head = [3, 3, ...new Uint8Array(32), 0, 0, 4, 0x13, 0x01, 0x13, 0x02, 1, 0]
  return handshakeRecord(handshakeMessage(1, Uint8Array.from([...head, 0, extensions.length, ...extensions])))
}

test('a list that ends inside a number is read as far as it goes', () => {
  const groups = [0x00, 0x0a, 0, 5, 0, 3, 0x00, 0x1d, 0x00]
  const keyShares = [0x00, 0x33, 0, 5, 0, 3, 0x00, 0x1d, 0x00]
  const reader = new ClientHelloReader()
  reader.sent(helloWith([...groups, ...keyShares]))
  expect(reader.hello()).toMatchObject({ cipherSuites: [0x1301, 0x1302], groups: [0x1d], keyShares: [0x1d] })
})
