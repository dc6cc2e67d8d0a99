import { factsShape, locationShape } from '../kubeconfig/location-shape.ts'
import { base64, boolean, byKind, integer, list, nullable, number, object, oneOf, record, text } from '../lib/shape.ts'
import { proxyEndpointShape } from '../transcript/network-path-shape.ts'
import type { NoProxyEntry, ProxyChoice, ProxyDecision, ProxyVariable } from './proxy-choice.ts'
import type { AuthenticationMethod, Oddity, Target, Trust } from './target.ts'

const decision = byKind<ProxyDecision>({
  'proxy-url': { at: locationShape },
  variable: { variable: text() },
  'no-proxy': { variable: text(), noProxyVariable: text(), entry: text() },
  loopback: { variable: text() },
  unparsable: { variable: text() },
  'no-variable': {},
})

const variable = object<ProxyVariable>({
  name: text(),
  value: text(),
  status: oneOf(['won', 'shadowed', 'ignored', 'empty', 'unparsable', 'bypassed', 'overridden']),
  reason: text(),
  endpoint: nullable(proxyEndpointShape),
})

const noProxyEntry = object<NoProxyEntry>({
  text: text(),
  matches: boolean,
  reason: oneOf([
    'matches',
    'other-host',
    'other-port',
    'cidr-does-not-contain',
    'cidr-needs-ip-host',
    'wildcard-inside',
    'has-scheme',
    'bracketed-ipv6-without-port',
    'subdomains-only',
    'trailing-dot',
    'wrong-separator',
    'ip-prefix',
    'empty',
  ]),
  looksMeant: boolean,
  wouldMatch: nullable(text()),
})

const proxyChoice = object<ProxyChoice>({
  proxy: nullable(proxyEndpointShape),
  decidedBy: decision,
  variables: list(variable),
  noProxy: object({ variable: nullable(text()), value: nullable(text()), entries: list(noProxyEntry) }),
})

const trust = object<Trust>({
  source: oneOf(['kubeconfig-data', 'kubeconfig-file', 'flag', 'system', 'insecure']),
  certificates: list(base64),
  files: list(text()),
})

const authentication = list<AuthenticationMethod>(
  oneOf(['client-certificate', 'token', 'token-file', 'basic', 'exec', 'auth-provider']),
)

export const targetShape = object<Target>({
  kubeconfig: list(text()),
  context: nullable(text()),
  cluster: nullable(text()),
  user: nullable(text()),
  namespace: nullable(text()),
  server: text(),
  scheme: oneOf(['https', 'http']),
  host: text(),
  // Go takes any number and fails at the dial.
  port: integer(0, Number.MAX_SAFE_INTEGER),
  hostPortAsWritten: text(),
  pathPrefix: text(),
  serverName: text(),
  sni: nullable(text()),
  trust,
  proxy: proxyChoice,
  requestTimeoutMs: nullable(number),
  authentication,
  clientCertificate: nullable(object({ certificates: list(base64), at: locationShape })),
  origins: record(locationShape),
  oddities: list(object<Oddity>({ code: text(), at: nullable(locationShape), facts: factsShape })),
})
