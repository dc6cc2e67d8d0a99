import { isIP } from 'node:net'

/**
 * The addresses that /etc/hosts gives a name, in the order of the file: `[]` without an entry. Models net.lookupStaticHost
 * (names compare without case and without a trailing dot; every line that has the name adds its address).
 */
export function hostsFileAddresses(text: string, name: string): readonly string[] {
  const wanted = name.toLowerCase().replace(/\.$/, '')
  return text.split('\n').flatMap((line) => {
    const [address, ...names] = (line.split('#', 1)[0] ?? '').split(/[\s]+/).filter((field) => field !== '')
    if (address === undefined || isIP(address) === 0) return []
    return names.some((candidate) => candidate.toLowerCase().replace(/\.$/, '') === wanted) ? [address] : []
  })
}
