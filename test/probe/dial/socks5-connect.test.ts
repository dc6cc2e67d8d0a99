import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { toHex } from '../../../src/lib/bytes.ts'
import { Secret } from '../../../src/lib/secret.ts'
import { type SocksRequest, socks5Connect } from '../../../src/probe/dial/socks5-connect.ts'
import { rawServer } from '../loopback.ts'

/** Gives one answer for each message of the client, and keeps those. */
async function socksServer(
  answers: readonly (readonly number[])[],
  heard: string[] = [],
  close = true,
): Promise<number> {
  return rawServer((socket) => {
    const left = [...answers]
    socket.on('data', (bytes: Buffer) => {
      heard.push(toHex(bytes))
      const answer = left.shift()
      if (answer !== undefined) socket.write(Uint8Array.from(answer))
      if (left.length === 0 && close) socket.end()
    })
  })
}

async function endWith(
  answers: readonly (readonly number[])[],
  changes: Partial<SocksRequest> = {},
  heard: string[] = [],
) {
  const port = await socksServer(answers, heard)
  const tunnel = await socks5Connect({
    stream: connect(port, '127.0.0.1'),
    local: '127.0.0.1:1',
    proxyAddress: `127.0.0.1:${port}`,
    host: 'api.example',
    port: 6443,
    credentials: null,
    limitMs: 5000,
    signal: new AbortController().signal,
    ...changes,
  })
  return tunnel.end
}

const done = [5, 0, 0, 1, 192, 0, 2, 1, 0, 80]
const credentials = { username: 'u', password: new Secret('pw') }

test('the name is sent, not an address', async () => {
  const heard: string[] = []
  expect(await endWith([[5, 0], done], {}, heard)).toEqual({ kind: 'connected' })
  expect(heard).toEqual(['050100', `050100030b${Buffer.from('api.example').toString('hex')}192b`])
})

test('an address is sent as one', async () => {
  const heard: string[] = []
  await endWith([[5, 0], done], { host: '192.0.2.7' }, heard)
  await endWith([[5, 0], done], { host: '2001:db8::7' }, heard)
  expect(heard[1]).toBe('05010001c0000207192b')
  expect(heard[3]).toBe('0501000420010db8000000000000000000000007192b')
})

test('username and password go to a proxy that asks for them', async () => {
  const heard: string[] = []
  expect(await endWith([[5, 2], [1, 0], done], { credentials }, heard)).toEqual({ kind: 'connected' })
  expect(heard.slice(0, 2)).toEqual(['05020002', '010175027077'])
})

test.each([
  [
    'general failure',
    [
      [5, 0],
      [5, 1, 0, 1, 0, 0, 0, 0, 0, 0],
    ],
    { kind: 'refused', reply: 1 },
  ],
  [
    'connection refused',
    [
      [5, 0],
      [5, 5, 0, 1, 0, 0, 0, 0, 0, 0],
    ],
    { kind: 'refused', reply: 5 },
  ],
  ['an HTTP proxy', [[...Buffer.from('HTTP/1.1 400 Bad Request\r\n')]], { kind: 'unexpected-version', version: 72 }],
  ['no method left', [[5, 0xff]], { kind: 'no-acceptable-method' }],
  [
    'a reserved octet',
    [
      [5, 0],
      [5, 0, 7, 1, 0, 0, 0, 0, 0, 0],
    ],
    { kind: 'non-zero-reserved' },
  ],
  [
    'address type 9',
    [
      [5, 0],
      [5, 0, 0, 9, 0, 0, 0, 0, 0, 0],
    ],
    { kind: 'unknown-address-type', type: 9 },
  ],
  ['the end instead of a method', [[5]], { kind: 'closed' }],
  [
    'the end instead of a reply',
    [
      [5, 0],
      [5, 0, 0],
    ],
    { kind: 'closed' },
  ],
])('%s', async (_, answers, end) => {
  expect(await endWith(answers)).toEqual(end)
})

test('a wrong password, and an answer that is no version 1', async () => {
  expect(
    await endWith(
      [
        [5, 2],
        [1, 1],
      ],
      { credentials },
    ),
  ).toEqual({ kind: 'authentication-failed' })
  expect(
    await endWith(
      [
        [5, 2],
        [5, 0],
      ],
      { credentials },
    ),
  ).toEqual({ kind: 'invalid-auth-version' })
})

test('after a reply with a name the stream stands at the first byte of the tunnel', async () => {
  const port = await socksServer([
    [5, 0],
    [5, 0, 0, 3, 2, 104, 105, 0, 80, 0x16, 3],
  ])
  const stream = connect(port, '127.0.0.1')
  const request = { local: '', proxyAddress: '', host: 'api.example', port: 443, credentials: null, limitMs: 5000 }
  await socks5Connect({ ...request, stream, signal: new AbortController().signal })
  expect(toHex(Buffer.concat(await stream.toArray()))).toBe('1603')
})

test('silence', async () => {
  const stream = connect(await rawServer(() => {}), '127.0.0.1')
  const request = { local: '', proxyAddress: '', host: 'api.example', port: 443, credentials: null, limitMs: 30 }
  const tunnel = await socks5Connect({ ...request, stream, signal: new AbortController().signal })
  expect(tunnel.end).toEqual({ kind: 'timeout', afterMs: 30 })
})
