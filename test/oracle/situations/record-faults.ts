import { concatBytes } from '../../../src/lib/bytes.ts'
import {
  type HelloParts,
  HRR_RANDOM,
  handshakeMessage,
  SUPPORTED_13,
  serverHello,
} from '../../go/server-hello-builder.ts'
import { flightMessages } from '../ask/flight.ts'
import { alertRecord, handshakeRecord, helloSteps, record } from './hello.ts'
import { end, receive, type Step, send } from './script.ts'
import type { Certificates } from './world.ts'

/** Records that are odd, and messages where they have no place: TLS stacks differ in what they put up with. */
export function recordFaults({ server, rsaServer }: Certificates): Readonly<Record<string, readonly Step[]>> {
  const flight = flightMessages([server.der])
  const [hello = NOTHING, certificate = NOTHING, done = NOTHING] = flight
  const after = (...records: readonly Uint8Array[]) => first(handshakeRecord(hello), ...records)
  return {
    ...warnings(flight),
    ...changes(handshakeRecord(certificate)),
    ...types(),
    'record-empty-after-hello': after(record(0x16, NOTHING), handshakeRecord(certificate, done)),
    'record-empty-after-certificate': after(handshakeRecord(certificate), record(0x16, NOTHING), handshakeRecord(done)),
    'record-empty-data-after-hello': after(record(0x17, NOTHING)),
    'record-flight-in-one': first(handshakeRecord(...flight)),
    'record-flight-in-octets': first(...octets(handshakeRecord(...flight).subarray(5))),
    'record-hello-in-octets': first(...octets(hello)),
    'record-warning-inside-hello': first(...splitBy(hello, alertRecord(1, 112))),
    'record-warning-inside-certificate': after(...splitBy(certificate, alertRecord(1, 112)), handshakeRecord(done)),
    'record-change-inside-certificate': after(...splitBy(certificate, CHANGE)),
    'record-hello-0301': first(record(0x16, hello, 0x0301), handshakeRecord(certificate, done)),
    'record-hello-0300': first(record(0x16, hello, 0x0300), handshakeRecord(certificate, done)),
    'record-hello-0304': first(record(0x16, hello, 0x0304), handshakeRecord(certificate, done)),
    'record-hello-0000': first(record(0x16, hello, 0x0000), handshakeRecord(certificate, done)),
    'record-hello-0fff': first(record(0x16, hello, 0x0fff), handshakeRecord(certificate, done)),
    'record-certificate-0300': after(record(0x16, certificate, 0x0300), handshakeRecord(done)),
    'record-certificate-0304': after(record(0x16, certificate, 0x0304), handshakeRecord(done)),
    'record-certificate-0000': after(record(0x16, certificate, 0x0000), handshakeRecord(done)),
    'record-certificate-1003': after(record(0x16, certificate, 0x1003), handshakeRecord(done)),
    'record-done-0301': after(handshakeRecord(certificate), record(0x16, done, 0x0301)),
    'record-alert-0301-after-hello': after(record(0x15, Uint8Array.of(2, 80), 0x0301)),
    'record-16385': first(record(0x16, concatBytes(hello, new Uint8Array(16_385 - hello.length)))),
    'record-18432': first(record(0x16, concatBytes(hello, new Uint8Array(18_432 - hello.length)))),
    'record-18432-after-hello': after(record(0x16, new Uint8Array(18_432))),
    'record-18433-after-hello': after(Uint8Array.of(0x16, 3, 3, 0x48, 1, 11)),
    'record-17000-cut-after-hello': after(Uint8Array.of(0x16, 3, 3, 0x42, 0x68, 11, 0, 1)),
    'message-certificate-65537': after(record(0x16, Uint8Array.of(11, 1, 0, 1))),
    'message-certificate-262145': after(record(0x16, Uint8Array.of(11, 4, 0, 1))),
    'message-certificate-262144': after(record(0x16, Uint8Array.of(11, 4, 0, 0))),
    'message-certificate-long-behind-hello': first(record(0x16, concatBytes(hello, Uint8Array.of(11, 5, 0, 0)))),
    'message-certificate-cut-header': after(record(0x16, Uint8Array.of(11, 1, 0))),
    'message-chain-of-240': first(...records(concatBytes(...flightMessages(Array(240).fill(server.der))))),
    'message-chain-of-500': first(...records(concatBytes(...flightMessages(Array(500).fill(server.der))))),
    'message-done-65537': after(handshakeRecord(certificate), record(0x16, Uint8Array.of(14, 1, 0, 1))),
    'message-done-with-body': after(handshakeRecord(certificate, handshakeMessage(14, Uint8Array.of(1)))),
    'message-done-twice': after(handshakeRecord(certificate, done, done)),
    'message-certificate-after-done': after(handshakeRecord(certificate, done, certificate)),
    'message-request-malformed': after(
      handshakeRecord(certificate, handshakeMessage(13, Uint8Array.of(1, 1, 0)), done),
    ),
    'message-request-empty': after(handshakeRecord(certificate, handshakeMessage(13, NOTHING), done)),
    'message-request-twice': after(handshakeRecord(certificate, REQUEST, REQUEST, done)),
    'message-request-first': after(handshakeRecord(REQUEST, certificate, done)),
    'message-status-malformed': first(
      handshakeRecord(
        serverHello({ suite: 0xc02b, extensions: [[5, []]] }),
        certificate,
        handshakeMessage(22, Uint8Array.of(1, 0)),
        done,
      ),
    ),
    'message-status-other-type': first(
      handshakeRecord(
        serverHello({ suite: 0xc02b, extensions: [[5, []]] }),
        certificate,
        handshakeMessage(22, Uint8Array.of(2, 0, 0, 1, 5)),
        done,
      ),
    ),
    'message-hello-request-after-hello': after(handshakeRecord(HELLO_REQUEST, certificate, done)),
    'message-hello-request-after-certificate': after(handshakeRecord(certificate, HELLO_REQUEST, done)),
    'message-hello-request-with-body': first(handshakeRecord(handshakeMessage(0, Uint8Array.of(1)))),
    'message-ticket-after-hello': after(handshakeRecord(TICKET, certificate, done)),
    'message-ticket-after-certificate': after(handshakeRecord(certificate, TICKET, done)),
    'message-key-update-after-hello': after(handshakeRecord(handshakeMessage(24, Uint8Array.of(0)), certificate)),
    'message-unknown-after-hello': after(handshakeRecord(handshakeMessage(67, NOTHING), certificate)),
    'message-hello-twice-apart': after(handshakeRecord(hello), handshakeRecord(certificate, done)),
    ...thirteen(),
    ...retries(),
    ...keyTransport(rsaServer.der),
  }
}

