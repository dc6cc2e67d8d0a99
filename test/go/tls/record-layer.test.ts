import { describe, expect, it } from 'vitest'
import { readRecords } from '../../../src/go/tls/record-layer.ts'
import type { RecordTrail } from '../../../src/transcript/record-trail.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'
import { HRR_RANDOM, handshakeMessage, SID, SUPPORTED_13, serverHello } from '../server-hello-builder.ts'
import { exchangeWith, type Sent } from './trail-builder.ts'

const V1_28 = releaseOf('v1.28.3', 'go1.20.10')
const V1_32 = releaseOf('v1.32.3', 'go1.23.6')
const V1_33_OLD = releaseOf('v1.33.0', 'go1.24.2')
const V1_35 = releaseOf('v1.35.2', 'go1.25.7')

const WARNING: Sent = { type: 21, content: [1, 112] }
const CHANGE: Sent = { type: 20, content: [1] }
const HELLO: Sent = { messages: [serverHello()] }
const CERTIFICATE = handshakeMessage(11, new Uint8Array(10))
const DONE = handshakeMessage(14, new Uint8Array(0))
const EXTENSIONS = handshakeMessage(8, Uint8Array.of(0, 0))
const SHARE = [0x33, [0, 0x1d, 0, 32, ...Array<number>(32).fill(9)]] as const
const HELLO_13: Sent = {
  messages: [serverHello({ sessionId: SID, suite: 0x1301, extensions: [SUPPORTED_13, SHARE] })],
}
const RETRY: Sent = {
  messages: [
    serverHello({
      sessionId: SID,
      suite: 0x1301,
      random: HRR_RANDOM,
      extensions: [SUPPORTED_13, [0x33, [0, 0x17]]],
    }),
  ],
}

describe('records before a version is settled on', () => {
  it('sixteen warnings in a row are borne', () => {
    expect(read(times(16, WARNING))).toEqual({ messages: 0, error: null, next: 'waits' })
  })

  it('the seventeenth is not', () => {
    expect(textOf(times(17, WARNING))).toBe('tls: too many ignored records')
  })

  it('a message between them starts the count anew', () => {
    expect(read([...times(16, WARNING), HELLO, ...times(16, WARNING)]).next).toBe('waits')
  })

  it.each<[string, Sent, string]>([
    ['an alert of level 3', { type: 21, content: [3, 40] }, 'local error: tls: unexpected message'],
    ['an alert of three octets', { type: 21, content: [2, 40, 0] }, 'local error: tls: unexpected message'],
    ['an alert of none', { type: 21, content: [] }, 'local error: tls: unexpected message'],
    ['an unknown alert', { type: 21, content: [2, 233] }, 'remote error: tls: alert(233)'],
    ['a close_notify, whatever its level', { type: 21, content: [1, 0] }, 'EOF'],
    ['an empty record', { messages: [] }, 'local error: tls: unexpected message'],
    ['a ChangeCipherSpec', CHANGE, 'tls: first record does not look like a TLS handshake'],
    ['a version of no TLS', { ...HELLO, version: 0x1000 }, 'tls: first record does not look like a TLS handshake'],
    ['more than 2^14 octets', oversize(22, 16_385), 'local error: tls: record overflow'],
    ['more than 18432 octets', oversize(22, 18_433), 'tls: oversized record received with length 18433'],
  ])('after a warning, %s', (_what, sent, text) => {
    expect(textOf([WARNING, sent])).toBe(text)
  })

  it('every version below 16.0 is taken', () => {
    expect(read([{ messages: [serverHello()], version: 0x0fff }])).toEqual({ messages: 1, error: null, next: 'waits' })
  })
})

