import { isIP } from 'node:net'
import { handshake } from '../handshake.ts'
import { describeTls } from '../stage-detail.ts'
import { firstHop } from './first-hop.ts'
import type { Transport } from './transport.ts'
import { tunnelThrough } from './tunnel-through.ts'

/**
 * A proxy behind TLS: TCP, a handshake in the proxy's own name, then CONNECT inside it. The user's client certificate is
 * never offered to it, and the proxy's password only where the caller accepts what it presented.
 */
export const httpsProxy: Transport = async (journey, system) => {
  const { path, plan, recorder, signal } = journey
  const { proxy } = path
  if (proxy === null) return null
  const reached = await firstHop(proxy.host, proxy.port, journey, system)
  if (reached === null) return null
  recorder.timeline.start('proxy')
  const shaken = await handshake({
    stream: reached.stream,
    local: reached.local,
    remote: reached.remote,
    sni: isIP(proxy.host) === 0 ? proxy.host.replace(/\.$/, '') : null,
    offer: plan.hello,
    limitMs: plan.bounds.tlsMs,
    signal,
    clientCertificate: null,
    mayOffer: () => false,
  })
  recorder.proxyTls = shaken.exchange
  if (shaken.socket === null) {
    const exchange = shaken.exchange()
    if (exchange.end.kind !== 'cut-off') {
      recorder.timeline.end('proxy', 'failed', `TLS with the proxy: ${describeTls(exchange)}`)
    }
    return null
  }
  journey.opened(shaken.socket)
  const accepted = plan.mayAuthenticateToProxy?.(shaken.exchange(), proxy.host) ?? false
  const tunnelled = { ...reached, stream: shaken.socket }
  return tunnelThrough(tunnelled, accepted ? proxy.credentials : null, journey)
}