const NOTHING = new Uint8Array(0)
const CHANGE = record(0x14, Uint8Array.of(1))
const HELLO_REQUEST = handshakeMessage(0, NOTHING)
const REQUEST = handshakeMessage(13, Uint8Array.of(1, 1, 0, 2, 4, 3, 0, 0))
const TICKET = handshakeMessage(4, Uint8Array.of(0, 0, 0, 9, 0, 2, 5, 5))

function first(...all: readonly Uint8Array[]): readonly Step[] {
  return [receive, send(concatBytes(...all)), end]
}

function octets(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from(bytes, (octet) => record(0x16, Uint8Array.of(octet)))
}

function splitBy(message: Uint8Array, between: Uint8Array): readonly Uint8Array[] {
  return [record(0x16, message.subarray(0, 10)), between, record(0x16, message.subarray(10))]
}

/** As long as they may be. */
function records(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / 16_384)
  return Array.from({ length: count }, (_, i) => record(0x16, bytes.subarray(i * 16_384, (i + 1) * 16_384)))
}

function times(count: number, bytes: Uint8Array): Uint8Array {
  return concatBytes(...Array<Uint8Array>(count).fill(bytes))
}

function warnings(flight: readonly Uint8Array[]): Readonly<Record<string, readonly Step[]>> {
  const warning = alertRecord(1, 112)
  const [hello = NOTHING, ...rest] = flight
  const whole = handshakeRecord(...flight)
  return {
    'warning-unknown-255-then-hello': first(alertRecord(1, 255), whole),
    'warning-fatal-number-then-hello': first(alertRecord(1, 40), whole),
    'warnings-5-then-flight': first(times(5, warning), whole),
    'warnings-16-then-flight': first(times(16, warning), whole),
    'warnings-17': first(times(17, warning)),
    'warnings-16-twice': first(
      times(16, warning),
      handshakeRecord(hello),
      times(16, warning),
      handshakeRecord(...rest),
    ),
    'warnings-17-after-hello': first(handshakeRecord(hello), times(17, warning), handshakeRecord(...rest)),
    'warnings-10-then-fatal': first(times(10, warning), alertRecord(2, 40)),
    'warnings-10-then-level-3': first(times(10, warning), alertRecord(3, 40)),
    'warnings-10-then-close-notify': first(times(10, warning), alertRecord(1, 0)),
    'warnings-10-then-ssh': first(times(10, warning), Buffer.from('SSH-2.0-OpenSSH_9.9\r\n')),
    'alert-in-two-records': first(record(0x15, Uint8Array.of(2)), record(0x15, Uint8Array.of(40))),
    'alert-two-in-one-record': first(record(0x15, Uint8Array.of(1, 112, 2, 40))),
    'alert-empty': first(record(0x15, NOTHING)),
    'alert-close-notify-after-hello': first(handshakeRecord(hello), alertRecord(2, 0)),
    'alert-level-3-after-hello': first(handshakeRecord(hello), alertRecord(3, 40)),
    'alert-unknown-after-hello': first(handshakeRecord(hello), alertRecord(2, 233)),
    'alert-after-done': first(whole, alertRecord(2, 80)),
  }
}

