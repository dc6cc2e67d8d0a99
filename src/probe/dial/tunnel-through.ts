import { joinHostPort } from '../../lib/host-port.ts'
import type { ProxyEndpoint } from '../../transcript/network-path.ts'
import { describeConnect } from '../stage-detail.ts'
import { httpConnect } from './http-connect.ts'
import type { Journey, Reached } from './transport.ts'

/** CONNECT over a connection to the proxy that stands; ends the stage `proxy`. */
export async function tunnelThrough(
  proxy: Reached,
  credentials: ProxyEndpoint['credentials'],
  { path, plan, recorder, signal, tunnelled }: Journey,
): Promise<Reached | null> {
  if (!tunnelled) {
    recorder.timeline.end('proxy', 'ok', 'connected; an http:// server needs no tunnel')
    return proxy
  }
  const authority = joinHostPort(path.address ?? path.server.host, path.server.port)
  const tunnel = await httpConnect({
    stream: proxy.stream,
    local: proxy.local,
    authority,
    credentials,
    limitMs: plan.bounds.connectMs,
    signal,
  })
  recorder.tunnel = () => tunnel
  const open = tunnel.status === 200
  if (tunnel.end.kind !== 'cut-off') recorder.timeline.end('proxy', open ? 'ok' : 'failed', describeConnect(tunnel))
  return open ? proxy : null
}
