import {
  boolean,
  byKind,
  count,
  hex,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  pair,
  text,
} from '../lib/shape.ts'
import { helloVariantShape } from './hello-variant-shape.ts'
import { networkPathShape } from './network-path-shape.ts'
import { tlsExchangeShape } from './tls-exchange-shape.ts'
import type {
  CarriedCredential,
  Dial,
  DialAttempt,
  DnsFailure,
  Header,
  HttpExchange,
  OddLine,
  Onward,
  Resolution,
  StageRecord,
  Transcript,
  Tunnel,
  Walk,
} from './transcript.ts'

const octet = integer(0, 255)
const timeout = { afterMs: number }

const dnsFailure = byKind<DnsFailure>({
  'no-such-host': {},
  'server-misbehaving': { rcode: count },
  timeout: { local: text() },
  socket: { errno: text(64), local: nullable(text()), syscall: oneOf(['read', 'connect']) },
  'malformed-answer': {},
  'cut-off': {},
})

const resolution = byKind<Resolution>({
  literal: { address: text() },
  resolved: { name: text(), addresses: list(text()), from: text() },
  failed: { name: text(), server: nullable(text()), reason: dnsFailure },
})

const dial = object<Dial>({
  attempts: list(
    object<DialAttempt>({
      remote: text(),
      result: byKind<DialAttempt['result']>({
        connected: {},
        failed: { errno: text(64) },
        timeout,
        'cut-off': {},
      }),
      durationMs: number,
    }),
  ),
  connected: nullable(object({ remote: text(), local: text() })),
})

const header = pair(text(), text())
const headers = list<Header>(header)
const oddLines = optional(list(object<OddLine>({ line: text(), initial: boolean })))

type ConnectEnd = Extract<Tunnel, { kind: 'connect' }>['end']
type SocksEnd = Extract<Tunnel, { kind: 'socks5' }>['end']
type SshEnd = Extract<Tunnel, { kind: 'ssh' }>['end']

const tunnel = byKind<Tunnel>({
  connect: {
    authority: text(),
    end: byKind<ConnectEnd>({
      answered: {},
      closed: { bytesBefore: count },
      overlong: { bytesRead: count },
      reset: {},
      timeout,
      malformed: { firstLine: text() },
      'cut-off': {},
    }),
    statusLine: nullable(text()),
    status: nullable(count),
    headers,
    oddLines,
    body: nullable(text()),
    dropped: optional(count),
    firstBytes: hex,
    local: text(),
  },
  socks5: {
    target: text(),
    proxyAddress: text(),
    end: byKind<SocksEnd>({
      connected: {},
      refused: { reply: octet },
      'unexpected-version': { version: octet },
      'no-acceptable-method': {},
      'authentication-failed': {},
      'invalid-auth-version': {},
      'non-zero-reserved': {},
      'unknown-address-type': { type: octet },
      closed: {},
      reset: {},
      timeout,
      'cut-off': {},
    }),
    firstBytes: hex,
    local: text(),
  },
  ssh: { end: byKind<SshEnd>({ connected: {}, failed: { stderr: text() }, 'cut-off': {} }) },
})

const carried = list<CarriedCredential>(oneOf(['client-certificate', 'token', 'basic', 'impersonation']))

const httpExchange = object<HttpExchange>({
  request: object({ method: text(64), url: text(), purpose: text() }),
  carried,
  protocol: oneOf(['h2', 'http/1.1']),
  status: nullable(count),
  statusText: text(),
  headers,
  http10: optional(boolean),
  oddLines,
  informational: optional(list(object({ status: count, headers }))),
  contentType: nullable(text()),
  bodyBytes: count,
  body: nullable(text()),
  end: byKind<HttpExchange['end']>({
    complete: {},
    truncated: {},
    'bad-chunk': { part: oneOf(['size', 'line-end', 'trailer', 'cut']), line: text(), rest: optional(text()) },
    closed: { inHead: optional(boolean) },
    reset: {},
    timeout,
    malformed: { firstLine: text() },
    alert: { description: octet },
    'http2-error': { code: text(), message: text() },
    failed: { message: text() },
    'cut-off': {},
  }),
  durationMs: number,
})

const stage = object<StageRecord>({
  name: oneOf(['dns', 'tcp', 'proxy', 'tls', 'http']),
  status: oneOf(['ok', 'failed', 'skipped', 'not-measured']),
  startMs: number,
  durationMs: number,
  detail: text(),
})

const walkMembers = {
  carried,
  resolution: nullable(resolution),
  dial: nullable(dial),
  proxyTls: nullable(tlsExchangeShape),
  tunnel: nullable(tunnel),
  tls: nullable(tlsExchangeShape),
  http: list(httpExchange),
  stages: list(stage),
} as const

/** A redirect is followed once. */
const onward = object<Onward>({
  server: object({ scheme: oneOf(['https', 'http']), host: text(), port: count, hostPortAsWritten: text() }),
  path: networkPathShape,
  walk: object<Omit<Walk, 'onward'>>(walkMembers),
})

const walk = object<Walk>({ ...walkMembers, onward: optional(onward) })

export const transcriptShape = object<Transcript>({
  pathId: text(),
  startedMs: number,
  walks: list(walk),
  helloVariants: optional(list(helloVariantShape)),
  smallHelloWalks: optional(list(walk)),
  upgrade: optional(httpExchange),
  cutOff: boolean,
})
