import { concatBytes } from '../../../src/lib/bytes.ts'
import { handshakeMessage, serverHello } from '../../go/server-hello-builder.ts'
import { certificateFlight } from '../ask/flight.ts'
import { alertRecord, handshakeRecord, helloSteps, record } from './hello.ts'
import { recordFaults } from './record-faults.ts'
import { end, receive, reset, type Step, send } from './script.ts'
import { sealedFaults } from './sealed-faults.ts'
import { hellos } from './server-hellos.ts'
import { SERVER, type Situation } from './situation.ts'
import { type Certificates, configOf, serving } from './world.ts'

/** A server that fails at every stage of TLS, before and after its certificate. */
export function tlsFaults(certificates: Certificates): readonly Situation[] {
  const rows: Readonly<Record<string, readonly Step[]>> = {
    ...firstBytes(),
    ...alerts(),
    ...hellos(),
    ...flights(certificates),
    ...handshakes(certificates),
    ...recordFaults(certificates),
    ...sealedFaults(certificates),
  }
  const situations = Object.entries(rows).map(([id, steps], i): Situation => {
    const port = 21_000 + i
    return {
      id: `tls/${id}`,
      kubeconfig: configOf(certificates.root, { server: `https://${SERVER}:${port}` }),
      servers: [{ host: SERVER, port, steps }],
      ...(SLOW.includes(id) ? { slow: true } : {}),
      ...(HELLO_MATTERS.test(id) ? { helloMatters: true } : {}),
    }
  })
  return situations
}

const SLOW = ['silent', 'silent-after-hello', 'part-of-a-record-then-silent']
const HELLO_MATTERS = /^(?:hello13|retry|suite|server)/

function firstBytes(): Readonly<Record<string, readonly Step[]>> {
  const first = (bytes: Uint8Array | string): readonly Step[] => [receive, send(bytes), end]
  return {
    'closed-at-once': [end],
    'closed-after-hello': [receive, end],
    'reset-after-hello': [receive, reset],
    silent: [],
    'silent-after-hello': helloSteps(() => ({})),
    'part-of-a-record-then-silent': [receive, send(Uint8Array.of(0x16, 3, 3))],
    'one-byte': first(Uint8Array.of(0x16)),
    'part-of-a-header': first(Uint8Array.of(0x16, 3, 3)),
    'part-of-a-record': first(Uint8Array.of(0x16, 3, 3, 0, 0x50, 2, 0, 0, 0x4c)),
    'http-1.1': first('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    'http-1.0': first('HTTP/1.0 200 OK\r\n\r\n'),
    'http-9': first('HTTP/9 what'),
    'http-lower-case': first('http/1.1 400 Bad Request\r\n\r\n'),
    'http-2-settings': first(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0)),
    html: first('<html>no</html>'),
    ssh: first('SSH-2.0-OpenSSH_9.9\r\n'),
    'ssh-first': [send('SSH-2.0-OpenSSH_9.9\r\n'), receive, end],
    smtp: first('220 mail.example ESMTP\r\n'),
    sslv2: first(Uint8Array.of(0x80, 0x2e, 1, 0, 2, 0)),
    'socks-answer': first(Uint8Array.of(5, 0xff, 0, 0, 0)),
    'application-data': first(record(0x17, Uint8Array.of(1))),
    'change-cipher-spec': first(record(0x14, Uint8Array.of(1))),
    heartbeat: first(record(0x18, Uint8Array.of(1, 0, 0))),
    'version-1000': first(record(0x16, Uint8Array.of(2, 0, 0, 0), 0x1000)),
    'version-0fff': first(record(0x16, Uint8Array.of(14, 0, 0, 0), 0x0fff)),
    'version-0000': first(record(0x16, Uint8Array.of(14, 0, 0, 0), 0x0000)),
    oversized: first(Uint8Array.of(0x16, 3, 3, 0x50, 0, 1)),
    'largest-record': first(Uint8Array.of(0x16, 3, 3, 0x48, 0, 2)),
    'empty-record': first(record(0x16, new Uint8Array(0))),
    'message-too-long': first(record(0x16, Uint8Array.of(2, 0x10, 0, 0))),
    'message-65537': first(record(0x16, Uint8Array.of(2, 1, 0, 1))),
    'message-unknown': first(handshakeRecord(handshakeMessage(99, new Uint8Array(2)))),
    'certificate-first': first(handshakeRecord(handshakeMessage(11, new Uint8Array(3)))),
    'finished-first': first(handshakeRecord(handshakeMessage(20, new Uint8Array(12)))),
    'client-hello-back': [receive, send((received) => received), end],
    'hello-request-first': first(handshakeRecord(handshakeMessage(0, new Uint8Array(0)))),
    'hello-done-first': first(handshakeRecord(handshakeMessage(14, new Uint8Array(0)))),
    'hello-cut-inside': first(handshakeRecord(handshakeMessage(2, Uint8Array.of(3, 3, 1)))),
    'hello-long-session': first(handshakeRecord(serverHello({ sessionId: new Uint8Array(33) }))),
    'hello-trailing': first(
      handshakeRecord(handshakeMessage(2, concatBytes(serverHello().subarray(4), Uint8Array.of(0, 9, 1)))),
    ),
    'hello-extensions-cut': first(
      handshakeRecord(handshakeMessage(2, concatBytes(serverHello().subarray(4), Uint8Array.of(0, 4, 0, 0x10, 0, 9)))),
    ),
    'hello-in-two-records': [
      receive,
      send(concatBytes(record(0x16, serverHello().subarray(0, 10)), record(0x16, serverHello().subarray(10)))),
      end,
    ],
  }
}