function changes(certificate: Uint8Array): Readonly<Record<string, readonly Step[]>> {
  const after = (...all: readonly Uint8Array[]): readonly Step[] => [
    ...helloSteps(() => ({ suite: 0xc02b })),
    send(concatBytes(...all)),
    end,
  ]
  return {
    'change-after-hello': after(CHANGE),
    'change-twice-after-hello': after(CHANGE, CHANGE),
    'change-after-hello-two': after(record(0x14, Uint8Array.of(2))),
    'change-after-hello-long': after(record(0x14, Uint8Array.of(1, 1))),
    'change-after-hello-empty': after(record(0x14, NOTHING)),
    'change-before-certificate': after(CHANGE, certificate),
    'change-then-hello': first(CHANGE, handshakeRecord(serverHello())),
    'change-after-warning': first(alertRecord(1, 112), CHANGE),
  }
}

function types(): Readonly<Record<string, readonly Step[]>> {
  const hello = handshakeRecord(serverHello())
  const row = (type: number): Readonly<Record<string, readonly Step[]>> => ({
    [`type-${type}-first`]: first(record(type, Uint8Array.of(1, 0, 0))),
    [`type-${type}-after-hello`]: first(hello, record(type, Uint8Array.of(1, 0, 0))),
    [`type-${type}-after-warning`]: first(alertRecord(1, 112), record(type, Uint8Array.of(1, 0, 0))),
  })
  return {
    ...row(0),
    ...row(19),
    ...row(23),
    ...row(24),
    ...row(25),
    ...row(99),
    ...row(128),
    'type-99-cut-after-hello': first(hello, Uint8Array.of(99, 3, 3, 0, 9, 1)),
    'type-99-header-cut-after-hello': first(hello, Uint8Array.of(99, 3, 3, 0)),
    'type-99-version-after-hello': first(hello, record(99, Uint8Array.of(1), 0x0302)),
    'type-99-long-after-hello': first(hello, record(99, new Uint8Array(17_000))),
  }
}

const SHARE: readonly [number, readonly number[]] = [0x33, [0, 0x1d, 0, 32, ...Array<number>(32).fill(9)]]

