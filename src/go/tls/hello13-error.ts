import { ECDH } from 'node:crypto'
import type { Behaviours } from '../../release/release.ts'
import type { ClientHello } from '../../transcript/transcript.ts'
import type { HelloContext } from './hello-error.ts'
import { mayChoose, sharedGroups, supportedGroups, TLS13_SUITES, X25519 } from './offered.ts'
import { extensionData, isRetryRequest, type RawServerHello, uint16 } from './server-hello.ts'
import type { TlsError } from './tls-error.ts'

export const TLS12 = 0x0303
export const TLS13 = 0x0304

const EXTENSION = { preSharedKey: 0x0029, supportedVersions: 0x002b, cookie: 0x002c, keyShare: 0x0033 } as const

/** status_request, ALPN, SCT, EMS, session ticket, renegotiation: TLS 1.3 has other places for them, or none. */
const FORBIDDEN = [0x0005, 0x0010, 0x0012, 0x0017, 0x0023, 0xff01]

/**
 * What Go refuses in a TLS 1.3 ServerHello or HelloRetryRequest.
 * Models crypto/tls.clientHandshakeStateTLS13: checkServerHelloOrHRR, processHelloRetryRequest, processServerHello.
 */
export function tls13HelloError(hello: RawServerHello, behaviours: Behaviours, context: HelloContext): TlsError | null {
  const version = extensionData(hello, EXTENSION.supportedVersions)
  if (version === null)
    return { code: 'tls.LegacyVersionField', text: 'tls: server selected TLS 1.3 using the legacy version field' }
  if (uint16(version, 0) !== TLS13) return retry('tls: server selected an invalid version after a HelloRetryRequest')
  if (hello.legacyVersion !== TLS12)
    return { code: 'tls.IncorrectLegacyVersion', text: 'tls: server sent an incorrect legacy version' }
  if (hello.extensions.some((extension) => FORBIDDEN.includes(extension.type)))
    return {
      code: 'tls.ForbiddenExtension',
      text: 'tls: server sent a ServerHello extension forbidden in TLS 1.3',
    }
  if (hello.sessionId.length !== 32)
    return { code: 'tls.SessionIdNotEchoed', text: 'tls: server did not echo the legacy session ID' }
  if (hello.compression !== 0)
    return {
      code: 'tls.UnsupportedCompression',
      text: behaviours.serverHello.checkPoints
        ? 'tls: server sent non-zero legacy TLS compression method'
        : 'tls: server selected unsupported compression format',
    }
  if (context.retry !== null && context.retry.cipherSuite !== hello.cipherSuite)
    return retry('tls: server changed cipher suite after a HelloRetryRequest')
  if (!TLS13_SUITES.includes(hello.cipherSuite))
    return { code: 'tls.UnconfiguredCipherSuite', text: 'tls: server chose an unconfigured cipher suite' }
  if (!isRetryRequest(hello)) return finalHelloError(hello, sharesAfter(context, behaviours))
  if (context.retry !== null) return retry('tls: server sent two HelloRetryRequest messages')
  return retryError(hello, behaviours, context.sent)
}

/** Groups with a key share in the hello that was answered: after a HelloRetryRequest the one that it asked for. */
function sharesAfter({ retry: request, sent }: HelloContext, behaviours: Behaviours): readonly number[] {
  const asked = request === null ? null : extensionData(request, EXTENSION.keyShare)
  if (asked?.length === 2) return [uint16(asked, 0)]
  return [...sharedGroups(behaviours), ...(sent?.keyShares ?? [])]
}

function retryError(hello: RawServerHello, behaviours: Behaviours, sent: ClientHello | null): TlsError | null {
  const share = extensionData(hello, EXTENSION.keyShare)
  // A whole share is none in a HelloRetryRequest, which names a group.
  if (share?.length !== 2) {
    if (extensionData(hello, EXTENSION.cookie) !== null) return null
    return retry('tls: server sent an unnecessary HelloRetryRequest message')
  }
  const group = uint16(share, 0)
  if (!mayChoose(group, supportedGroups(behaviours), sent?.groups)) return UNSUPPORTED_GROUP
  if ((sent?.keyShares ?? sharedGroups(behaviours)).includes(group))
    return retry('tls: server sent an unnecessary HelloRetryRequest key_share')
  return null
}

function finalHelloError(hello: RawServerHello, groups: readonly number[]): TlsError | null {
  if (extensionData(hello, EXTENSION.cookie) !== null)
    return { code: 'tls.UnexpectedCookie', text: 'tls: server sent a cookie in a normal ServerHello' }
  const share = extensionData(hello, EXTENSION.keyShare)
  if (share?.length === 2 && uint16(share, 0) !== 0)
    return { code: 'tls.MalformedKeyShare', text: 'tls: malformed key_share extension' }
  const group = share === null ? 0 : uint16(share, 0)
  if (share === null || group === 0) return { code: 'tls.NoKeyShare', text: 'tls: server did not send a key share' }
  if (!groups.includes(group)) return UNSUPPORTED_GROUP
  if (extensionData(hello, EXTENSION.preSharedKey) !== null) return INVALID_PSK
  return keyError(group, share.subarray(4))
}

function keyError(group: number, key: Uint8Array): TlsError | null {
  if (group === X25519MLKEM768 && key.length !== MLKEM_SHARE)
    return { code: 'tls.InvalidKeyShare', text: 'tls: invalid server X25519MLKEM768 key share' }
  // RFC 7748 section 6.1: an all-zero share gives an all-zero secret, which crypto/ecdh refuses.
  const isBad =
    group === X25519 ? key.length !== 32 || key.every((octet) => octet === 0) : CURVES[group] && !isPoint(group, key)
  return isBad ? { code: 'tls.InvalidKeyShare', text: 'tls: invalid server key share' } : null
}

/** Uncompressed, and on its curve. */
function isPoint(group: number, key: Uint8Array): boolean {
  const curve = CURVES[group]
  if (curve === undefined || key[0] !== 4) return false
  try {
    ECDH.convertKey(key, curve)
    return true
  } catch {
    return false
  }
}

const CURVES: Readonly<Record<number, string>> = { 23: 'prime256v1', 24: 'secp384r1', 25: 'secp521r1' }

const X25519MLKEM768 = 0x11ec
/** A ciphertext of ML-KEM-768 and a point of X25519. */
const MLKEM_SHARE = 1088 + 32

const UNSUPPORTED_GROUP: TlsError = {
  code: 'tls.UnsupportedGroup',
  text: 'tls: server selected unsupported group',
}

/** kubectl offers none. */
const INVALID_PSK: TlsError = { code: 'tls.InvalidPSK', text: 'tls: server selected an invalid PSK' }

function retry(text: string): TlsError {
  return { code: 'tls.HelloRetryRequest', text }
}
