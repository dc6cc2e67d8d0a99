/** IANA "TLS Supported Groups", as far as Go and OpenSSL may settle on them. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x0017, 'P-256'],
  [0x0018, 'P-384'],
  [0x0019, 'P-521'],
  [0x001d, 'X25519'],
  [0x001e, 'X448'],
  [0x11eb, 'SecP256r1MLKEM768'],
  [0x11ec, 'X25519MLKEM768'],
  [0x11ed, 'SecP384r1MLKEM1024'],
  [0x6399, 'X25519Kyber768Draft00'],
])

/** The group's name, or its number as `0x0100`. */
export function groupName(group: number): string {
  return NAMES.get(group) ?? `0x${group.toString(16).padStart(4, '0')}`
}
