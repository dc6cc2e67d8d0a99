/**
 * An IP address in text as octets: 4 for `192.0.2.1`, 16 for IPv6, IPv4-mapped addresses included; `null` for anything
 * else, brackets, zones and leading zeros too. Models net.ParseIP (Go >= 1.17).
 */
export function parseIp(text: string): Uint8Array | null {
  if (text.includes(':')) return parseIpv6(text)
  return parseIpv4(text)
}

/**
 * Octets as Go's net.IP prints them: `192.0.2.1` (IPv4-mapped IPv6 too), `2001:db8::5` (RFC 5952); `?` and hex digits
 * for any other number of octets.
 */
export function formatIp(octets: Uint8Array): string {
  const v4 = asIpv4(octets)
  if (v4 !== null) return v4.join('.')
  if (octets.length !== 16) return octets.length === 0 ? '<nil>' : `?${Buffer.from(octets).toString('hex')}`
  return formatIpv6(octets)
}

/** The four octets of an IPv4 or IPv4-mapped IPv6 address, else `null`. Models net.IP.To4. */
export function asIpv4(octets: Uint8Array): Uint8Array | null {
  if (octets.length === 4) return octets
  const mapped = octets.length === 16 && octets.subarray(0, 12).every((octet, i) => octet === (i < 10 ? 0 : 0xff))
  return mapped ? octets.subarray(12) : null
}

/** The same address, whichever of the two forms each has. Models net.IP.Equal. */
export function sameIp(a: Uint8Array, b: Uint8Array): boolean {
  const left = asIpv4(a) ?? a
  const right = asIpv4(b) ?? b
  return left.length === right.length && left.every((octet, i) => octet === right[i])
}

function parseIpv4(text: string): Uint8Array | null {
  const fields = text.split('.')
  if (fields.length !== 4 || !fields.every((field) => /^(0|[1-9]\d{0,2})$/.test(field))) return null
  const octets = fields.map(Number)
  return octets.every((octet) => octet <= 255) ? Uint8Array.from(octets) : null
}

function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [before, after] = halves.map((half) => (half === '' ? [] : groupsOf(half)))
  if (before === undefined || before === null || after === null) return null
  // Only the very end may be written as IPv4, and after a `::` the first half is not the end.
  if (after !== undefined && halves[0]?.includes('.')) return null
  const known = before.length + (after?.length ?? 0)
  if (after === undefined ? known !== 16 : known > 14) return null
  return Uint8Array.from([...before, ...Array<number>(16 - known).fill(0), ...(after ?? [])])
}

/** Octets of `20:db8:192.0.2.1`-like text, or `null`. */
function groupsOf(text: string): readonly number[] | null {
  const octets: number[] = []
  const groups = text.split(':')
  for (const [i, group] of groups.entries()) {
    if (group.includes('.')) {
      const v4 = i === groups.length - 1 ? parseIpv4(group) : null
      if (v4 === null) return null
      octets.push(...v4)
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null
      const value = Number.parseInt(group, 16)
      octets.push(value >> 8, value & 0xff)
    }
  }
  return octets
}

function formatIpv6(octets: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((octets[2 * i] ?? 0) << 8) | (octets[2 * i + 1] ?? 0))
  const zeros = longestZeroRun(groups)
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  if (zeros === null) return hex(groups)
  return `${hex(groups.slice(0, zeros.start))}::${hex(groups.slice(zeros.start + zeros.length))}`
}

/** The first longest run of at least two zero groups (RFC 5952 section 4.2). */
function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } | null {
  let best: { readonly start: number; readonly length: number } | null = null
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length >= 2 && length > (best?.length ?? 0)) best = { start, length }
  }
  return best
}
