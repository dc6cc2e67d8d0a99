import { openSsh } from './ssh-tunnel.ts'
import type { Transport } from './transport.ts'

/** An SSH jump host. Names and addresses are ssh's affair; it is only known to work when the first byte comes back. */
export const ssh: Transport = async (journey, system) => {
  const { path, plan, recorder, signal, opened } = journey
  if (path.proxy === null) return null
  recorder.timeline.end('dns', 'skipped', 'resolved by ssh')
  recorder.timeline.end('tcp', 'skipped', 'connected by ssh')
  recorder.timeline.start('proxy')
  const server = { host: path.address ?? path.server.host, port: path.server.port }
  const { stream, tunnel, settled } = openSsh(path.proxy, server, plan.bounds.dialMs, signal, system)
  opened(stream)
  recorder.tunnel = tunnel
  void settled.then(() => {
    const { end } = tunnel()
    if (end.kind === 'connected') recorder.timeline.end('proxy', 'ok', 'ssh opened the tunnel')
    if (end.kind === 'failed') recorder.timeline.end('proxy', 'failed', `ssh: ${end.stderr}`)
  })
  return { stream, local: '', remote: '' }
}
