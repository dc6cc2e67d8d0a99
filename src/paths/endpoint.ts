import { UsageError } from '../errors.ts'
import { parseIp } from '../lib/ip.ts'
import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { networkPath } from './network-path.ts'
import type { PathSource } from './path-source.ts'

/** Further addresses of the same API server: direct, and through the proxy that kubectl takes. */
export const endpointSource: PathSource = {
  source: 'endpoint',
  plan: (target, wanted) =>
    wanted.endpoints.flatMap((endpoint) => {
      const server = readEndpoint(endpoint, target)
      const origin = { source: 'endpoint', name: `--endpoint ${endpoint}` } as const
      const { proxy } = target.proxy
      const direct = networkPath({ server, proxy: null, origin })
      return proxy === null ? [direct] : [direct, networkPath({ server, proxy, origin })]
    }),
}

/** @throws UsageError unless it is `HOST`, `HOST:PORT`, an IPv6 address or `[IPv6]:PORT` */
function readEndpoint(endpoint: string, target: Target): NetworkPath['server'] {
  if (parseIp(endpoint) !== null) return { host: endpoint, port: target.port }
  const match = /^(?:\[(?<bracketed>[^\][/@]+)\]|(?<name>[^\][:/@\s]+))(?::(?<port>\d{1,5}))?$/.exec(endpoint)
  const host = match?.groups?.bracketed ?? match?.groups?.name
  const port = match?.groups?.port === undefined ? target.port : Number(match.groups.port)
  const wrongAddress = match?.groups?.bracketed !== undefined && parseIp(match.groups.bracketed) === null
  if (host === undefined || wrongAddress || port < 1 || port > 65535) {
    throw new UsageError(`--endpoint ${JSON.stringify(endpoint)}: use HOST, HOST:PORT or [IPv6]:PORT`)
  }
  return { host, port }
}
