import { ask } from '../../../src/probe/http/ask.ts'
import { ChunkedBody } from '../../../src/probe/http/chunked-body.ts'
import type { HttpConnection } from '../../../src/probe/http/http-connection.ts'
import { ResponseReader } from '../../../src/probe/http/response-reader.ts'
import type { HttpExchange } from '../../../src/transcript/transcript.ts'
import { establishedWith } from '../../go/judge-input-builder.ts'
import { fakeSystem } from '../../kubeconfig/fake-system.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { inPieces } from './in-pieces.ts'
import { judged } from './judged.ts'

export const HTTP_WORDS = [
  ...[
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\r',
    ' \r\n',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.0 ',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 101 ',
    '407 ',
    '302 ',
  ],
  ...[
    'Content-Length: 5\r\n',
    'Content-Length: -1\r\n',
    'Content-Length: 99999999999999999999\r\n',
    'Transfer-Encoding: chunked\r\n',
  ],
  ...[
    'Transfer-Encoding: gzip, chunked\r\n',
    'Location: https://elsewhere.example/?a=b\r\n',
    'Location: javascript:1\r\n',
    'Connection: close\r\n',
  ],
  ...[
    'Content-Type: application/json\r\n',
    'Retry-After: 1\r\n',
    '5\r\nhello\r\n',
    '0\r\n\r\n',
    'ffffffffffffffff\r\n',
    '5;ext=1\r\n',
    ': \r\n',
    '\t',
  ],
]

const STATUS =
  '{"kind":"Status","apiVersion":"v1","status":"Failure","message":"forbidden: User \\"x\\"","reason":"Forbidden","code":403}'

const ANSWERS: readonly string[] = [
  `HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: ${STATUS.length}\r\nAudit-Id: 1\r\n\r\n${STATUS}`,
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
  'HTTP/1.0 503 Service Unavailable\r\nRetry-After: 1\r\n\r\n<html>proxy</html>',
  'HTTP/1.1 302 Found\r\nLocation: https://login.example/?next=%2F\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\u0001',
  'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n folded\r\nno colon\r\n: empty\r\n\r\nno',
  'HTTP/1.1 429 Too Many Requests\nContent-Length: 2\nContent-Length: 3\n\nno',
  'SSH-2.0-OpenSSH_9.2\r\n',
  '',
]

/** One answer of HTTP/1.x, however it comes in pieces, and what net/http, client-go and kubectl say of it. */
export const httpAnswer: FuzzTarget = {
  covers: [
    'probe/http/',
    'go/http/',
    'go/client-go/',
    'go/answers',
    'go/kubectl/',
    'transcript/redact',
    'target/redirected',
  ],
  mutator: 'lines',
  words: HTTP_WORDS,
  seeds: () => ANSWERS,
  executions: 250,
  async run(input) {
    const whole = await answered([input])
    for (const size of [1, 7])
      same(settled(await answered(inPieces(input, size, 3000))), settled(whole), `in pieces of ${size}`)
    holds((whole.body?.length ?? 0) <= 4096, 'more of the body than is kept')
    judged({ tls: establishedWith([]), http: [whole] })
    judged({ tls: null, http: [whole] })
  },
}

async function answered(pieces: readonly Uint8Array[]): Promise<HttpExchange> {
  const connection: HttpConnection = {
    protocol: 'http/1.1',
    send(_request, reading) {
      const reader = new ResponseReader(reading)
      for (const piece of pieces) reader.feed(Buffer.from(piece))
      reader.closed()
    },
    alive: () => true,
    close: () => {},
  }
  const { exchange } = await ask(
    connection,
    {
      method: 'GET',
      url: 'https://api.example.test:6443/version',
      purpose: 'the raw request',
      accept: '*/*',
      shownUrl: 'https://api.example.test:6443/version',
      carried: ['token'],
      headers: [],
      absoluteForm: false,
      keepBody: () => true,
      limitMs: 60_000,
      signal: new AbortController().signal,
    },
    fakeSystem(),
  )
  return exchange
}

/** What came behind a broken size at once depends on how much came at once. */
function settled({ end, ...exchange }: HttpExchange): unknown {
  return { ...exchange, end: end.kind === 'bad-chunk' ? { ...end, rest: '' } : end }
}

/** Chunked coding by itself: it never takes more bytes than there are, and ends once. */
export const chunkedBody: FuzzTarget = {
  covers: ['probe/http/chunked-body', 'probe/http/response-head'],
  mutator: 'bytes',
  words: [
    '\r\n',
    '0\r\n\r\n',
    '0\r\n',
    '5\r\nhello\r\n',
    ';x',
    'ffffffffffffffff\r\n',
    '00000000000000000\r\n',
    'a: b\r\n',
    '\n',
  ],
  seeds: () => ['5\r\nhello\r\n0\r\n\r\n', '5;a=b\r\nhello\r\n00\r\nA: b\r\n\r\nrest', 'x\r\n', '2\r\nab'],
  executions: 2500,
  run(input) {
    let ends = 0
    let data = 0
    const body = new ChunkedBody({ data: (chunk) => (data += chunk.length), done: () => ends++ })
    const used = body.feed(Buffer.from(input))
    holds(used <= input.length && data <= used, `${used} bytes used, ${data} of them data, of ${input.length}`)
    body.closed()
    body.closed()
    holds(ends === 1, `it ended ${ends} times`)
  },
}
