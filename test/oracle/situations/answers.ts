import { brokenBodies, brokenHeads } from './broken-answers.ts'
import { end, receiveHead, reset, type Step, send } from './script.ts'
import { SERVER, type Situation } from './situation.ts'
import { type Certificates, configOf, serving } from './world.ts'

/** What comes after a sound handshake: every status, odd and broken HTTP/1.1, and HTTP/2 that is none. */
export function answers(certificates: Certificates): readonly Situation[] {
  const http1 = Object.entries({ ...statuses(), ...oddities(), ...brokenHeads(), ...brokenBodies() }).map(
    ([id, steps]) => [id, steps, ['http/1.1']] as const,
  )
  const http2 = Object.entries(frames()).map(([id, steps]) => [`h2-${id}`, steps, ['h2']] as const)
  return [...http1, ...http2].flatMap(([id, steps, alpn], i): readonly Situation[] => {
    const port = 22_000 + i
    const options = serving(certificates.server, { ALPNProtocols: [...alpn] })
    return [
      {
        id: `http/${id}`,
        kubeconfig: configOf(certificates.root, { server: `https://${SERVER}:${port}` }),
        servers: [{ host: SERVER, port, steps: [{ do: 'tls', options, inside: steps }] }],
      },
    ]
  })
}

function answer(status: string, type: string | null, body: string): readonly Step[] {
  const head = [
    `HTTP/1.1 ${status}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(type === null ? [] : [`Content-Type: ${type}`]),
  ]
  return [receiveHead, send(`${head.join('\r\n')}\r\n\r\n${body}`)]
}

function statuses(): Readonly<Record<string, readonly Step[]>> {
  const status = (code: number, message: string, reason: string) =>
    JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code })
  const codes: readonly (readonly [number, string])[] = [
    [200, 'OK'],
    [201, 'Created'],
    [204, 'No Content'],
    [300, 'Multiple Choices'],
    [304, 'Not Modified'],
    [400, 'Bad Request'],
    [401, 'Unauthorized'],
    [402, 'Payment Required'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
    [405, 'Method Not Allowed'],
    [406, 'Not Acceptable'],
    [407, 'Proxy Authentication Required'],
    [408, 'Request Timeout'],
    [409, 'Conflict'],
    [410, 'Gone'],
    [411, 'Length Required'],
    [412, 'Precondition Failed'],
    [413, 'Too Large'],
    [415, 'Unsupported Media Type'],
    [418, 'Teapot'],
    [421, 'Misdirected Request'],
    [422, 'Unprocessable Entity'],
    [426, 'Upgrade Required'],
    [431, 'Header Fields Too Large'],
    [451, 'Unavailable For Legal Reasons'],
    [500, 'Internal Server Error'],
    [501, 'Not Implemented'],
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
    [504, 'Gateway Timeout'],
    [505, 'Version Not Supported'],
    [511, 'Network Authentication Required'],
    [599, 'Odd'],
    [600, 'Odder'],
    [999, 'Oddest'],
  ]
  const withBody = codes.filter(([code]) => code !== 204 && code !== 304)
  return {
    ...Object.fromEntries(
      codes
        .filter(([code]) => code === 204 || code === 304)
        .map(([code, reason]) => [`${code}`, [receiveHead, send(`HTTP/1.1 ${code} ${reason}\r\n\r\n`)]]),
    ),
    ...Object.fromEntries(
      withBody.map(([code, reason]) => [
        `${code}-html`,
        answer(`${code} ${reason}`, 'text/html', '<html>blocked</html>'),
      ]),
    ),
    ...Object.fromEntries(
      withBody
        .filter(([code]) => code >= 400)
        .map(([code, reason]) => [
          `${code}-status`,
          answer(`${code} ${reason}`, 'application/json', status(code, `said ${code}`, reason.replaceAll(' ', ''))),
        ]),
    ),
    ...Object.fromEntries(
      [
        [401, 'Unauthorized'],
        [403, 'Forbidden'],
        [500, 'Oops'],
        [503, 'Service Unavailable'],
      ].map(([code, reason]) => [`${code}-text`, answer(`${code} ${reason}`, 'text/plain', 'no\nway')]),
    ),
    ...Object.fromEntries(
      [
        [403, 'Forbidden'],
        [500, 'Oops'],
        [502, 'Bad'],
      ].map(([code, reason]) => [`${code}-empty`, answer(`${code} ${reason}`, null, '')]),
    ),
  }
}

function oddities(): Readonly<Record<string, readonly Step[]>> {
  const raw = (text: string): readonly Step[] => [receiveHead, send(text), end]
  return {
    'closed-at-once': [end],
    'closed-after-request': [receiveHead, end],
    'reset-after-request': [receiveHead, reset],
    junk: raw('hello\r\n\r\n'),
    'junk-no-line': raw('hello'),
    'junk-binary': raw('\x00\x01\xff\r\n\r\n'),
    'status-abc': raw('HTTP/1.1 abc OK\r\n\r\n'),
    'status-short': raw('HTTP/1.1 20 OK\r\n\r\n'),
    'status-long': raw('HTTP/1.1 2000 OK\r\n\r\n'),
    'status-negative': raw('HTTP/1.1 -20 OK\r\n\r\n'),
    'status-no-reason': raw('HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n'),
    'status-only-version': raw('HTTP/1.1\r\n\r\n'),
    'version-9': raw('HTTP/9.1 200 OK\r\n\r\n'),
    'version-letters': raw('HTTP/a.b 200 OK\r\n\r\n'),
    'version-lower': raw('http/1.1 200 OK\r\n\r\n'),
    'version-1.0': raw('HTTP/1.0 200 OK\r\n\r\n{}'),
    'header-no-colon': raw('HTTP/1.1 200 OK\r\nfoo bar\r\n\r\n'),
    'header-space-before-colon': raw('HTTP/1.1 200 OK\r\nfoo : bar\r\nContent-Length: 0\r\n\r\n'),
    'header-empty-name': raw('HTTP/1.1 200 OK\r\n: bar\r\n\r\n'),
    'header-continued-first': raw('HTTP/1.1 200 OK\r\n x: y\r\n\r\n'),
    'header-cut': raw('HTTP/1.1 200 OK\r\nContent-Le'),
    'status-line-cut': raw('HTTP/1.1 20'),
    'body-cut': raw('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort'),
    'chunk-bad': raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    'chunk-cut': raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'),
    'encoding-unknown': raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip2\r\n\r\n'),
    'length-twice': raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'),
    'length-twice-same': raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello'),
    'length-letters': raw('HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nhello'),
    'length-negative': raw('HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello'),
    continue: raw('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'),
    'redirect-nowhere': raw('HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n'),
    'redirect-itself': raw(
      'HTTP/1.1 302 Found\r\nLocation: /version\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    ),
    'redirect-refused': raw(
      'HTTP/1.1 302 Found\r\nLocation: https://192.0.2.11:9/login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    ),
    'line-feeds-only': raw('HTTP/1.1 403 Forbidden\nContent-Length: 2\n\nno'),
    'reason-utf8': raw('HTTP/1.1 403 Verboten f\xc3\xbcr alle\r\nContent-Length: 2\r\n\r\nno'),
    'switching-protocols': raw('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
  }
}

function frames(): Readonly<Record<string, readonly Step[]>> {
  const frame = (type: number, flags: number, stream: number, payload: readonly number[]) =>
    Uint8Array.from([
      payload.length >> 16,
      (payload.length >> 8) & 255,
      payload.length & 255,
      type,
      flags,
      0,
      0,
      0,
      stream,
      ...payload,
    ])
  const settings = frame(4, 0, 0, [])
  const said = (...bytes: readonly Uint8Array[]): readonly Step[] => [
    { do: 'receive' },
    send(Buffer.concat(bytes)),
    end,
  ]
  return {
    'http1-answer': said(Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')),
    'headers-before-settings': said(frame(1, 5, 1, [0x88])),
    'stream-error': said(settings, frame(3, 0, 1, [0, 0, 0, 2])),
    'stream-refused-cancel': said(settings, frame(3, 0, 1, [0, 0, 0, 8])),
    'bad-headers': said(settings, frame(1, 5, 1, [0xff, 0xff, 0xff, 0xff, 0xff])),
    'frame-too-large': said(settings, Uint8Array.of(0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1)),
    'answer-403': said(
      settings,
      frame(4, 1, 0, []),
      frame(1, 4, 1, [0x08, 3, 0x34, 0x30, 0x33]),
      frame(0, 1, 1, [0x6e, 0x6f]),
    ),
    'answer-200': said(settings, frame(4, 1, 0, []), frame(1, 4, 1, [0x88]), frame(0, 1, 1, [0x7b, 0x7d])),
  }
}
