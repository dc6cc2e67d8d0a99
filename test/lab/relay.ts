import { connect, type Socket } from 'node:net'

/** Joins a connection to another machine, as a load balancer of layer 4 does; both end together. */
export function relay(socket: Socket, to: { readonly host: string; readonly port: number }, first?: Uint8Array): void {
  // What comes before the other side is there must wait, not be lost.
  socket.pause()
  const upstream = connect(to, () => {
    if (first !== undefined) upstream.write(first)
    socket.pipe(upstream).pipe(socket)
  })
  upstream.on('error', () => socket.destroy())
  upstream.once('close', () => socket.destroy())
  socket.once('close', () => upstream.destroy())
}