function alerts(): Readonly<Record<string, readonly Step[]>> {
  const fatal = [
    0, 5, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90, 99, 100, 109, 110,
    111, 112, 113, 114, 115, 116, 120, 121, 255,
  ]
  const warning = alertRecord(1, 112)
  return {
    ...Object.fromEntries(fatal.map((number) => [`alert-${number}`, [receive, send(alertRecord(2, number)), end]])),
    'alert-40-open': [receive, send(alertRecord(2, 40))],
    'alert-40-reset': [receive, send(alertRecord(2, 40)), reset],
    'alert-level-0': [receive, send(alertRecord(0, 40)), end],
    'alert-level-3': [receive, send(alertRecord(3, 40)), end],
    'alert-one-octet': [receive, send(record(0x15, Uint8Array.of(2))), end],
    'alert-three-octets': [receive, send(record(0x15, Uint8Array.of(2, 40, 0))), end],
    'alert-tls-1.0-record': [receive, send(record(0x15, Uint8Array.of(2, 70), 0x0301)), end],
    'warning-then-end': [receive, send(warning), end],
    'warning-user-canceled': [receive, send(alertRecord(1, 90)), end],
    'warning-close-notify': [receive, send(alertRecord(1, 0)), end],
    'warning-then-alert': [receive, send(concatBytes(warning, alertRecord(2, 80))), end],
    'warnings-16': [receive, send(concatBytes(...Array<Uint8Array>(16).fill(warning))), end],
    'warnings-20': [receive, send(concatBytes(...Array<Uint8Array>(20).fill(warning))), end],
    'warning-then-http': [receive, send(concatBytes(warning, Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))), end],
    'hello-then-alert': [...helloSteps(() => ({})), send(alertRecord(2, 80)), end],
    'hello-then-end': [...helloSteps(() => ({})), end],
    'hello-then-reset': [...helloSteps(() => ({})), reset],
  }
}

