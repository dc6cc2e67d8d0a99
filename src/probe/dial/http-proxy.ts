import { firstHop } from './first-hop.ts'
import type { Transport } from './transport.ts'
import { tunnelThrough } from './tunnel-through.ts'

/** A proxy that is spoken to in the clear: TCP, then CONNECT. */
export const httpProxy: Transport = async (journey, system) => {
  const { proxy } = journey.path
  if (proxy === null) return null
  const reached = await firstHop(proxy.host, proxy.port, journey, system)
  if (reached === null) return null
  journey.recorder.timeline.start('proxy')
  return tunnelThrough(reached, proxy.credentials, journey)
}
