import { type HelloParts, HRR_RANDOM, SUPPORTED_13 } from '../../go/server-hello-builder.ts'
import { helloSteps } from './hello.ts'
import { end, type Step } from './script.ts'

/** ServerHellos of TLS 1.2 and 1.3, and requests for another, that Go refuses or takes. */
export function hellos(): Readonly<Record<string, readonly Step[]>> {
  const hello = (parts: HelloParts): readonly Step[] => [...helloSteps(() => parts), end]
  const echo = (parts: HelloParts): readonly Step[] => [...helloSteps((sessionId) => ({ ...parts, sessionId })), end]
  const share = (group: number, length: number, octet: number): readonly [number, readonly number[]] => [
    0x33,
    [group >> 8, group & 255, length >> 8, length & 255, ...Array<number>(length).fill(octet)],
  ]
  const retry = (...extensions: HelloParts['extensions'] & {}) =>
    echo({ random: HRR_RANDOM, suite: 0x1301, extensions })
  const versions = [0x0002, 0x0300, 0x0301, 0x0302, 0x0304, 0x0305, 0x7f1c, 0xfefd]
  const suites = [
    0x0000, 0x0005, 0x000a, 0x002f, 0x0035, 0x003c, 0x009c, 0x009d, 0x009f, 0x00ff, 0xc007, 0xc011, 0xc012, 0xc023,
    0xc027, 0xc02c, 0xcca8, 0xcca9, 0xccaa, 0x1301, 0x1302,
  ]
  return {
    ...Object.fromEntries(
      versions.map((version) => [`hello-version-${version.toString(16)}`, hello({ legacyVersion: version })]),
    ),
    ...Object.fromEntries(
      versions.map((version) => [
        `hello-supported-version-${version.toString(16)}`,
        hello({ extensions: [[0x2b, [version >> 8, version & 255]]] }),
      ]),
    ),
    'hello-supported-version-303': hello({ extensions: [[0x2b, [3, 3]]] }),
    'hello-supported-version-short': hello({ extensions: [[0x2b, [3]]] }),
    ...Object.fromEntries(suites.map((suite) => [`suite-${suite.toString(16)}`, hello({ suite })])),
    'hello-compression': hello({ compression: 1 }),
    'hello-downgrade-12': hello({ random: Buffer.concat([Buffer.alloc(24, 1), Buffer.from('DOWNGRD\x01')]) }),
    'hello-downgrade-11': hello({ random: Buffer.concat([Buffer.alloc(24, 1), Buffer.from('DOWNGRD\x00')]) }),
    'hello-downgrade-other': hello({ random: Buffer.concat([Buffer.alloc(24, 1), Buffer.from('DOWNGRD\x02')]) }),
    'hello-alpn-unasked': hello({ extensions: [[0x10, [0, 4, 3, 0x66, 0x6f, 0x6f]]] }),
    'hello-alpn-empty-name': hello({ extensions: [[0x10, [0, 1, 0]]] }),
    'hello-alpn-two': hello({ extensions: [[0x10, [0, 6, 2, 0x68, 0x32, 2, 0x68, 0x32]]] }),
    'hello-alpn-short': hello({ extensions: [[0x10, [0]]] }),
    'hello-alpn-h2': hello({ extensions: [[0x10, [0, 3, 2, 0x68, 0x32]]] }),
    'hello-renegotiation': hello({ extensions: [[0xff01, [1, 0]]] }),
    'hello-renegotiation-empty': hello({ extensions: [[0xff01, [0]]] }),
    'hello-renegotiation-short': hello({ extensions: [[0xff01, []]] }),
    'hello-status-request': hello({ extensions: [[5, []]] }),
    'hello-status-request-data': hello({ extensions: [[5, [1]]] }),
    'hello-ticket': hello({ extensions: [[0x23, []]] }),
    'hello-ticket-data': hello({ extensions: [[0x23, [1]]] }),
    'hello-extended-master-secret': hello({ extensions: [[0x17, []]] }),
    'hello-extended-master-secret-data': hello({ extensions: [[0x17, [1]]] }),
    'hello-points': hello({ extensions: [[0x0b, [1, 0]]] }),
    'hello-points-compressed': hello({ extensions: [[0x0b, [1, 1]]] }),
    'hello-points-empty': hello({ extensions: [[0x0b, [0]]] }),
    'hello-unknown-extension': hello({ extensions: [[0x9999, [1]]] }),
    'hello-extension-twice': hello({
      extensions: [
        [0x17, []],
        [0x17, []],
      ],
    }),
    'hello-echo': echo({}),
    'hello-other-session': hello({ sessionId: new Uint8Array(32).fill(7) }),
    'hello13-no-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13] }),
    'hello13-no-session': hello({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 32, 9)] }),
    'hello13-other-group': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x9999, 32, 9)] }),
    'hello13-group-without-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x19, 133, 9)] }),
    'hello13-zero-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 32, 0)] }),
    'hello13-short-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 31, 9)] }),
    'hello13-empty-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 0, 9)] }),
    'hello13-kyber-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x6399, 1120, 9)] }),
    'hello13-mlkem-share': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x11ec, 1120, 9)] }),
    'hello13-mlkem-short': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x11ec, 32, 9)] }),
    'hello13-suite-unknown': echo({ suite: 0x1399, extensions: [SUPPORTED_13, share(0x1d, 32, 9)] }),
    'hello13-suite-of-12': echo({ suite: 0xc02f, extensions: [SUPPORTED_13, share(0x1d, 32, 9)] }),
    'hello13-compression': echo({ suite: 0x1301, compression: 1, extensions: [SUPPORTED_13, share(0x1d, 32, 9)] }),
    'hello13-legacy-303-not': echo({
      legacyVersion: 0x0302,
      suite: 0x1301,
      extensions: [SUPPORTED_13, share(0x1d, 32, 9)],
    }),
    'hello13-alpn-in-hello': echo({
      suite: 0x1301,
      extensions: [SUPPORTED_13, share(0x1d, 32, 9), [0x10, [0, 3, 2, 0x68, 0x32]]],
    }),
    'hello13-psk': echo({ suite: 0x1301, extensions: [SUPPORTED_13, share(0x1d, 32, 9), [0x29, [0, 0]]] }),
    'retry-nothing': retry(SUPPORTED_13),
    'retry-unknown-group': retry(SUPPORTED_13, [0x33, [0, 0x1e]]),
    'retry-same-group': retry(SUPPORTED_13, [0x33, [0, 0x1d]]),
    'retry-cookie-only': retry(SUPPORTED_13, [0x2c, [0, 1, 7]]),
    'retry-cookie-empty': retry(SUPPORTED_13, [0x2c, [0, 0]]),
    'retry-with-share': retry(SUPPORTED_13, share(0x1d, 32, 9)),
    'retry-p521-then-end': retry(SUPPORTED_13, [0x33, [0, 0x19]]),
    'retry-mlkem': retry(SUPPORTED_13, [0x33, [0x11, 0xec]]),
  }
}