function flights({ server, foreign, expired }: Certificates): Readonly<Record<string, readonly Step[]>> {
  const der = server.der
  const body = (...entries: readonly Uint8Array[]) => {
    const list = concatBytes(
      ...entries.map((one) => concatBytes(Uint8Array.of(0, one.length >> 8, one.length & 255), one)),
    )
    return concatBytes(Uint8Array.of(0, list.length >> 8, list.length & 255), list)
  }
  const certificate = (...entries: readonly Uint8Array[]) => handshakeMessage(11, body(...entries))
  const done = handshakeMessage(14, new Uint8Array(0))
  const after = (...messages: readonly Uint8Array[]): readonly Step[] => [
    ...helloSteps(() => ({ suite: 0xc02b }), ...messages),
    end,
  ]
  const serverShare = (curve: number, key: Uint8Array, scheme: number) =>
    handshakeMessage(
      12,
      concatBytes(
        Uint8Array.of(3, curve >> 8, curve & 255, key.length),
        key,
        Uint8Array.of(scheme >> 8, scheme & 255, 0, 70),
        new Uint8Array(70).fill(1),
      ),
    )
  const x = new Uint8Array(32).fill(9)
  return {
    'flight-accepted': [receive, send(certificateFlight([der]))],
    'flight-foreign': [receive, send(certificateFlight([foreign.der]))],
    'flight-expired': [receive, send(certificateFlight([expired.der]))],
    'certificate-none': after(certificate(), done),
    'certificate-empty': after(certificate(new Uint8Array(0)), done),
    'certificate-bad-length': after(handshakeMessage(11, Uint8Array.of(0, 0, 9)), done),
    'certificate-no-body': after(handshakeMessage(11, new Uint8Array(0)), done),
    'certificate-then-end': after(certificate(der)),
    'certificate-then-alert': [
      ...helloSteps(() => ({ suite: 0xc02b }), certificate(der)),
      send(alertRecord(2, 80)),
      end,
    ],
    'certificate-foreign-then-end': after(certificate(foreign.der)),
    'certificate-twice': after(certificate(der), certificate(der)),
    'certificate-then-unknown': after(certificate(der), handshakeMessage(99, new Uint8Array(1))),
    'certificate-then-finished': after(certificate(der), handshakeMessage(20, new Uint8Array(12))),
    'certificate-foreign-then-finished': after(certificate(foreign.der), handshakeMessage(20, new Uint8Array(12))),
    'hello-twice': after(serverHello()),
    'hello-then-done': after(done),
    'hello-then-share': after(serverShare(0x1d, x, 0x0403)),
    'share-empty': after(certificate(der), handshakeMessage(12, new Uint8Array(0)), done),
    'share-not-named': after(certificate(der), handshakeMessage(12, Uint8Array.of(1, 0, 0x1d, 0)), done),
    'share-unknown-curve': after(certificate(der), serverShare(0x1e, new Uint8Array(56), 0x0403), done),
    'share-bad-signature': after(certificate(der), serverShare(0x1d, x, 0x0403), done),
    'share-scheme-rsa': after(certificate(der), serverShare(0x1d, x, 0x0804), done),
    'share-scheme-unknown': after(certificate(der), serverShare(0x1d, x, 0x1234), done),
    'share-scheme-sha1': after(certificate(der), serverShare(0x1d, x, 0x0203), done),
    'share-scheme-p384': after(certificate(der), serverShare(0x1d, x, 0x0503), done),
    'share-short-key': after(certificate(der), serverShare(0x1d, x.subarray(1), 0x0403), done),
    'share-foreign': after(certificate(foreign.der), serverShare(0x1d, x, 0x0403), done),
    'rsa-suite-ecdsa-certificate': [
      ...helloSteps(() => ({ suite: 0xc02f }), certificate(der), serverShare(0x1d, x, 0x0403), done),
      end,
    ],
    'suite-rsa-kex-then-done': [...helloSteps(() => ({ suite: 0x009c }), certificate(der), done), end],
    'status-unasked': after(certificate(der), handshakeMessage(22, Uint8Array.of(1, 0, 0, 1, 5)), done),
    'request-then-done': after(certificate(der), handshakeMessage(13, Uint8Array.of(1, 1, 0, 2, 4, 3, 0, 0)), done),
    'change-cipher-spec-early': [
      ...helloSteps(() => ({ suite: 0xc02b }), certificate(der)),
      send(record(0x14, Uint8Array.of(1))),
      end,
    ],
    'record-version-differs': [
      receive,
      send(concatBytes(handshakeRecord(serverHello()), record(0x16, certificate(der), 0x0301))),
      end,
    ],
    'application-data-after-hello': [...helloSteps(() => ({})), send(record(0x17, new Uint8Array(20))), end],
  }
}

function handshakes(certificates: Certificates): Readonly<Record<string, readonly Step[]>> {
  const { server, rsaServer, foreign, expired } = certificates
  const ok = send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}')
  const speaking = (certificate: typeof server, more = {}): readonly Step[] => [
    { do: 'tls', options: serving(certificate, more), inside: [receive, ok] },
  ]
  return {
    'server-sound': speaking(server),
    'server-tls-1.2': speaking(server, { maxVersion: 'TLSv1.2' }),
    'server-rsa': speaking(rsaServer),
    'server-rsa-1.2': speaking(rsaServer, { maxVersion: 'TLSv1.2' }),
    'server-rsa-kex': speaking(rsaServer, { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }),
    'server-rsa-kex-cbc': speaking(rsaServer, { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }),
    'server-dhe': speaking(rsaServer, { maxVersion: 'TLSv1.2', ciphers: 'DHE-RSA-AES128-GCM-SHA256' }),
    'server-cbc-256': speaking(rsaServer, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256' }),
    'server-foreign': speaking(foreign),
    'server-foreign-1.2': speaking(foreign, { maxVersion: 'TLSv1.2' }),
    'server-expired': speaking(expired),
    'server-asks-certificate': speaking(server, { requestCert: true, rejectUnauthorized: false }),
    'server-asks-certificate-1.2': speaking(server, {
      requestCert: true,
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.2',
    }),
    'server-h2-only-http1': speaking(server, { ALPNProtocols: ['h2'] }),
    'server-no-alpn': speaking(server, { ALPNProtocols: undefined }),
  }
}
