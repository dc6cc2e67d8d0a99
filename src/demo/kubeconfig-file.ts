import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Secret } from '../lib/secret.ts'
import { atExit } from '../system/at-exit.ts'

export interface DemoCluster {
  readonly server: string
  /** PEM. */
  readonly ca: string
  readonly token: Secret
  readonly proxyUrl: string | null
}

/** A folder of the demo's own, gone with `remove()`. */
export interface DemoFolder {
  /** Writes a file that only the user may read, and gives its path. */
  write(name: string, content: string): Promise<string>
  remove(): Promise<void>
}

export async function createFolder(): Promise<DemoFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'tlsdoctor-demo-'))
  const removed = atExit(() => rmSync(folder, { recursive: true, force: true }))
  return {
    async write(name, content) {
      const path = join(folder, name)
      await writeFile(path, content, { mode: 0o600 })
      return path
    },
    async remove() {
      await rm(folder, { recursive: true, force: true })
      removed()
    },
  }
}

/** In the shape that `kubectl config view` prints, one context. It holds the token. */
export function kubeconfigText({ server, ca, token, proxyUrl }: DemoCluster): string {
  return `apiVersion: v1
kind: Config
current-context: demo
clusters:
- name: demo
  cluster:
    certificate-authority-data: ${Buffer.from(ca).toString('base64')}
${proxyUrl === null ? '' : `    proxy-url: ${proxyUrl}\n`}    server: ${server}
contexts:
- name: demo
  context:
    cluster: demo
    user: demo
users:
- name: demo
  user:
    token: ${token.reveal()}
`
}
