import type { KnownText } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

/** Bounds of the client that ran out; the text says little of where the time went. */
export const timeoutTexts: readonly KnownText[] = [
  {
    id: 'client-timeout',
    pattern:
      /Client\.Timeout (?:exceeded|or context cancellation)|context deadline exceeded|net\/http: request canceled|context canceled|net\/http: timeout awaiting response headers/,
    says: "A bound of the client ran out (kubectl's own for discovery is 32 seconds); the text does not say at which stage.",
    hop: 'server',
    causes: [
      ['connect-timeout', 'the connection was never made'],
      ['request-timeout-too-short', '--request-timeout is below what connecting needs'],
      ['proxy-closes-tunnel', 'a proxy that never answers CONNECT (60 seconds)'],
      ['server-overloaded', 'the request was sent and nothing came back'],
      ['handshake-timeout', 'the handshake was not answered'],
    ],
    next: diagnose('how long each stage took: dns, tcp, proxy, tls, http'),
    notes: () => ['With --request-timeout the words differ from run to run; they mean the same.'],
    source: 'Go net/http Client.Timeout; kubectl-truth 6',
  },
  {
    id: 'io-timeout',
    pattern: /i\/o timeout|operation timed out|Connection timed out|ETIMEDOUT/,
    says: 'Something on the network did not answer in time.',
    hop: 'server',
    causes: [
      ['connect-timeout', 'packets are dropped'],
      ['handshake-timeout', 'the connection stands and nothing comes back'],
    ],
    next: diagnose('at which stage nothing comes back'),
    general: true,
    source: 'Go os.ErrDeadlineExceeded',
  },
]
