import { toHex } from '../../../src/lib/bytes.ts'
import type { TlsExchange, Walk } from '../../../src/transcript/transcript.ts'
import { exchangeOf, walkOf } from '../judge-input-builder.ts'
import {
  type HelloParts,
  HRR_RANDOM,
  handshakeMessage,
  SID,
  SUPPORTED_13,
  sent,
  serverHello,
} from '../server-hello-builder.ts'

/** What the wire did in the scenarios of category `tls-http` that end within the handshake, by scenario id. */
export const tlsWires: Readonly<Record<string, () => Walk>> = {
  'tcp-close': () => tls({ end: closed(false) }),
  'tcp-close-after-ch': () => tls({ end: closed(false) }),
  'tcp-rst-after-ch': () => tls({ end: { kind: 'reset', syscall: 'read' } }),
  'tcp-partial-rec': () => tls({ firstBytes: '160303', end: closed(true) }),
  'tcp-partial-rec2': () =>
    tls({ firstBytes: `1603030050${'02'.repeat(4)}`.replace('02020202', '0200004c'), end: closed(true) }),
  'tcp-1byte': () => tls({ firstBytes: '16', end: closed(true) }),
  hang: () => tls({ end: { kind: 'timeout', afterMs: 10_000 } }),
  http400: () => tls({ firstBytes: ascii('HTTP/1.1 400 Bad Request\r\n'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  http10: () => tls({ firstBytes: ascii('HTTP/1.0 400 Bad Request\r\n'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  'http-html': () => tls({ firstBytes: ascii('<html>no</html>'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  ssh: () => tls({ firstBytes: ascii('SSH-2.0-OpenSSH_9\r\n'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  smtp: () => tls({ firstBytes: ascii('220 mail ESMTP\r\n'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  sslv2: () => tls({ firstBytes: '802e010002', end: gaveUp('WRONG_VERSION_NUMBER') }),
  'ver-1000': () => tls({ firstBytes: '16100000040e000000', end: gaveUp('WRONG_VERSION_NUMBER') }),
  'appdata-first': () => tls({ firstBytes: '170303000168', end: gaveUp('UNEXPECTED_MESSAGE') }),
  'ccs-first': () => tls({ firstBytes: '140303000101', end: gaveUp('UNEXPECTED_MESSAGE') }),
  oversized: () => tls({ firstBytes: '1603035000', end: gaveUp('PACKET_LENGTH_TOO_LONG') }),
  'hs-too-long': () => tls({ firstBytes: '160303000402100000', end: gaveUp('EXCESSIVE_MESSAGE_SIZE') }),
  'hs-65537': () => tls({ firstBytes: '160303000402010001', end: gaveUp('EXCESSIVE_MESSAGE_SIZE') }),
  'hs-unknown': () => tls({ ...sent(handshakeMessage(99, new Uint8Array(2))), end: gaveUp('UNEXPECTED_MESSAGE') }),
  'hs-certfirst': () => tls({ ...sent(handshakeMessage(11, new Uint8Array(3))), end: gaveUp('UNEXPECTED_MESSAGE') }),
  'hs-badsh': () => tls({ ...sent(handshakeMessage(2, Uint8Array.of(3, 3, 1))), end: gaveUp('LENGTH_MISMATCH') }),
  'empty-hs': () => tls({ firstBytes: '1603030000', end: gaveUp('UNEXPECTED_MESSAGE') }),
  'alert-warn-112': () => tls({ ...alert('warning', 112), end: closed(false) }),
  'alert-level3': () => tls({ firstBytes: '15030300020328', end: gaveUp('UNKNOWN_ALERT_TYPE') }),
  'alert-len1': () => tls({ firstBytes: '150303000128', end: gaveUp('BAD_ALERT') }),
  'alert-20-warn': () =>
    tls({
      ...alert('warning', 112),
      alerts: Array.from({ length: 20 }, () => WARNING),
      end: gaveUp('TOO_MANY_WARN_ALERTS'),
    }),
  'alert-tls10rec': () => tls({ ...alert('fatal', 70), firstBytes: '15030100020246' }),
  'sh-ver-300': () => hello({ legacyVersion: 0x0300 }),
  'sh-ver-301': () => hello({ legacyVersion: 0x0301 }),
  'sh-ver-302': () => hello({ legacyVersion: 0x0302 }),
  'sh-ver-305': () => hello({ legacyVersion: 0x0305 }),
  'sh-ver-303-legacy304': () => hello({ legacyVersion: 0x0304 }),
  'sh-sv-7f1c': () => hello({ extensions: [[0x2b, [0x7f, 0x1c]]] }),
  'sh-cipher-rsa': () => hello({ suite: 0x002f }),
  'sh-cipher-3des': () => hello({ suite: 0xc012 }),
  'sh-cipher-rc4': () => hello({ suite: 0xc011 }),
  'sh-cipher-dhe': () => hello({ suite: 0x009f }),
  'sh-cipher-13in12': () => hello({ suite: 0x1301 }),
  'sh-compress': () => hello({ compression: 1 }),
  'sh-downgrade': () => hello({ random: Buffer.concat([Buffer.alloc(24, 1), Buffer.from('DOWNGRD\x01')]) }),
  'sh-alpn-bad': () => hello({ extensions: [[0x10, [0, 4, 3, 0x66, 0x6f, 0x6f]]] }),
  'sh-reneg': () => hello({ extensions: [[0xff01, [1, 0]]] }),
  'sh-emptycert': () =>
    tls({
      ...sent(serverHello(), handshakeMessage(11, Uint8Array.of(0, 0, 0))),
      certificates: [],
      end: gaveUp('LENGTH_MISMATCH'),
    }),
  'sh-13-noshare': () => hello({ suite: 0x1301, extensions: [SUPPORTED_13] }),
  'sh13-noshare': () => hello({ sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13] }),
  'sh13-nosid': () => hello({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 32, 9)] }),
  'sh13-badgroup': () => hello({ sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13, share(0x9999, 32, 9)] }),
  'sh13-badx25519': () => hello({ sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 32, 0)] }),
  'sh13-badcipher': () => hello({ sessionId: SID, suite: 0x1399, extensions: [SUPPORTED_13, share(0x1d, 32, 9)] }),
  'hrr-none': () => retry([SUPPORTED_13]),
  'hrr-group': () => retry([SUPPORTED_13, [0x33, [0, 0x19]]], { kind: 'reset', syscall: 'read' }),
  'hrr-badgroup': () => retry([SUPPORTED_13, [0x33, [0, 0x1e]]]),
  'hrr-same': () => retry([SUPPORTED_13, [0x33, [0, 0x1d]]]),
  'tls10-only': () => tls(alert('fatal', 70)),
  'tls11-only': () => tls(alert('fatal', 70)),
  'rsakex-only': () => tls(alert('fatal', 40)),
  'rsakex-cbc-only': () => tls(alert('fatal', 40)),
  'dhe-only': () => tls(alert('fatal', 40)),
  'ccm-only': () => tls(alert('fatal', 40)),
  'cbc256-only': () => tls(alert('fatal', 40)),
  'grp-brainpool': () => tls(alert('fatal', 40)),
  ...Object.fromEntries(
    [
      0, 5, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90, 99, 100, 109,
      110, 111, 112, 113, 114, 115, 116, 120, 121, 255,
    ].map((description) => [`alert-fatal-${description}`, () => tls(alert('fatal', description))]),
  ),
}

export function alert(level: 'warning' | 'fatal', description: number): Partial<TlsExchange> {
  const first = `1503030002${level === 'fatal' ? '02' : '01'}${description.toString(16).padStart(2, '0')}`
  return { firstBytes: first, alerts: [{ level, description, phase: 'handshake' }], end: { kind: 'alert' } }
}

export function ascii(text: string): string {
  return toHex(Buffer.from(text, 'latin1')).slice(0, 128)
}

export function gaveUp(reason: string): TlsExchange['end'] {
  return { kind: 'stack-gave-up', reason: `ERR_SSL_${reason}` }
}

export function closed(midRecord: boolean): TlsExchange['end'] {
  return { kind: 'closed', midRecord }
}

const WARNING = { level: 'warning', description: 112, phase: 'handshake' } as const

function tls(parts: Partial<TlsExchange>): Walk {
  return walkOf({ tls: exchangeOf(parts) })
}

function hello(parts: HelloParts): Walk {
  return tls({ ...sent(serverHello(parts)), end: gaveUp('WRONG_SSL_VERSION') })
}

function retry(extensions: HelloParts['extensions'] & {}, end: TlsExchange['end'] = gaveUp('BAD_EXTENSION')): Walk {
  return tls({ ...sent(serverHello({ random: HRR_RANDOM, sessionId: SID, suite: 0x1301, extensions })), end })
}

function share(group: number, length: number, octet: number): readonly [number, readonly number[]] {
  return [0x33, [group >> 8, group & 255, 0, length, ...Array<number>(length).fill(octet)]]
}
