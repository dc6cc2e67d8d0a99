import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { Http2Connection } from '../../../src/probe/http/http2-connection.ts'
import { Reading } from '../../../src/probe/http/reading.ts'
import { NOTHING_SET, reset } from '../../hostile/http2-frames.ts'

/** Go sends the request with its preface; undici a moment later, and the server may be quicker. */
test.each([
  [1, { kind: 'http2-error', code: 'CANCEL', message: 'RST_STREAM stream 1' }],
  [3, { kind: 'closed' }],
])('RST_STREAM for stream %i before our HEADERS went out', async (stream, end) => {
  const peer = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const connection = new Http2Connection(peer, () => null)
  const reading = new Reading()
  connection.send({ method: 'GET', authority: 'api.example', target: '/', absoluteForm: false, headers: [] }, reading)
  peer.push(concatBytes(NOTHING_SET, reset(stream, 8)))
  peer.push(null)
  expect(await reading.ended).toEqual(end)
  connection.close()
})
