import { connect } from 'node:net'
import { handshake } from '../../src/probe/handshake.ts'
import type { TlsExchange } from '../../src/transcript/transcript.ts'

/** What a handshake with the server at that port of loopback is, from the first byte to its end. */
export async function exchangeAt(port: number, signal = new AbortController().signal): Promise<TlsExchange> {
  const stream = connect(port, '127.0.0.1')
  await new Promise((resolve) => stream.once('connect', resolve))
  stream.on('error', () => {})
  const shaken = await handshake({
    stream,
    local: '',
    remote: '',
    sni: 'api.example',
    offer: { postQuantum: true, rsaKeyExchange: false },
    limitMs: 5000,
    signal,
    clientCertificate: null,
    mayOffer: () => false,
  })
  shaken.socket?.destroy()
  return shaken.exchange()
}
