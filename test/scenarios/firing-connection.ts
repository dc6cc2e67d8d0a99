import type { Case } from '../../src/case.ts'
import type { RuleId } from '../../src/rules/index.ts'
import { largeHelloDropped } from './hello-variants.ts'
import { alerted, broken, direct, first, REMOTE, stopped } from './situations.ts'
import { answer, brokenHandshake, dialFailed, lookupFailed } from './walks.ts'

/** Connections that do not come about. One Case a finding in which it fires. */
export const connectionFiring = {
  'port-closed': () => direct(stopped(dialFailed(REMOTE, 'ECONNREFUSED'))),
  'connect-timeout': () => direct(stopped(dialFailed(REMOTE, 'timeout'))),
  'no-route': () => direct(stopped(dialFailed(REMOTE, 'EHOSTUNREACH'))),
  'name-not-found': () => direct(stopped(lookupFailed('api.lab.example', { kind: 'no-such-host' }))),
  'dns-server-failure': () =>
    direct(stopped(lookupFailed('api.lab.example', { kind: 'server-misbehaving', rcode: 2 }))),
  'connection-reset': () => broken(brokenHandshake({ kind: 'reset', syscall: 'read' })),
  'connection-closed': () => broken(brokenHandshake({ kind: 'closed', midRecord: false })),
  'handshake-timeout': () => broken(brokenHandshake({ kind: 'timeout', afterMs: 10_000 })),
  'large-client-hello-dropped': () => largeHelloDropped,
  'not-tls': () =>
    broken(
      brokenHandshake({ kind: 'stack-gave-up', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' }, first('SSH-2.0-OpenSSH_9.6')),
    ),
  'plain-http-port': () =>
    broken(
      brokenHandshake(
        { kind: 'stack-gave-up', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' },
        first('HTTP/1.1 400 Bad Request\r\n'),
      ),
    ),
  'https-port-spoken-http': () =>
    direct(
      {
        tls: null,
        http: [answer(400, { protocol: 'http/1.1', body: 'Client sent an HTTP request to an HTTPS server.\n' })],
      },
      { scheme: 'http', server: `http://${REMOTE}` },
    ),
  'tls-version-too-old': () => broken(alerted(70)),
  'no-common-tls-parameters': () => broken(alerted(40)),
  'server-sent-alert': () => broken(alerted(80)),
  'http2-broken': () =>
    direct({
      http: [
        answer(200, {
          status: null,
          end: { kind: 'http2-error', code: 'ERR_HTTP2_ERROR', message: 'frame too large' },
        }),
      ],
    }),
} as const satisfies Partial<Record<RuleId, () => Case>>
