import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A kubeconfig whose server takes connections and never says a word: a run that lasts until somebody ends it. */
export interface SilentServer {
  readonly kubeconfig: string
  readonly close: () => Promise<void>
}

export async function startSilentServer(): Promise<SilentServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-pty-'))
  const kubeconfig = join(folder, 'config')
  writeFileSync(
    kubeconfig,
    `apiVersion: v1
kind: Config
current-context: silent
clusters: [{ name: silent, cluster: { server: "https://127.0.0.1:${port}" } }]
users: [{ name: silent, user: { token: made-up } }]
contexts: [{ name: silent, context: { cluster: silent, user: silent } }]
`,
  )
  return {
    kubeconfig,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