describe('records of TLS 1.2 after the ServerHello', () => {
  it.each<[string, Sent, string]>([
    [
      'another version',
      { messages: [CERTIFICATE], version: 0x0301 },
      'tls: received record with version 301 when expecting version 303',
    ],
    [
      'no version',
      { messages: [CERTIFICATE], version: 0x0000 },
      'tls: received record with version 0 when expecting version 303',
    ],
    ['a ChangeCipherSpec', CHANGE, 'local error: tls: unexpected message'],
    ['a ChangeCipherSpec of 2', { type: 20, content: [2] }, 'local error: tls: error decoding message'],
    ['application data', oversize(23, 20), 'local error: tls: unexpected message'],
    ['a fatal alert', { type: 21, content: [2, 80] }, 'remote error: tls: internal error'],
  ])('%s', (_what, sent, text) => {
    expect(textOf([HELLO, sent])).toBe(text)
  })

  it('what comes behind such a record is not read', () => {
    expect(read([HELLO, CHANGE, { messages: [CERTIFICATE] }]).messages).toBe(1)
  })

  it('behind ServerHelloDone it is our turn', () => {
    expect(read([HELLO, { messages: [CERTIFICATE, DONE] }])).toEqual({ messages: 3, error: null, next: 'speaks' })
  })

  it('what is sealed then cannot be told', () => {
    expect(read([HELLO, { messages: [CERTIFICATE, DONE] }, CHANGE]).next).toBe('unknown')
  })
})

describe('what did not come whole', () => {
  it.each<[string, Partial<RecordTrail>, string | null]>([
    ['a record of a length that Go takes', { rest: { head: '1603034800', bytes: 6 } }, null],
    ['a header', { rest: { head: '160303', bytes: 3 } }, null],
    [
      'a record that is too long',
      { rest: { head: '1603034801', bytes: 6 } },
      'tls: oversized record received with length 18433',
    ],
    [
      'a record of another version',
      { rest: { head: '1603010100', bytes: 6 } },
      'tls: received record with version 301 when expecting version 303',
    ],
    ['a record of no type, whole', { rest: { head: '6303030001', bytes: 6 } }, 'local error: tls: unexpected message'],
    ['a record of no type, cut', { rest: { head: '6303030002', bytes: 6 } }, null],
    ['an SSLv2 record', { rest: { head: '8003030001', bytes: 6 } }, 'tls: unsupported SSLv2 handshake received'],
    [
      'a message that is too long',
      { unfinished: '0e010001' },
      'tls: handshake message of length 65537 bytes exceeds maximum of 65536 bytes',
    ],
    ['a message of which too little came', { unfinished: '0e0100' }, null],
  ])('after a ServerHello, %s', (_what, more, text) => {
    expect(textOf([HELLO], more)).toBe(text)
  })

  it('of more records than are listed nothing is said, but that a message begun before is too long', () => {
    const begun: Sent = { record: { type: 22, version: 0x0303, length: 1000, messages: 1 } }
    const tooLong = { cut: true, unfinished: '0bffffff' } as const
    expect(textOf([HELLO, begun], tooLong)).toBe(
      'tls: handshake message of length 16777215 bytes exceeds maximum of 262144 bytes',
    )
    expect(textOf([HELLO, begun], { cut: true, unfinished: '0b040000' })).toBeNull()
    expect(textOf([HELLO], tooLong)).toBeNull()
  })

  it('a Certificate message may be four times as long since Go 1.23', () => {
    expect(textOf([HELLO], { unfinished: '0b010001' }, V1_28)).toBe(
      'tls: handshake message of length 65537 bytes exceeds maximum of 65536 bytes',
    )
    expect(textOf([HELLO], { unfinished: '0b040000' }, V1_32)).toBeNull()
    expect(textOf([HELLO], { unfinished: '0b040001' }, V1_32)).toBe(
      'tls: handshake message of length 262145 bytes exceeds maximum of 262144 bytes',
    )
  })
})

