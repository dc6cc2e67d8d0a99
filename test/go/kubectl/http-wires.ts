import type { HttpExchange, TlsExchange, Walk } from '../../../src/transcript/transcript.ts'
import { answerOf, establishedWith, walkOf } from '../judge-input-builder.ts'
import { derOf, scenario } from './observed-vectors.ts'

/** The chain that every HTTP scenario presents: the one of scenario `ok`, which its CA signed. */
const goodChain = (scenario('ok').chain ?? []).map(derOf)
export const goodCa = derOf(scenario('ok').ca ?? '')

export type HttpWire = (url: string) => Walk

/** What the wire did in the scenarios of category `tls-http` that come to an HTTP answer, by scenario id. */
export const httpWires: Readonly<Record<string, HttpWire>> = {
  'tls12-ok': answered({ contentType: 'application/json', body: '{"major":"1"}' }),
  'tls13-ok': answered({ contentType: 'application/json', body: '{"major":"1"}' }),
  'mtls-ok-13': answered({ contentType: 'application/json', body: '{"major":"1"}' }),
  'mtls-required-13': answered({ status: null, end: { kind: 'alert', description: 116 } }),
  'mtls-unknownca-13': answered({ status: null, end: { kind: 'alert', description: 48 } }),
  'mtls-expired-13': answered({ status: null, end: { kind: 'alert', description: 45 } }),
  'mtls-required-12': refusedInHandshake(40),
  'mtls-unknownca-12': refusedInHandshake(48),
  'mtls-expired-12': refusedInHandshake(45),
  'h1-close': answered({ status: null, end: { kind: 'closed' } }),
  'h1-junk': malformed('hello there'),
  'h1-junk2': malformed('\x00\x00\x12\x04\x00'),
  'h1-badstatus': malformed('HTTP/1.1 abc OK'),
  'h1-badproto': malformed('HTTP/9x 200 OK'),
  'h1-shortstatus': malformed('HTTP/1.1 20 OK'),
  'h1-shortbody': answered({ status: 200, contentType: 'application/json', bodyBytes: 2, end: { kind: 'truncated' } }),
  'h1-101': answered({ status: 101 }),
  'http-200-html': answered({ contentType: 'text/html', bodyBytes: 40 }),
  'http-200-empty': answered({ contentType: null, bodyBytes: 0 }),
  'http-401-status': answered({
    status: 401,
    contentType: 'application/json',
    body: JSON.stringify(statusObject('Unauthorized', 'Unauthorized', 401)),
  }),
  'http-403-status': answered({
    status: 403,
    contentType: 'application/json',
    body: JSON.stringify(statusObject('Forbidden', 'pods is forbidden: no', 403)),
  }),
  'http-503-retryafter': answered({
    status: 503,
    headers: [['Retry-After', '1']],
    contentType: 'text/plain',
    body: 'no',
  }),
  'redirect-loop': (url) => answered({ status: 302, headers: [['Location', url]], contentType: 'text/html' })(url),
  'redirect-badloc': answered({ status: 302, headers: [['Location', 'http://[bad']] }),
  'h2-http1': h2({ kind: 'malformed', firstLine: 'HTTP/1.1 400 Bad Request' }),
  'h2-close': h2({ kind: 'closed' }),
  'h2-settings-close': h2({ kind: 'closed' }),
  'h2-goaway': h2({ kind: 'http2-error', code: 'ENHANCE_YOUR_CALM', message: 'GOAWAY last stream 0, debug ""' }),
  'h2-goaway-after': h2({ kind: 'http2-error', code: 'NO_ERROR', message: 'GOAWAY last stream 1, debug ""' }),
  'h2-rst': h2({ kind: 'http2-error', code: 'INTERNAL_ERROR', message: 'RST_STREAM stream 1' }),
  'h2-rst-http11': h2({ kind: 'http2-error', code: 'HTTP_1_1_REQUIRED', message: 'RST_STREAM stream 1' }),
  'h2-nosettings': h2({ kind: 'http2-error', code: 'ERR_HTTP2_ERROR', message: 'PROTOCOL_ERROR' }),
  'h2-badhpack': h2({ kind: 'http2-error', code: 'ERR_HTTP2_ERROR', message: 'COMPRESSION_ERROR' }),
  'h2-junk': h2({ kind: 'malformed', firstLine: '\x88\x99\xaa' }),
  ...Object.fromEntries(
    [204, 302, 400, 401, 403, 404, 405, 407, 409, 410, 413, 422, 426, 429, 500, 501, 502, 503, 504, 511].flatMap(
      (status) => [
        [
          `http-${status}-html`,
          answered({
            status,
            contentType: 'text/html',
            body: status === 204 ? null : `<html><h1>${status}</h1></html>`,
          }),
        ],
        [
          `http-${status}-text`,
          answered({ status, contentType: 'text/plain', body: status === 204 ? null : 'upstream  said no' }),
        ],
      ],
    ),
  ),
}

function statusObject(reason: string, message: string, code: number) {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }
}

function answered(parts: Partial<HttpExchange>, tls: Partial<TlsExchange> = {}): HttpWire {
  return (url) =>
    walkOf({
      tls: establishedWith(goodChain, tls),
      http: [answerOf({ ...parts, request: { method: 'GET', url, purpose: 'test' } })],
    })
}

function malformed(firstLine: string): HttpWire {
  return answered({ status: null, end: { kind: 'malformed', firstLine } })
}

function h2(end: HttpExchange['end']): HttpWire {
  return answered({ status: null, protocol: 'h2', end })
}

/** TLS 1.2 refuses a client certificate, or its absence, before the handshake is done. */
function refusedInHandshake(description: number): HttpWire {
  return () =>
    walkOf({
      tls: establishedWith(goodChain, {
        serverHello: {
          version: 0x0303,
          legacyVersion: 0x0303,
          cipherSuite: 0xc02f,
          helloRetryRequest: false,
          extensions: [],
        },
        certificateRequest: { authorities: [] },
        alerts: [{ level: 'fatal', description, phase: 'handshake' }],
        end: { kind: 'alert' },
      }),
    })
}
