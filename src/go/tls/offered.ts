import type { Behaviours } from '../../release/release.ts'

/** What kubectl's ClientHello offers (kubectl-truth section 5.1): a server may choose nothing else. */

export const TLS13_SUITES: readonly number[] = [0x1301, 0x1302, 0x1303]

export function tls12Suites(behaviours: Behaviours): readonly number[] {
  return [
    ...ECDHE_SUITES,
    ...(behaviours.rsaKeyExchange ? RSA_SUITES : []),
    // 3DES left the hello with the release that brought the post-quantum share (Go 1.23 without an older default).
    ...(behaviours.postQuantum === 'none' ? [0xc012] : []),
    ...(behaviours.postQuantum === 'none' && behaviours.rsaKeyExchange ? [0x000a] : []),
  ]
}

/** Groups whose key share is in the first hello. */
export function sharedGroups(behaviours: Behaviours): readonly number[] {
  return [...postQuantumGroup(behaviours), X25519]
}

export function supportedGroups(behaviours: Behaviours): readonly number[] {
  return [...postQuantumGroup(behaviours), X25519, 0x0017, 0x0018, 0x0019]
}

/** @param sent what the doctor's own hello offered beyond that; the server could not know that kubectl would not */
export function mayChoose(choice: number, offered: readonly number[], sent: readonly number[] = []): boolean {
  return offered.includes(choice) || sent.includes(choice)
}

/** Signature schemes for the server's own signature (RFC 8446 section 4.2.3); those with SHA-1 left in Go 1.25. */
export function offeredSchemes(behaviours: Behaviours): readonly number[] {
  return [...SCHEMES, ...(behaviours.serverHello.signatureSha1 ? SHA1_SCHEMES : [])]
}

const SCHEMES = [0x0804, 0x0403, 0x0807, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0503, 0x0603]
const SHA1_SCHEMES = [0x0201, 0x0203]

export const OFFERED_ALPN: readonly string[] = ['h2', 'http/1.1']

export const X25519 = 0x001d
const ECDHE_SUITES = [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014]
const RSA_SUITES = [0x009c, 0x009d, 0x002f, 0x0035]

function postQuantumGroup(behaviours: Behaviours): readonly number[] {
  switch (behaviours.postQuantum) {
    case 'none':
      return []
    case 'kyber':
      return [0x6399]
    case 'mlkem':
      return [0x11ec]
  }
}
