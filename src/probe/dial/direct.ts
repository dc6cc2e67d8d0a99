import { firstHop } from './first-hop.ts'
import type { Transport } from './transport.ts'

/** No proxy: the first hop is the server. */
export const direct: Transport = async (journey, system) => {
  const { server, address } = journey.path
  const reached = await firstHop(address ?? server.host, server.port, journey, system)
  if (reached !== null) journey.recorder.timeline.end('proxy', 'skipped', 'no proxy on this path')
  return reached
}