function thirteen(): Readonly<Record<string, readonly Step[]>> {
  const hello = (extensions: HelloParts['extensions'] & {}, ...more: readonly Uint8Array[]): readonly Step[] => [
    ...helloSteps((sessionId) => ({ sessionId, suite: 0x1301, extensions: [SUPPORTED_13, ...extensions] })),
    ...(more.length === 0 ? [] : [send(concatBytes(...more))]),
    end,
  ]
  return {
    'hello13-then-end': hello([SHARE]),
    'hello13-unknown-extension': hello([SHARE, [0x9999, [1]]]),
    'hello13-name-extension': hello([SHARE, [0, []]]),
    'hello13-groups-extension': hello([SHARE, [10, [0, 2, 0, 0x1d]]]),
    'hello13-cookie-extension': hello([SHARE, [0x2c, [0, 1, 7]]]),
    'hello13-then-alert': hello([SHARE], alertRecord(2, 40)),
    'hello13-then-warning': hello([SHARE], alertRecord(1, 112)),
    'hello13-then-close-notify': hello([SHARE], alertRecord(1, 0)),
    'hello13-then-change': hello([SHARE], CHANGE),
    'hello13-then-changes-16': hello([SHARE], times(16, CHANGE)),
    'hello13-then-changes-17': hello([SHARE], times(17, CHANGE)),
    'hello13-then-change-two': hello([SHARE], record(0x14, Uint8Array.of(2))),
    'hello13-then-change-long': hello([SHARE], record(0x14, Uint8Array.of(1, 1))),
    'hello13-then-handshake': hello([SHARE], handshakeRecord(handshakeMessage(8, Uint8Array.of(0, 0)))),
    'hello13-then-data': hello([SHARE], record(0x17, new Uint8Array(40))),
    'hello13-then-data-short': hello([SHARE], record(0x17, new Uint8Array(3))),
    'hello13-then-data-empty': hello([SHARE], record(0x17, NOTHING)),
    'hello13-then-data-0301': hello([SHARE], record(0x17, new Uint8Array(40), 0x0301)),
    'hello13-then-data-oversized': hello([SHARE], Uint8Array.of(0x17, 3, 3, 0x41, 1, 0)),
    'hello13-then-type-99': hello([SHARE], record(99, new Uint8Array(40))),
    'hello13-and-more-in-one-record': [
      ...helloSteps(
        (sessionId) => ({ sessionId, suite: 0x1301, extensions: [SUPPORTED_13, SHARE] }),
        handshakeMessage(8, Uint8Array.of(0, 0)),
      ),
      end,
    ],
  }
}