describe('records of TLS 1.3', () => {
  it.each<[string, readonly Sent[], string | null]>([
    ['a ChangeCipherSpec, sixteen times', times(16, CHANGE), null],
    ['a ChangeCipherSpec, seventeen times', times(17, CHANGE), 'tls: too many ignored records'],
    ['an alert in the clear', [{ type: 21, content: [2, 40] }], 'local error: tls: bad record MAC'],
    ['a message in the clear', [{ messages: [EXTENSIONS] }], 'local error: tls: bad record MAC'],
    [
      'a record that does not open',
      [{ record: { type: 23, version: 0x0303, length: 40, locked: true } }],
      'local error: tls: bad record MAC',
    ],
    ['nothing but padding', [sealed(null, 0)], 'local error: tls: unexpected message'],
    ['an empty handshake record', [sealed(22, 0)], 'local error: tls: unexpected message'],
    ['application data', [sealed(23, 1)], 'local error: tls: unexpected message'],
    ['an unknown type', [sealed(99, 1)], 'local error: tls: unexpected message'],
    ['a warning, which is an end here', [sealed(21, 2, '0170')], 'remote error: tls: unrecognized name'],
    ['a close_notify', [sealed(21, 2, '0100')], 'EOF'],
    ['a ChangeCipherSpec, sealed', [sealed(20, 1, '01')], null],
    ['content that is too long', [sealed(22, 16_385)], 'local error: tls: record overflow'],
    ['an alert inside a message', [sealed(22, 9), sealed(21, 2, '0228')], 'local error: tls: unexpected message'],
    ['too long a record', [oversize(23, 16_641)], 'tls: oversized record received with length 16641'],
  ])('%s', (_what, sent, text) => {
    expect(textOf([HELLO_13, ...sent])).toBe(text)
  })

  it('a record for which there was no key says nothing', () => {
    expect(read([HELLO_13, { record: { type: 23, version: 0x0303, length: 40 } }]).next).toBe('unknown')
  })

  it('user_canceled is skipped since Go 1.25', () => {
    expect(textOf([HELLO_13, sealed(21, 2, '015a')], {}, V1_34_5)).toBe('remote error: tls: user canceled')
    expect(textOf([HELLO_13, sealed(21, 2, '015a')], {}, V1_35)).toBeNull()
  })

  it('the version of a record counts since Go 1.21', () => {
    const sent: readonly Sent[] = [RETRY, { messages: [serverHello()], version: 0x0301 }]
    expect(textOf(sent, {}, V1_28)).toBeNull()
    expect(textOf(sent, {}, V1_32)).toBe('tls: received record with version 301 when expecting version 303')
  })

  it('what is in the clear behind the ServerHello is refused since Go 1.24.12', () => {
    const sent: readonly Sent[] = [{ messages: [...messagesOf(HELLO_13), EXTENSIONS] }]
    expect(textOf(sent, {}, V1_33_OLD)).toBeNull()
    expect(textOf(sent, {}, V1_34_5)).toBe('tls: handshake buffer not empty before setting read traffic secret')
  })

  it('after a HelloRetryRequest it is our turn, and an alert ends it at any level', () => {
    expect(read([RETRY, CHANGE]).next).toBe('speaks')
    expect(textOf([RETRY, WARNING])).toBe('remote error: tls: unrecognized name')
  })
})

function read(sent: readonly Sent[], more: Partial<RecordTrail> = {}, release = V1_34_5) {
  const exchange = exchangeWith(sent, more)
  if (exchange.trail === undefined) throw new Error('no trail')
  return readRecords(exchange, exchange.trail, { behaviours: release.behaviours, wrapped: false })
}

function textOf(sent: readonly Sent[], more: Partial<RecordTrail> = {}, release = V1_34_5): string | null {
  return read(sent, more, release).error?.text ?? null
}

function times(count: number, sent: Sent): readonly Sent[] {
  return Array<Sent>(count).fill(sent)
}

function oversize(type: number, length: number): Sent {
  return { record: { type, version: 0x0303, length, messages: 0 } }
}

/** A record of TLS 1.3 that was opened. */
function sealed(type: number | null, length: number, content?: string): Sent {
  const shown = content === undefined ? {} : { content }
  return { record: { type: 23, version: 0x0303, length: length + 17, inner: { type, length }, messages: 1, ...shown } }
}

function messagesOf(sent: Sent): readonly Uint8Array[] {
  return 'messages' in sent ? sent.messages : []
}
