import { createServer, request as forward } from 'node:https'
import { connect } from 'node:tls'
import { listen } from '../../src/demo/listen.ts'
import type { IssuedCertificate } from '../../src/x509/issue.ts'
import type { Inside } from './world-spec.ts'

interface Place {
  readonly host: string
  readonly port: number
}

export interface LoadBalancer {
  readonly at: Place
  readonly to: Place
  /** Shown to clients: one of the cluster's own authority. */
  readonly certificate: IssuedCertificate
  /** `false`: Connection and Upgrade are dropped, as a gateway does that was not told to pass them on. */
  readonly upgrades: boolean
}

/** A load balancer of layer 7 before an API server, which has one pod, `web`. Speaks HTTP/1.1 to both sides. */
export async function startLoadBalancer(
  inside: Inside,
  { at, to, certificate, upgrades }: LoadBalancer,
): Promise<void> {
  const server = createServer({ key: certificate.keyPem, cert: certificate.pem }, (incoming, outgoing) => {
    outgoing.setHeader('via', '1.1 edge')
    if (incoming.url?.split('?', 1)[0] === POD_PATH) {
      outgoing.setHeader('content-type', 'application/json')
      outgoing.end(POD)
      return
    }
    const { connection: _, upgrade: __, ...headers } = incoming.headers
    const onward = forward(
      { ...to, method: incoming.method, path: incoming.url, headers, rejectUnauthorized: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  if (upgrades) {
    server.on('upgrade', ({ method, url, rawHeaders }, socket, head) => {
      const upstream = connect({ ...to, rejectUnauthorized: false }, () => {
        const fields = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1]}`] : []))
        upstream.write([`${method} ${url} HTTP/1.1`, ...fields, '', ''].join('\r\n'))
        upstream.write(head)
        socket.pipe(upstream).pipe(socket)
      })
      upstream.on('error', () => socket.destroy())
      socket.on('error', () => upstream.destroy())
    })
  }
  inside.keep(await listen(server, at.host, at.port))
}

const POD_PATH = '/api/v1/namespaces/default/pods/web'
const POD = JSON.stringify({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: 'web', namespace: 'default' },
  spec: { containers: [{ name: 'web', image: 'web' }] },
  status: { phase: 'Running' },
})
