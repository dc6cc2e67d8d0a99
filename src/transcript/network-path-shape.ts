import { REDACTED, Secret } from '../lib/secret.ts'
import {
  boolean,
  count,
  integer,
  list,
  mapped,
  nullable,
  object,
  oneOf,
  optional,
  type Shape,
  text,
} from '../lib/shape.ts'
import { type NetworkPath, type Origin, type ProxyEndpoint, SOURCES, TRANSPORTS } from './network-path.ts'

const origin = object<Origin>({
  source: oneOf(SOURCES),
  name: text(),
  file: optional(text()),
  pointer: optional(text()),
  line: optional(count),
  ignoredBecause: optional(text()),
})

/** Whatever stood there, no password comes out of stored data. */
const password: Shape<Secret> = mapped(text(), () => new Secret(REDACTED))

export const proxyEndpointShape = object<ProxyEndpoint>({
  kind: oneOf(['http-proxy', 'https-proxy', 'socks5', 'ssh']),
  host: text(),
  // Go takes any number and fails at the dial.
  port: integer(0, Number.MAX_SAFE_INTEGER),
  credentials: nullable(object({ username: text(), password: nullable(password) })),
  url: text(),
})

export const networkPathShape = object<NetworkPath>({
  id: text(),
  transport: oneOf(TRANSPORTS),
  origins: list(origin),
  label: text(),
  proxy: nullable(proxyEndpointShape),
  server: object({ host: text(), port: integer(0, Number.MAX_SAFE_INTEGER) }),
  address: nullable(text()),
  usedByKubectl: boolean,
})
