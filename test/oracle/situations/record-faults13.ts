import { concatBytes } from '../../../src/lib/bytes.ts'
import {
  type HelloParts,
  HRR_RANDOM,
  handshakeMessage,
  SUPPORTED_13,
  serverHello,
} from '../../go/server-hello-builder.ts'
import { alertRecord, CHANGE, handshakeRecord, helloSteps, record, splitBy, times } from './hello.ts'
import { end, receive, type Step, send } from './script.ts'

const NOTHING = new Uint8Array(0)
const SHARE: readonly [number, readonly number[]] = [0x33, [0, 0x1d, 0, 32, ...Array<number>(32).fill(9)]]

/** Behind a ServerHello of TLS 1.3 whose keys nobody has. */
export function hellos13(): Readonly<Record<string, readonly Step[]>> {
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

/** HelloRetryRequests, and what comes instead of the second ServerHello. */
export function retries(): Readonly<Record<string, readonly Step[]>> {
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
