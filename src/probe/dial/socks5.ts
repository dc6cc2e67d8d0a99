import { describeSocks } from '../stage-detail.ts'
import { firstHop } from './first-hop.ts'
import { socks5Connect } from './socks5-connect.ts'
import type { Transport } from './transport.ts'

/** A SOCKS 5 proxy. It is given the server's name, not an address, whatever the scheme's spelling (`socks5`, `socks5h`). */
export const socks5: Transport = async (journey, system) => {
  const { path, plan, recorder, signal } = journey
  const { proxy, server } = path
  if (proxy === null) return null
  const reached = await firstHop(proxy.host, proxy.port, journey, system)
  if (reached === null) return null
  recorder.timeline.start('proxy')
  const tunnel = await socks5Connect({
    stream: reached.stream,
    local: reached.local,
    proxyAddress: reached.remote,
    host: path.address ?? server.host,
    port: server.port,
    credentials: proxy.credentials,
    limitMs: plan.bounds.connectMs,
    signal,
  })
  recorder.tunnel = () => tunnel
  const open = tunnel.end.kind === 'connected'
  if (tunnel.end.kind !== 'cut-off') recorder.timeline.end('proxy', open ? 'ok' : 'failed', describeSocks(tunnel))
  return open ? reached : null
}
