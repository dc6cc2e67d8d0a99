import { parseIp } from '../../lib/ip.ts'
import type { Variables } from '../known-text.ts'
import { shownPart } from './redact.ts'

const LONGEST_VALUE = 400

/** What a message says of whom it is about: the groups of the pattern, and `url`, `host` and `port` where they stand. */
export function valuesOf(message: string, match: RegExpExecArray): Variables {
  const groups = match.groups ?? {}
  const url = /\b(?:Get|Head|Post|Put|Patch|Delete|Options) "?(?<url>https?:\/\/[^\s"\\]+)/.exec(message)?.groups?.url
  const address = dialled(message) ?? url ?? groups.server ?? groups.target ?? groups.address ?? groups.wanted
  const found = { ...(url === undefined ? {} : { url }), ...hostAndPort(address), ...groups }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, shownPart(value.trim(), LONGEST_VALUE)]] : [],
    ),
  )
}

function dialled(message: string): string | undefined {
  return /dial tcp (?<address>(?:\[[^\]\s]+\]|[^\s:]+):\d+)(?=[:\s])/.exec(message)?.groups?.address
}

function hostAndPort(address: string | undefined): { readonly host?: string; readonly port?: string } {
  if (address === undefined) return {}
  if (parseIp(address) !== null) return { host: address }
  const found =
    /^(?:(?<scheme>https?):\/\/)?(?:[^\s/@]*@)?(?:\[(?<v6>[^\]\s]+)\]|(?<name>[^\s:/[\]]+))(?::(?<port>\d{1,5}))?/.exec(
      address,
    )?.groups
  const host = found?.v6 ?? found?.name
  if (host === undefined) return {}
  const port = found?.port ?? (found?.scheme === 'https' ? '443' : undefined)
  return port === undefined ? { host } : { host, port }
}
