import { concatBytes, fromBase64 } from '../../../src/lib/bytes.ts'
import { ClientHelloReader } from '../../../src/probe/wire/client-hello-reader.ts'
import { helloRecord } from '../../../src/probe/wire/hello-record.ts'
import { helloShapeOf } from '../../../src/probe/wire/hello-shape.ts'
import { RecordReader } from '../../../src/probe/wire/record-reader.ts'
import { ServerFlight } from '../../../src/probe/wire/server-flight.ts'
import type { TlsEnd } from '../../../src/transcript/transcript.ts'
import { exchangeOf } from '../../go/judge-input-builder.ts'
import { readSituationVectors } from '../../oracle/situation-vectors.ts'
import { alertRecord, handshakeRecord } from '../../oracle/situations/hello.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { inPieces } from './in-pieces.ts'
import { judged } from './judged.ts'
import { everyNth } from './recorded.ts'

/** All that a server sends before anything is encrypted, read off the wire and put to the model of crypto/tls. */
export const tlsFlight: FuzzTarget = {
  covers: ['probe/wire/', 'go/tls/', 'go/judge', 'go/walk', 'go/net/'],
  mutator: 'tls',
  words: [],
  seeds: () => [
    ...flights(),
    alertRecord(2, 40),
    alertRecord(1, 0),
    handshakeRecord(),
    Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'),
  ],
  executions: 150,
  run(input) {
    const whole = readBy([input])
    for (const size of [1, 5, 97])
      same(readBy(inPieces(input, size, 600)), readBy(inPieces(input, input.length, 600)), `in pieces of ${size}`)
    for (const end of ENDS) judged({ tls: exchangeOf({ ...whole, end }) })
  },
}

const ENDS: readonly TlsEnd[] = [
  { kind: 'stack-gave-up', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  { kind: 'closed', midRecord: false },
  { kind: 'alert' },
]

function readBy(pieces: readonly Uint8Array[]) {
  const flight = new ServerFlight()
  for (const piece of pieces) flight.received(piece)
  flight.endingAlert('handshake')
  flight.identity()
  return { ...flight.wire(), ...flight.trail('closed') }
}

/** What servers of the recorded situations sent in the clear. */
function flights(): readonly Uint8Array[] {
  const walks = everyNth(readSituationVectors('tls'), 60).flatMap(
    ({ cases }) => cases[0]?.case.transcripts.flatMap(({ walks }) => walks) ?? [],
  )
  const sent = walks.flatMap(({ tls }) => (tls === null || tls.messages.length === 0 ? [] : [tls.messages]))
  return sent.map((messages) =>
    concatBytes(...messages.map(({ bytes }) => handshakeRecord(fromBase64(bytes).subarray(0, 0x3fff)))),
  )
}

/** Our own hello, as the stack below writes it. */
export const clientHello: FuzzTarget = {
  covers: ['probe/wire/client-hello-reader', 'probe/wire/byte-cursor', 'probe/wire/record-reader'],
  mutator: 'bytes',
  words: [],
  seeds: () => [
    helloRecord({ shape: helloShapeOf(null), sni: 'api.example', tls12Only: false, http2: true }),
    helloRecord({ shape: helloShapeOf(null), sni: null, tls12Only: true, http2: false }),
  ],
  executions: 800,
  run(input) {
    const [once, twice] = [new ClientHelloReader(), new ClientHelloReader()]
    once.sent(input)
    for (const piece of inPieces(input, 13, 2000)) twice.sent(piece)
    // Whoever is given one piece after the other stops as soon as the record is whole.
    if (once.hello() !== null) same(twice.hello(), once.hello(), 'in pieces')
    const records = new RecordReader()
    const lengths = records.push(input).map(({ bytes }) => bytes.length)
    const read = lengths.reduce((sum, length) => sum + length, 0)
    holds(read + records.restLength() === input.length, `${read} bytes in records, ${records.restLength()} left`)
  },
}
