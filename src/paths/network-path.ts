import { assertNever } from '../lib/exhaustive.ts'
import { hostPort } from '../lib/host-port.ts'
import type { NetworkPath, Origin, ProxyEndpoint } from '../transcript/network-path.ts'

/** A path from its parts, with the id and the label that follow from them. */
export function networkPath(parts: {
  readonly server: NetworkPath['server']
  readonly proxy: ProxyEndpoint | null
  readonly origin: Origin
  readonly usedByKubectl?: boolean
}): NetworkPath {
  const { server, proxy } = parts
  const end = hostPort(server)
  return {
    id: proxy === null ? `direct>${end}` : `${proxy.kind}@${hostPort(proxy)}>${end}`,
    transport: proxy === null ? 'direct' : proxy.kind,
    origins: [parts.origin],
    label: proxy === null ? `direct to ${end}` : `through ${kindName(proxy.kind)} ${hostPort(proxy)} to ${end}`,
    proxy,
    server,
    address: null,
    usedByKubectl: parts.usedByKubectl ?? false,
  }
}

/** The same path fixed to one address of its server's name. */
export function atAddress(path: NetworkPath, address: string): NetworkPath {
  return {
    ...path,
    id: `${path.id}#${address}`,
    origins: [{ source: 'address', name: address }],
    label: `${path.label} at ${address}`,
    address,
    usedByKubectl: false,
  }
}

function kindName(kind: ProxyEndpoint['kind']): string {
  switch (kind) {
    case 'http-proxy':
      return 'HTTP proxy'
    case 'https-proxy':
      return 'HTTPS proxy'
    case 'socks5':
      return 'SOCKS5 proxy'
    case 'ssh':
      return 'SSH host'
    default:
      return assertNever(kind)
  }
}