function retries(): Readonly<Record<string, readonly Step[]>> {
  const retry = (extensions: HelloParts['extensions'] & {}) => (sessionId: Uint8Array) =>
    ({ sessionId, random: HRR_RANDOM, suite: 0x1301, extensions: [SUPPORTED_13, ...extensions] }) as const
  const p256: readonly [number, readonly number[]] = [0x33, [0, 0x17]]
  const then = (...more: readonly Uint8Array[]): readonly Step[] => [
    ...helloSteps(retry([p256])),
    send(concatBytes(...more)),
    end,
  ]
  /** Both at once: the second needs nothing of the second hello but the session id, which is that of the first. */
  const both = (second: (sessionId: Uint8Array) => HelloParts, extensions: HelloParts['extensions'] & {} = [p256]) =>
    [...bothHellos(retry(extensions), second), end] as const
  const share = (group: number, key: readonly number[]): readonly [number, readonly number[]] => [
    0x33,
    [group >> 8, group & 255, key.length >> 8, key.length & 255, ...key],
  ]
  const hello = (suite: number, key: readonly [number, readonly number[]]) => (sessionId: Uint8Array) =>
    ({ sessionId, suite, extensions: [SUPPORTED_13, key] }) as const
  return {
    'retry-twice': both(retry([p256])),
    'retry-then-other-suite': both(hello(0x1302, share(0x17, Array(65).fill(4)))),
    'retry-then-other-group': both(hello(0x1301, SHARE)),
    'retry-then-bad-point': both(hello(0x1301, share(0x17, Array(65).fill(4)))),
    'retry-then-short-point': both(hello(0x1301, share(0x17, [4]))),
    'retry-then-tls12': both(() => ({ suite: 0xc02b })),
    'retry-then-unknown-suite': both(hello(0x1399, share(0x17, Array(65).fill(4)))),
    'retry-then-no-share': both((sessionId) => ({ sessionId, suite: 0x1301, extensions: [SUPPORTED_13] })),
    'retry-cookie-long': both(retry([p256]), [[0x2c, [1, 0, ...Array<number>(256).fill(7)]], p256]),
    'retry-cookie-wrong-length': [...helloSteps(retry([[0x2c, [0, 9, 7]], p256])), end],
    'retry-unknown-extension': [...helloSteps(retry([p256, [0x9999, [1]]])), end],
    'retry-suite-unknown': [...helloSteps((sessionId) => ({ ...retry([p256])(sessionId), suite: 0x1399 })), end],
    'retry-then-change': then(CHANGE),
    'retry-then-changes-17': then(times(17, CHANGE)),
    'retry-then-alert': then(alertRecord(2, 40)),
    'retry-then-warning': then(alertRecord(1, 112)),
    'retry-then-user-canceled': then(alertRecord(1, 90)),
    'retry-then-close-notify': then(alertRecord(1, 0)),
    'retry-then-certificate': then(handshakeRecord(handshakeMessage(11, new Uint8Array(4)))),
    'retry-then-data': then(record(0x17, new Uint8Array(40))),
    'retry-then-record-0301': then(record(0x16, serverHello(), 0x0301)),
    'retry-then-empty': then(record(0x16, NOTHING)),
    'retry-then-oversized': then(Uint8Array.of(0x16, 3, 3, 0x41, 1, 2)),
    'retry-change-inside-hello': then(...splitBy(serverHello(), CHANGE)),
  }
}

function bothHellos(
  one: (sessionId: Uint8Array) => HelloParts,
  two: (sessionId: Uint8Array) => HelloParts,
): readonly Step[] {
  const [wait = receive, answer] = helloSteps(one)
  const [, second] = helloSteps(two)
  return [wait, ...(answer === undefined ? [] : [answer]), ...(second === undefined ? [] : [second])]
}

/** RSA key exchange, in which a server has nothing to sign: releases up to v1.29 go on to their own Finished. */
function keyTransport(der: Uint8Array): Readonly<Record<string, readonly Step[]>> {
  const [, certificate = NOTHING, done = NOTHING] = flightMessages([der])
  const flight = handshakeRecord(serverHello({ suite: 0x009c }), certificate, done)
  const row = (...more: readonly Uint8Array[]): readonly Step[] => [
    receive,
    send(flight),
    receive,
    send(concatBytes(...more)),
    end,
  ]
  const finished = handshakeRecord(handshakeMessage(20, new Uint8Array(12)))
  return {
    'suite-rsa-kex-change-then-end': row(CHANGE),
    'suite-rsa-kex-change-twice': row(CHANGE, CHANGE),
    'suite-rsa-kex-change-then-finished': row(CHANGE, finished),
    'suite-rsa-kex-change-then-sealed': row(CHANGE, record(0x16, new Uint8Array(40))),
    'suite-rsa-kex-change-then-short': row(CHANGE, record(0x16, new Uint8Array(4))),
    'suite-rsa-kex-change-then-alert': row(CHANGE, alertRecord(2, 40)),
    'suite-rsa-kex-change-two': row(record(0x14, Uint8Array.of(2))),
    'suite-rsa-kex-finished-early': row(finished),
    'suite-rsa-kex-data-early': row(record(0x17, new Uint8Array(40))),
    'suite-rsa-kex-ticket-unasked': row(handshakeRecord(TICKET)),
    'suite-rsa-kex-alert': row(alertRecord(2, 20)),
    'suite-rsa-kex-warning-then-end': row(alertRecord(1, 100)),
    'suite-rsa-kex-change-0301': row(record(0x14, Uint8Array.of(1), 0x0301)),
  }
}
