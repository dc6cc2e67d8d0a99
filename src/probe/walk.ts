import type { Duplex } from 'node:stream'
import { authorizationHeaders } from '../kubeconfig/client-node.ts'
import type { Credentials } from '../kubeconfig/credentials.ts'
import type { System } from '../system/system.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { type Recorder, unwatchedRecorder } from '../transcript/recorder.ts'
import type { TlsExchange, Tunnel } from '../transcript/transcript.ts'
import { type Journey, type Reached, transports } from './dial/transport.ts'
import { handshake } from './handshake.ts'
import { askAll } from './http/ask-all.ts'
import type { HttpConnection } from './http/http-connection.ts'
import { Http1Connection } from './http/http1-connection.ts'
import type { ProbePlan } from './plan.ts'
import { proxyAuthorization } from './proxy-authorization.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { describeHttp, describeTls } from './stage-detail.ts'

export interface WalkRequest {
  readonly path: NetworkPath
  readonly plan: ProbePlan
  readonly names: NameCache
  readonly recorder: Recorder
  /** `null`: the anonymous walk. Never given for an `http://` server. */
  readonly credentials: Credentials | null
  /** Told once the handshake is over, however it ended; with `null` for an `http://` server. */
  readonly presented: (exchange: TlsExchange | null) => void
}

const DEFAULT_USER_AGENT = 'kubectl-tlsdoctor'

/** Walks one path from the name to the answers, writing all down in the recorder. Ends at once when the run is aborted. */
export async function walk(request: WalkRequest, system: System): Promise<void> {
  const streams: Duplex[] = []
  try {
    await walkOnce(request, (stream) => streams.push(stream), system)
  } finally {
    for (const stream of streams) {
      stream.on('error', () => {})
      stream.destroy()
    }
  }
}

async function walkOnce(request: WalkRequest, opened: (stream: Duplex) => void, system: System): Promise<void> {
  const { path, plan, recorder } = request
  const { timeline } = recorder
  const connection = await connect(request, recorder, opened, system)
  if (connection === null) return
  timeline.start('http')
  const elsewhere = await askAll(
    {
      requests: plan.requests,
      connection: connection.http,
      reconnect: async () => {
        // What came before stands in the recorder already; a further connection leaves no trace of its own there.
        const unseen = unwatchedRecorder(path.id, recorder.carried, system)
        const again = await connect({ ...request, presented: () => {} }, unseen, opened, system)
        return again?.http ?? null
      },
      carried: recorder.carried,
      credentialHeaders: request.credentials === null ? [] : await authorizationHeaders(request.credentials),
      userAgent: plan.userAgent ?? DEFAULT_USER_AGENT,
      shownUrl: plan.shownUrl ?? ((url) => url),
      websocket: plan.websocket === true,
      absoluteForm: forwards(path, plan),
      proxyAuthorization: forwards(path, plan) ? forwardingPassword(path) : null,
      keepBody: (status) => status >= 400 || !connection.accepted,
      limitMs: plan.bounds.httpMs,
      signal: plan.signal,
      asked: (exchange) => recorder.asked(exchange),
    },
    system,
  )
  if (connection.accepted) recorder.leadsTo = elsewhere
  const { http } = recorder.walk()
  const last = http.at(-1)
  if (last === undefined) timeline.end('http', 'skipped', 'nothing to ask')
  if (last === undefined || last.end.kind === 'cut-off') return
  const whole = http.every((exchange) => exchange.end.kind === 'complete')
  timeline.end('http', whole ? 'ok' : 'failed', describeHttp(http.find(({ end }) => end.kind !== 'complete') ?? last))
}

interface Connected {
  readonly http: HttpConnection
  /** What the caller says of the chain; `true` where there is none. */
  readonly accepted: boolean
}

async function connect(
  request: WalkRequest,
  recorder: Recorder,
  opened: (stream: Duplex) => void,
  system: System,
): Promise<Connected | null> {
  const { path, plan, names } = request
  const journey: Journey = {
    path,
    plan,
    names,
    recorder,
    signal: plan.signal,
    tunnelled: plan.target.scheme === 'https',
    opened,
  }
  const reached = await transports[path.transport](journey, system)
  if (reached === null) return null
  if (plan.target.scheme === 'http') {
    recorder.timeline.end('tls', 'skipped', 'an http:// server')
    request.presented(null)
    return { http: new Http1Connection(reached.stream, () => null), accepted: true }
  }
  return secure(request, recorder, reached, opened)
}

async function secure(
  { plan, credentials, presented }: WalkRequest,
  recorder: Recorder,
  reached: Reached,
  opened: (stream: Duplex) => void,
): Promise<Connected | null> {
  recorder.timeline.start('tls')
  const client = credentials?.clientCertificate ?? null
  const shaking = handshake({
    stream: reached.stream,
    local: reached.local,
    remote: reached.remote,
    sni: plan.target.sni,
    offer: plan.hello,
    ...(plan.websocket === true ? { alpn: ['http/1.1'] } : {}),
    limitMs: plan.bounds.tlsMs,
    signal: plan.signal,
    clientCertificate:
      client === null ? null : { cert: new TextDecoder().decode(client.certificate), key: client.key.reveal() },
    mayOffer: plan.mayAuthenticate,
  })
  // Big, and most often needed next: evaluated while the peer works on its answer.
  const http2 = import('./http/http2-connection.ts')
  const shaken = await shaking
  const { Http2Connection } = await http2
  recorder.tls = shaken.exchange
  const exchange = shaken.exchange()
  if (exchange.end.kind === 'cut-off') return null
  if (failedSsh(recorder.tunnel())) {
    // There was nobody to shake hands with.
    recorder.tls = () => null
    return null
  }
  recorder.timeline.end('tls', shaken.socket === null ? 'failed' : 'ok', describeTls(exchange))
  presented(exchange)
  if (shaken.socket === null) return null
  opened(shaken.socket)
  const accepted = plan.mayAuthenticate(exchange)
  if (credentials !== null && !accepted) {
    // The peer is not the one that the anonymous walk met.
    recorder.timeline.end('http', 'skipped', 'this connection presented another chain: no credential was sent')
    return null
  }
  const { socket, laterAlert } = shaken
  const http =
    socket.alpnProtocol === 'h2' ? new Http2Connection(socket, laterAlert) : new Http1Connection(socket, laterAlert)
  return { http, accepted }
}

/** A plain proxy in front of an `http://` server passes requests on. */
function forwards(path: NetworkPath, plan: ProbePlan): boolean {
  return plan.target.scheme === 'http' && (path.transport === 'http-proxy' || path.transport === 'https-proxy')
}

function forwardingPassword(path: NetworkPath) {
  const credentials = path.transport === 'http-proxy' ? (path.proxy?.credentials ?? null) : null
  return credentials === null ? null : proxyAuthorization(credentials)
}

function failedSsh(tunnel: Tunnel | null): boolean {
  return tunnel?.kind === 'ssh' && tunnel.end.kind === 'failed'
}
