import { concatBytes } from '../../../src/lib/bytes.ts'
import { handshakeMessage, serverHello } from '../../go/server-hello-builder.ts'
import { flightMessages } from '../ask/flight.ts'
import { alertRecord, CHANGE, handshakeRecord, helloSteps, record, splitBy, times } from './hello.ts'
import { hellos13, retries } from './record-faults13.ts'
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
    ...hellos13(),
    ...retries(),
    ...keyTransport(rsaServer.der),
  }
}

const NOTHING = new Uint8Array(0)
const HELLO_REQUEST = handshakeMessage(0, NOTHING)
const REQUEST = handshakeMessage(13, Uint8Array.of(1, 1, 0, 2, 4, 3, 0, 0))
const TICKET = handshakeMessage(4, Uint8Array.of(0, 0, 0, 9, 0, 2, 5, 5))

function first(...all: readonly Uint8Array[]): readonly Step[] {
  return [receive, send(concatBytes(...all)), end]
}

function octets(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from(bytes, (octet) => record(0x16, Uint8Array.of(octet)))
}

/** As long as they may be. */
function records(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / 16_384)
  return Array.from({ length: count }, (_, i) => record(0x16, bytes.subarray(i * 16_384, (i + 1) * 16_384)))
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
