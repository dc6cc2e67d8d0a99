import type { Duplex } from 'node:stream'
import type { Secret } from '../../lib/secret.ts'
import type { ProxyEndpoint } from '../../transcript/network-path.ts'
import type { ConnectTunnel } from '../../transcript/transcript.ts'
import { withoutSecrets } from '../../transcript/without-secrets.ts'
import { MAX_HEAD } from '../http/head-text.ts'
import { proxyAuthorization } from '../proxy-authorization.ts'
import type { Waited } from '../wait.ts'
import { ConnectHeadEnd, malformedFirstLine, readConnectHead } from './connect-answer.ts'
import { type Arrived, Inbox } from './inbox.ts'

const MAX_BODY = 4096
/** A refusal is an answer; its body is only worth a short wait. */
const BODY_WAIT_MS = 1000

export interface ConnectRequest {
  readonly stream: Duplex
  readonly local: string
  /** `host:port`. */
  readonly authority: string
  readonly credentials: ProxyEndpoint['credentials']
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Asks an HTTP proxy for a tunnel with the bytes that Go sends (net/http.(*Transport).dialConn). After status 200 the
 * stream stands at the tunnel's first byte; every other status refuses, for Go too.
 */
export async function httpConnect(request: ConnectRequest): Promise<ConnectTunnel> {
  const authorization = request.credentials === null ? [] : [proxyAuthorization(request.credentials)]
  return withoutSecrets(await converse(request, authorization), authorization)
}

async function converse(request: ConnectRequest, authorization: readonly Secret[]): Promise<ConnectTunnel> {
  const { stream, authority, limitMs, signal } = request
  const inbox = new Inbox(stream, MAX_HEAD)
  const headEnd = new ConnectHeadEnd()
  const head = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    'User-Agent: Go-http-client/1.1',
    ...authorization.map((value) => `Proxy-Authorization: ${value.reveal()}`),
  ]
  stream.write(`${head.join('\r\n')}\r\n\r\n`, 'latin1')
  const waited = await inbox.until(
    (bytes) => headEnd.find(bytes) !== null || malformedFirstLine(bytes, false) !== null,
    limitMs,
    signal,
  )
  const seen = {
    kind: 'connect',
    authority,
    statusLine: null,
    status: null,
    headers: [],
    body: null,
    firstBytes: inbox.firstBytes(),
    local: request.local,
  } as const
  const closed = waited.kind === 'done' && waited.value !== 'enough'
  const firstLine = malformedFirstLine(inbox.bytes(), closed)
  if (firstLine !== null) return { ...seen, end: { kind: 'malformed', firstLine } }
  const length = headEnd.find(inbox.bytes())
  if (length === null) {
    return { ...seen, end: endWithoutHead(waited, inbox.bytes().length), ...cutHead(inbox.bytes(), closed) }
  }
  const answer = { ...seen, end: { kind: 'answered' }, ...readConnectHead(inbox.bytes().subarray(0, length)) } as const
  if (answer.status === 200) {
    // Net/http reads the head through a buffer that it then forgets, with all that came behind the head.
    const dropped = inbox.bytes().length - length
    inbox.release(inbox.bytes().length)
    return dropped === 0 ? answer : { ...answer, dropped }
  }
  await inbox.until((bytes) => bytes.length >= length + bodyLength(answer.headers), BODY_WAIT_MS, signal)
  const body = inbox.bytes().subarray(length, length + Math.min(MAX_BODY, bodyLength(answer.headers)))
  return { ...answer, body: new TextDecoder().decode(body) }
}

/** The odd lines of a head that has no end: Go reads them as any other, an unfinished one only where the peer hung up. */
function cutHead(bytes: Buffer, closed: boolean): Pick<ConnectTunnel, 'oddLines'> {
  const { oddLines } = readConnectHead(closed ? bytes : bytes.subarray(0, bytes.lastIndexOf('\n') + 1))
  return oddLines === undefined ? {} : { oddLines }
}

/** How much of the body to wait for: what Content-Length says, else until 4 KiB or the end. */
function bodyLength(headers: ConnectTunnel['headers']): number {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  return value !== undefined && /^\d+$/.test(value) ? Math.min(MAX_BODY, Number(value)) : MAX_BODY
}

function endWithoutHead(waited: Waited<Arrived>, bytesRead: number): ConnectTunnel['end'] {
  if (waited.kind !== 'done') return waited
  switch (waited.value) {
    case 'reset':
      return { kind: 'reset' }
    case 'closed':
      return { kind: 'closed', bytesBefore: bytesRead }
    case 'enough':
      return { kind: 'overlong', bytesRead }
  }
}
