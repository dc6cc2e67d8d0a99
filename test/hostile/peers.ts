import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { clusterCa, rawServer, serverCertificate } from '../probe/loopback.ts'

/** What a peer does on a connection, in the clear or inside TLS; `connection` is the TCP below. */
export type Script = (stream: Duplex, connection: Socket) => void

type Bytes = Uint8Array | string

const bytesOf = (bytes: Bytes): Uint8Array => (typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)

/** Whether a peer has heard enough to answer. */
type Enough = (heard: Buffer) => boolean

const anything: Enough = () => true

/** Runs `answer` once, as soon as what came is enough; goes on reading, so that nobody's last bytes meet a closed socket. */
function hearing(stream: Duplex, enough: Enough, answer: () => void): void {
  let heard: Buffer = Buffer.alloc(0)
  let answered = false
  stream.on('data', (chunk: Buffer) => {
    if (answered) return
    heard = Buffer.concat([heard, chunk])
    if (!enough(heard)) return
    answered = true
    answer()
  })
}

/** Waits to be asked, says this, and then does what `after` says. */
export function says(bytes: Bytes, after: 'stay' | 'end' | 'reset' = 'stay', enough = anything): Script {
  return (stream, connection) =>
    hearing(stream, enough, () => {
      stream.write(bytesOf(bytes), () => {
        if (after === 'end') stream.end()
        if (after === 'reset') connection.resetAndDestroy()
      })
    })
}

/** Waits to be asked, says `start`, and then `unit` again and again as long as anybody takes it. */
export function endless(start: Bytes, unit: Bytes, enough = anything): Script {
  // Several at a time: it is the reader who shall be busy, not the peer.
  const block = Buffer.concat(Array(Math.max(1, Math.floor(32_768 / unit.length))).fill(bytesOf(unit)))
  return (stream) => {
    const more = () => {
      while (!stream.destroyed && stream.writable && stream.write(block));
    }
    hearing(stream, enough, () => {
      stream.write(bytesOf(start))
      stream.on('drain', more)
      more()
    })
  }
}

/** Waits to be asked, and then says one byte each time. */
export function trickles(bytes: Bytes, everyMs: number, enough = anything): Script {
  return (stream) =>
    hearing(stream, enough, () => {
      let at = 0
      const timer = setInterval(() => {
        if (at === bytes.length || stream.destroyed) clearInterval(timer)
        else stream.write(bytesOf(bytes).subarray(at, ++at))
      }, everyMs)
    })
}

/** The port of a peer that speaks in the clear. */
export function clear(script: Script): Promise<number> {
  return rawServer((socket) => script(socket, socket))
}

/** The port of a peer that speaks inside TLS, with the certificate that the kubeconfig trusts. */
export function secure(alpn: 'h2' | 'http/1.1', script: Script): Promise<number> {
  return rawServer((connection) => {
    const stream = new TLSSocket(connection, {
      isServer: true,
      key: serverCertificate.keyPem,
      cert: serverCertificate.pem + clusterCa.pem,
      ALPNProtocols: [alpn],
    })
    stream.on('error', () => connection.destroy())
    script(stream, connection)
  })
}
