import { errnoText } from '../../go/net/errno.ts'
import type { KnownText, RankedCause } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT = diagnose('at which stage the connection ends, and on which paths')
const RETRIED =
  'kubectl tries a GET up to ten times on this, five times over for discovery: it may have taken a minute. Ephemeral ports differ from try to try.'

const RESET: readonly RankedCause[] = [
  [
    'connection-reset',
    'a firewall that reads the server name or dislikes its absence, a load balancer without a backend',
  ],
  ['large-client-hello-dropped', 'some middleboxes reset the larger hello of kubectl 1.32 and later'],
  ['proxy-closes-tunnel', 'through a proxy: it resets instead of refusing'],
]

const CLOSED: readonly RankedCause[] = [
  ['connection-closed', 'a load balancer without a backend, a firewall, or a server that is restarting'],
  ['proxy-closes-tunnel', 'a proxy or a VPN layer (vpnkit) that takes the connection and drops it'],
  ['http2-broken', 'older kubectl prints it where HTTP/2 was agreed to and not spoken'],
]

/** A connection that was there and ended. */
export const brokenTexts: readonly KnownText[] = [
  {
    id: 'connection-reset',
    pattern: new RegExp(
      `(?:read|write)(?: tcp \\S{1,200})?: (?:read|write): ${errnoText('ECONNRESET')}|wsa(?:recv|send): An existing connection was forcibly closed|(?:write|read): ${errnoText('EPIPE')}|wsa(?:recv|send): An established connection was aborted|${errnoText('ECONNRESET')}`,
    ),
    says: 'The connection was there, and something reset it.',
    hop: 'server',
    causes: RESET,
    next: NEXT,
    notes: () => [RETRIED],
    source: 'Go net.OpError; kubernetes/kubernetes#103969; kubectl-truth 5.2, 9.4',
  },
  {
    id: 'body-truncated',
    pattern:
      /unexpected error when reading response body\. Please retry\. Original error: (?<detail>[^\n]{1,160})|invalid byte in chunk length/,
    says: ({ detail }) => `The answer began and was cut off${detail === undefined ? '' : `: ${detail}`}.`,
    hop: 'answer',
    causes: [
      ['connection-closed', 'a load balancer or a proxy with a limit of time or size'],
      ['server-overloaded', 'the server died while it answered'],
    ],
    next: NEXT,
    source: 'client-go rest.Request; kubectl-truth 6',
  },
  {
    id: 'prompt-eof',
    pattern: /Please enter Username:|Please enter Password:/,
    says: 'kubectl asked for a name and a password, since the user of the context has no credentials.',
    hop: 'configuration',
    causes: [
      ['credentials-missing', 'the user entry is empty'],
      ['user-missing', 'the context names a user that does not exist: that is no error of its own'],
    ],
    next: { command: 'kubectl config view --minify', shows: 'the user of the context and what it holds' },
    source: 'client-go clientcmd PromptingAuthLoader; kubectl-truth 8.3, field-notes E13',
  },
  {
    id: 'unexpected-eof',
    pattern: /\bunexpected EOF\b/,
    says: 'The connection was closed in the middle of something: a TLS record, a CONNECT answer or an HTTP/2 frame.',
    hop: 'server',
    causes: [
      ['proxy-closes-tunnel', 'a proxy that closes on CONNECT gives this and not EOF'],
      ['connection-closed', 'the peer closed in the middle of a record or an answer'],
      ['http2-broken', 'older kubectl: HTTP/2 agreed to and HTTP/1.1 spoken'],
    ],
    next: NEXT,
    notes: () => [RETRIED],
    source: 'Go io.ErrUnexpectedEOF; kubernetes/kubernetes#103969',
  },
  {
    id: 'use-of-closed',
    pattern: /use of closed network connection/,
    says: 'The connection had been closed on this side already, mostly after another error.',
    hop: 'server',
    causes: CLOSED,
    next: NEXT,
    source: 'Go net.ErrClosed',
  },
  {
    id: 'eof-before-request',
    pattern: /^error: EOF$/,
    says: 'kubectl asked for a user name on a standard input that is empty, or an answer ended at once.',
    hop: 'configuration',
    causes: [
      ['credentials-missing', 'the user of the context has no credentials and there is no terminal to ask'],
      ['user-missing', 'the context names a user that does not exist'],
      ['connection-closed', 'with -f - the input was empty'],
    ],
    next: { command: 'kubectl config view --minify', shows: 'the user of the context and what it holds' },
    source: 'kubectl-truth 8.3',
  },
  {
    id: 'eof',
    pattern: /(?:^|[:\s"(])EOF\b/,
    says: 'The peer closed the connection without sending a byte.',
    hop: 'server',
    causes: CLOSED,
    next: NEXT,
    notes: () => [RETRIED],
    source: 'Go io.EOF; docker/for-mac#3505; kubectl-truth 5.2',
  },
]
