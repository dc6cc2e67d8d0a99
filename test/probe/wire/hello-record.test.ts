import { once } from 'node:events'
import { connect } from 'node:net'
import { createServer } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { createAuthority } from '../../../src/demo/authority.ts'
import { listen } from '../../../src/demo/listen.ts'
import table from '../../../src/probe/data/client-hellos.json' with { type: 'json' }
import { helloRecord } from '../../../src/probe/wire/hello-record.ts'
import {
  helloShapeOf,
  sendsPostQuantum,
  withoutPostQuantum,
  withPostQuantum,
} from '../../../src/probe/wire/hello-shape.ts'
import { ServerFlight } from '../../../src/probe/wire/server-flight.ts'

const NAME = 'api.example.test'

function record(
  release: { kubectl: string; go: string } | null,
  more: Partial<Parameters<typeof helloRecord>[0]> = {},
) {
  return helloRecord({ shape: helloShapeOf(release), sni: NAME, tls12Only: false, http2: true, ...more })
}

describe('the hello that is built', () => {
  test.each(table.shapes)('has exactly the bytes of kubectl $kubectl', ({ kubectl, go, bytes }) => {
    expect(record({ kubectl, go })).toHaveLength(bytes)
    // Nine octets of the extension, and the name.
    expect(record({ kubectl, go }, { sni: null })).toHaveLength(bytes - 9 - NAME.length)
  })

  test('of a release between two rows is that of the older, and of an unknown one that of the newest', () => {
    expect(helloShapeOf({ kubectl: 'v1.31.9', go: 'go1.23.8' })).toEqual(
      helloShapeOf({ kubectl: 'v1.30.13', go: 'go1.23.8' }),
    )
    expect(helloShapeOf(null)).toEqual(helloShapeOf({ kubectl: 'v1.35.2', go: 'go1.25.7' }))
  })

  test('fits one segment without the post-quantum share and is too long for it with the share', () => {
    const shape = helloShapeOf({ kubectl: 'v1.34.5', go: 'go1.24.13' })
    const older = helloShapeOf({ kubectl: 'v1.28.15', go: 'go1.22.8' })
    expect(sendsPostQuantum(shape)).toBe(true)
    expect(record(null, { shape: withoutPostQuantum(shape) })).toHaveLength(1496 - 2 - 4 - 1216)
    expect(record(null, { shape: withPostQuantum(older) })).toHaveLength(286 + 2 + 4 + 1216)
  })

  test.each([
    ['as kubectl sends it', {}, 0x0304],
    ['without the post-quantum share', { shape: withoutPostQuantum(helloShapeOf(null)) }, 0x0304],
    ['with TLS 1.2 alone', { tls12Only: true }, 0x0303],
    ['without HTTP/2', { http2: false }, 0x0304],
    ['without a name', { sni: null }, 0x0304],
  ] as const)('%s is one that a TLS server answers', async (_, wish, version) => {
    const { pem, keyPem } = createAuthority({ commonName: 'lab' }, new Date())
    const server = createServer({ key: keyPem, cert: pem, ALPNProtocols: ['h2', 'http/1.1'] })
    server.on('tlsClientError', () => {})
    const listening = await listen(server, '127.0.0.1', 0)
    const socket = connect(listening.port, listening.host)
    socket.write(record(null, wish))
    const flight = new ServerFlight()
    while (flight.wire().serverHello === null && flight.wire().alerts.length === 0) {
      const [chunk] = await once(socket, 'data')
      flight.received(chunk)
    }
    expect(flight.wire().alerts).toEqual([])
    expect(flight.wire().serverHello).toMatchObject({ version, helloRetryRequest: false })
    socket.destroy()
    await listening.close()
  })
})
