import type { ResolverConfig } from './resolv-conf.ts'

const MAX_NAME = 253

/**
 * False for names that Go refuses without asking anyone: empty labels, labels over 63 octets, names over 253, characters
 * other than letters, digits, `-` and `_`, labels that start or end with `-`, nothing but digits. Models net.isDomainName.
 */
export function isLookedUp(name: string): boolean {
  const bare = name.replace(/\.$/, '')
  if (bare === '' || bare.length > MAX_NAME) return false
  const labels = bare.split('.')
  const sound = labels.every((label) => /^[a-z0-9_-]{1,63}$/i.test(label) && !/^-|-$/.test(label))
  return sound && /[a-z_]|-/i.test(bare)
}

/** The rooted names to ask for, in order. Models net.(*dnsConfig).nameList. `.onion` is never asked for (RFC 7686). */
export function queryNames(name: string, config: Pick<ResolverConfig, 'search' | 'ndots'>): readonly string[] {
  const askable = (candidate: string) => !/\.onion\.$/i.test(candidate) && candidate.length <= MAX_NAME + 1
  if (name.endsWith('.')) return [name].filter(askable)
  const asWritten = `${name}.`
  const dots = name.split('.').length - 1
  const searched = config.search.map((suffix) => `${name}.${suffix}`)
  return (dots >= config.ndots ? [asWritten, ...searched] : [...searched, asWritten]).filter(askable)
}
