import { createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import { expect, test } from 'vitest'
import type { Credentials } from '../../../src/kubeconfig/credentials.ts'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { Secret } from '../../../src/lib/secret.ts'
import type { ProbePlan } from '../../../src/probe/plan.ts'
import { probeAll } from '../../../src/probe/probe.ts'
import { nodeSystem } from '../../../src/system/node.ts'
import type { HttpExchange } from '../../../src/transcript/transcript.ts'
import { clusterCa, listen, serverCertificate, tlsServer } from '../loopback.ts'
import { host, plan } from '../plan-builder.ts'

const system = nodeSystem()

async function exchangesWith(port: number, changes: Partial<ProbePlan> = {}): Promise<readonly HttpExchange[]> {
  const { transcripts } = await probeAll(plan(port, changes), system.monotonicMs(), system)
  return transcripts[0]?.walks[0]?.http ?? []
}

/** Says these bytes to whatever is asked, one after the other. */
function http1Server(answers: readonly string[], after: 'end' | 'stay' = 'stay'): Promise<number> {
  const left = [...answers]
  return tlsServer({ ALPNProtocols: ['http/1.1'] }, (socket) => {
    socket.on('data', () => {
      socket.write(left.shift() ?? '')
      if (after === 'end') socket.end()
    })
  })
}

const ends = async (answers: readonly string[], after: 'end' | 'stay' = 'stay') =>
  (await exchangesWith(await http1Server(answers, after))).map(({ status, end }) => ({ status, end }))

test.each([
  ['SSH-2.0-OpenSSH_9.6\r\n', 'SSH-2.0-OpenSSH_9.6'],
  ['hello\n', 'hello'],
  ['HTTP/9x 200 OK\r\n\r\n', 'HTTP/9x 200 OK'],
])('HTTP/1.1: %j is malformed', async (answer, firstLine) => {
  expect(await ends([answer])).toEqual([{ status: null, end: { kind: 'malformed', firstLine } }])
})

test('HTTP/1.1: a server that closes without an answer', async () => {
  expect(await ends([''], 'end')).toEqual([{ status: null, end: { kind: 'closed' } }])
})

test('HTTP/1.1: a body that stops short', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc'
  expect(await ends([answer], 'end')).toEqual([{ status: 200, end: { kind: 'truncated' } }])
})

test('HTTP/1.1: silence ends with the bound', async () => {
  const port = await http1Server([''])
  const bounds = { dialMs: 5000, tlsMs: 5000, connectMs: 5000, httpMs: 40 }
  const [exchange] = await exchangesWith(port, { bounds })
  expect(exchange?.end).toEqual({ kind: 'timeout', afterMs: 40 })
})

test('HTTP/1.1: a body is read up to 1 MiB and kept up to 4 KiB', async () => {
  const body = 'y'.repeat(3 * 1024 * 1024)
  const port = await http1Server([`HTTP/1.1 500 No\r\nContent-Length: ${body.length}\r\n\r\n${body}`])
  const [exchange] = await exchangesWith(port)
  expect(exchange).toMatchObject({ status: 500, statusText: 'No', bodyBytes: 1024 * 1024, end: { kind: 'complete' } })
  expect(exchange?.body).toBe('y'.repeat(4096))
})

test('secrets of the answer are replaced, repeated headers stay apart', async () => {
  const head = 'HTTP/1.1 403 No\r\nVia: a\r\nVia: b\r\nSet-Cookie: s=1\r\nLocation: https://sso.example/in?code=abc\r\n'
  const [exchange] = await exchangesWith(await http1Server([`${head}Content-Length: 0\r\n\r\n`]))
  expect(exchange?.headers).toEqual([
    ['Via', 'a'],
    ['Via', 'b'],
    ['Set-Cookie', 'REDACTED'],
    ['Location', 'https://sso.example/in?REDACTED'],
    ['Content-Length', '0'],
  ])
})

