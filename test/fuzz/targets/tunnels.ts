import { Secret } from '../../../src/lib/secret.ts'
import { httpConnect } from '../../../src/probe/dial/http-connect.ts'
import { socks5Connect } from '../../../src/probe/dial/socks5-connect.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'
import { HTTP_WORDS } from './http.ts'
import { inPieces } from './in-pieces.ts'
import { judged } from './judged.ts'
import { ScriptedPeer } from './scripted-peer.ts'

/** Long past what a peer that ends at once can take. */
const LIMIT_MS = 60_000
const signal = new AbortController().signal
const credentials = { username: 'u', password: new Secret('not-to-be-repeated') }

/** What an HTTP proxy answers to CONNECT. */
export const connectAnswer: FuzzTarget = {
  covers: ['probe/dial/', 'probe/http/response-head', 'go/http/connect', 'go/http/response-head', 'transcript/'],
  mutator: 'lines',
  words: HTTP_WORDS,
  seeds: () => [
    'HTTP/1.1 200 Connection established\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc',
    'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 2\r\n\r\nno',
    'HTTP/1.0 403 Forbidden\r\n\r\n<html>',
    'SSH-2.0-x\r\n',
    '\u0015\u0003\u0001\u0000\u0002\u0002\u0028',
  ],
  executions: 250,
  async run(input) {
    for (const size of [input.length, 3]) {
      const stream = new ScriptedPeer(inPieces(input, size, 200))
      const authority = 'api.example.test:6443'
      const tunnel = await httpConnect({
        stream,
        local: '192.0.2.1:4000',
        authority,
        credentials,
        limitMs: LIMIT_MS,
        signal,
      })
      holds(!JSON.stringify(tunnel).includes('not-to-be-repeated'), 'the password')
      judged({ tunnel }, 'http-proxy')
      stream.destroy()
    }
  },
}

/** What a SOCKS 5 proxy answers, with a password and without. */
export const socksAnswer: FuzzTarget = {
  covers: ['probe/dial/', 'go/http/socks'],
  mutator: 'bytes',
  words: [],
  seeds: () => [
    Uint8Array.of(5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 4, 56),
    Uint8Array.of(5, 2, 1, 0, 5, 0, 0, 3, 3, 97, 98, 99, 4, 56),
    Uint8Array.of(5, 2, 1, 1),
    Uint8Array.of(5, 0xff),
    Uint8Array.of(5, 0, 5, 2, 0, 1, 0, 0, 0, 0, 0, 0),
    Uint8Array.of(5, 0, 5, 0, 0, 4, ...Array<number>(18).fill(0)),
    Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ],
  executions: 400,
  async run(input) {
    for (const given of [null, credentials]) {
      const stream = new ScriptedPeer([input])
      const at = { local: '192.0.2.1:4000', proxyAddress: '192.0.2.8:1080', host: 'api.example.test', port: 6443 }
      const tunnel = await socks5Connect({ stream, ...at, credentials: given, limitMs: LIMIT_MS, signal })
      holds(!['timeout', 'cut-off'].includes(tunnel.end.kind), `it waits for more than there is: ${tunnel.end.kind}`)
      judged({ tunnel }, 'socks5')
      stream.destroy()
    }
  },
}
