import { isIP } from 'node:net'

export interface NameServer {
  readonly address: string
  readonly port: number
}

export interface ResolverConfig {
  readonly servers: readonly NameServer[]
  /** Rooted suffixes: `corp.example.`. */
  readonly search: readonly string[]
  readonly ndots: number
  /** Of one try at one server. */
  readonly timeoutMs: number
  readonly attempts: number
  readonly useTcp: boolean
}

/** Models net.dnsReadConfig's defaults: they count, too, where there is no file. */
export const defaultResolverConfig: ResolverConfig = {
  servers: [
    { address: '127.0.0.1', port: 53 },
    { address: '::1', port: 53 },
  ],
  search: [],
  ndots: 1,
  timeoutMs: 5000,
  attempts: 2,
  useTcp: false,
}

const MAX_SERVERS = 3

/** Reads resolv.conf(5) as net.dnsReadConfig does: at most three servers, ndots at most 15, unknown options ignored. */
export function parseResolvConf(text: string): ResolverConfig {
  const servers: NameServer[] = []
  let config = defaultResolverConfig
  for (const line of text.split('\n')) {
    if (line.startsWith(';') || line.startsWith('#')) continue
    const [keyword, ...values] = line.split(/\s+/).filter((field) => field !== '')
    const first = values[0]
    if (keyword === 'nameserver' && first !== undefined && servers.length < MAX_SERVERS) {
      // Go accepts a zone (`fe80::1%eth0`) here.
      if (isIP(first) !== 0) servers.push({ address: first, port: 53 })
    } else if (keyword === 'domain' && first !== undefined) {
      config = { ...config, search: [rooted(first)] }
    } else if (keyword === 'search') {
      config = { ...config, search: values.filter((value) => value !== '.').map(rooted) }
    } else if (keyword === 'options') {
      for (const option of values) config = withOption(config, option)
    }
  }
  return servers.length === 0 ? config : { ...config, servers }
}

function withOption(config: ResolverConfig, option: string): ResolverConfig {
  const [name, value] = option.split(':', 2)
  const number = Number.parseInt(value ?? '', 10)
  switch (name) {
    case 'ndots':
      return Number.isNaN(number) ? config : { ...config, ndots: Math.min(15, Math.max(0, number)) }
    case 'timeout':
      return Number.isNaN(number) ? config : { ...config, timeoutMs: Math.max(1, number) * 1000 }
    case 'attempts':
      return Number.isNaN(number) ? config : { ...config, attempts: Math.max(1, number) }
    case 'use-vc':
    case 'usevc':
    case 'tcp':
      return { ...config, useTcp: true }
    default:
      return config
  }
}

function rooted(name: string): string {
  return name.endsWith('.') ? name : `${name}.`
}