test('redirects on the same origin are followed, on a further connection where the server closed the first', async () => {
  const first = 'HTTP/1.1 302 Found\r\nLocation: /next?t=secret\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
  const port = await http1Server([first, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'])
  const exchanges = await exchangesWith(port)
  expect(exchanges.map(({ request, status }) => [request.url, status])).toEqual([
    [`https://${host}:${port}/version`, 302],
    [`https://${host}:${port}/next?REDACTED`, 200],
  ])
})

test('a redirect to another origin is recorded and left', async () => {
  const answer = 'HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\nContent-Length: 0\r\n\r\n'
  const exchanges = await exchangesWith(await http1Server([answer, answer]))
  expect(exchanges.map(({ status }) => status)).toEqual([302])
})

test('a redirect to a URL longer than what is kept of it is not followed', async () => {
  const answer = `HTTP/1.1 302 Found\r\nLocation: /${'x'.repeat(4096)}\r\nContent-Length: 0\r\n\r\n`
  expect(await ends([answer, answer])).toHaveLength(1)
})

test('redirects without end are followed ten times', async () => {
  const answer = 'HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n'
  expect(await ends(Array(20).fill(answer))).toHaveLength(11)
})

function http2Server(onStream: (stream: ServerHttp2Stream) => void): Promise<number> {
  const server = createSecureServer({ key: serverCertificate.keyPem, cert: serverCertificate.pem + clusterCa.pem })
  server.on('stream', (stream) => {
    stream.on('error', () => {})
    onStream(stream as ServerHttp2Stream)
  })
  server.on('sessionError', () => {})
  return listen(server)
}

test('HTTP/2: a stream that is reset', async () => {
  const [exchange] = await exchangesWith(await http2Server((stream) => stream.close(2)))
  expect(exchange).toMatchObject({
    protocol: 'h2',
    status: null,
    end: { kind: 'http2-error', code: 'INTERNAL_ERROR', message: 'RST_STREAM stream 1' },
  })
})

test('HTTP/2: a server that goes away', async () => {
  const port = await http2Server((stream) => {
    const session = stream.session as ServerHttp2Session | undefined
    session?.goaway(11, 0, Buffer.from('calm'))
    session?.destroy()
  })
  const [exchange] = await exchangesWith(port)
  expect(exchange?.end).toEqual({
    kind: 'http2-error',
    code: 'ENHANCE_YOUR_CALM',
    message: 'GOAWAY last stream 1, debug "calm"',
  })
})

test('HTTP/2 settled on, HTTP/1.1 spoken', async () => {
  const port = await tlsServer({ ALPNProtocols: ['h2'] }, (socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })
  const [exchange] = await exchangesWith(port)
  expect(exchange).toMatchObject({
    protocol: 'h2',
    status: null,
    end: { kind: 'malformed', firstLine: 'HTTP/1.1 400 Bad Request' },
  })
})

test.each([
  [
    'headers that cannot be decompressed',
    [0, 0, 5, 1, 5, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff],
    'COMPRESSION_ERROR',
  ],
  ['a frame larger than any may be', [0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1], 'FRAME_SIZE_ERROR'],
])('HTTP/2: %s, and the end with it', async (_what, frame, code) => {
  const settings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0)
  const port = await tlsServer({ ALPNProtocols: ['h2'] }, (socket) => {
    socket.once('data', () => socket.end(concatBytes(settings, Uint8Array.from(frame))))
  })
  const [exchange] = await exchangesWith(port)
  expect(exchange).toMatchObject({ status: null, end: { kind: 'http2-error', code } })
})

test('HTTP/2: a frame that cannot be', async () => {
  const settings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0)
  const dataOnStreamZero = Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0, 7)
  const port = await tlsServer({ ALPNProtocols: ['h2'] }, (socket) => {
    socket.once('data', () => socket.write(concatBytes(settings, dataOnStreamZero)))
  })
  const [exchange] = await exchangesWith(port)
  expect(exchange?.end.kind).toBe('http2-error')
})

test('HTTP/1.1: a head of 200 KiB is read as kubectl reads it', async () => {
  const long = `X-Long: ${'x'.repeat(200 * 1024)}\r\n`
  expect(await ends([`HTTP/1.1 200 OK\r\n${long}Content-Length: 2\r\n\r\n{}`])).toEqual([
    { status: 200, end: { kind: 'complete' } },
  ])
})

test('HTTP/1.1: an endless head ends where kubectl ends it, in its words', async () => {
  const port = await tlsServer({ ALPNProtocols: ['http/1.1'] }, (socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(`X-More: ${'x'.repeat(8000)}\r\n`));
    }
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n')
      socket.on('drain', more)
      more()
    })
  })
  expect((await exchangesWith(port)).map(({ end }) => end)).toEqual([
    { kind: 'failed', message: 'net/http: server response headers exceeded 10485760 bytes; aborted' },
  ])
})

test('what a server repeats of the credentials is not kept', async () => {
  const sent = `Basic ${Buffer.from('jane:a-long-password').toString('base64')}`
  const port = await http1Server(
    [
      'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      `HTTP/1.1 401 ${sent}\r\nX-Echo: ${sent}\r\nConnection: close\r\n\r\njane:a-long-password`,
    ],
    'end',
  )
  const withBasic: Credentials = {
    token: null,
    basic: { username: 'jane', password: new Secret('a-long-password') },
    clientCertificate: null,
    exec: null,
    impersonate: null,
  }
  const credentials = Promise.resolve(withBasic)
  const { transcripts } = await probeAll(plan(port, { credentials }), system.monotonicMs(), system)
  expect(transcripts[0]?.walks[1]?.http[0]).toMatchObject({
    statusText: 'REDACTED',
    headers: [
      ['X-Echo', 'REDACTED'],
      ['Connection', 'close'],
    ],
    body: 'jane:REDACTED',
  })
})

test('HTTP/2: a server that never answers, cut off', async () => {
  const run = new AbortController()
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const port = await tlsServer({ ALPNProtocols: ['h2'] }, (socket) => {
    socket.once('data', () => run.abort())
    socket.once('close', () => resolve())
  })
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('uncaughtException', note)
  expect((await exchangesWith(port, { signal: run.signal })).map(({ end }) => end)).toEqual([{ kind: 'cut-off' }])
  await closed
  process.off('uncaughtException', note)
  expect(unhandled).toEqual([])
})

test('the query of a redirect is not kept, neither in the head nor in the body', async () => {
  const body = '<a href="https://sso.example/in?code=secret&amp;state=hidden">Found</a>'
  const location = 'https://sso.example/in?code=secret&state=hidden'
  const answer = `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const [exchange] = await exchangesWith(await http1Server([answer]), { mayAuthenticate: () => false })
  expect(exchange?.body).toBe('<a href="https://sso.example/in?REDACTED">Found</a>')
  expect(JSON.stringify(exchange)).not.toMatch(/secret|hidden/)
})
