import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificateFlight } from '../oracle/ask/flight.ts'
import { san } from '../oracle/cases/extensions.ts'
import { keys } from '../oracle/cases/keys.ts'
import { name } from '../oracle/cases/names.ts'
import { forge, leaf } from './certificates.ts'
import { kubeconfigFor } from './doctor.ts'
import { clear, type Script, says, secure } from './peers.ts'

/** ECMA-48 controls, OSC 8 and 52, bidirectional overrides, zero width, and what html and markdown would act on. */
export const EVIL =
  '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u202egnp\u2066\u200b\ufeff' +
  '<script>alert(1)</script><img src=https://evil.example/x.png>[x](javascript:alert(1))![x](https://evil.example/y.png)'
/** As one byte a character, for what goes over the wire. */
const EVIL_BYTES = Buffer.from(EVIL).toString('latin1')
/** For where a line end or a colon would end the field. */
const EVIL_SHORT = '\u001b[2J\u202e<script>x</script>'

/** Nothing that a terminal would act on, but line ends; JSON's own escapes are plain ASCII. */
export const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

const foreign = () => forge({ subject: name(EVIL), key: keys.other, extensions: [san(['dns', EVIL_BYTES])] })
const status = JSON.stringify({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: EVIL,
  reason: EVIL,
  code: 503,
})

interface Stranger {
  readonly server: () => Promise<string>
  readonly cluster?: () => Promise<object>
  readonly user?: (folder: string) => object
  readonly contextName?: string
}

const local = (port: number) => `https://127.0.0.1:${port}`
const answering = (head: string, body = '') =>
  says(`${head}Content-Length: ${Buffer.byteLength(body, 'latin1')}\r\n\r\n${body}`, 'end')
const http = (peer: Script) => async () => local(await secure('http/1.1', peer))
const proxied = (peer: Script) => async () => ({ 'proxy-url': `http://127.0.0.1:${await clear(peer)}` })

export const strangers: Readonly<Record<string, Stranger>> = {
  "a certificate's subject, issuer and names": {
    server: async () => local(await clear(says(certificateFlight([foreign().der]), 'end'))),
  },
  'a name in a certificate that is trusted': {
    server: async () =>
      local(
        await clear(
          says(certificateFlight([leaf({ subject: name(EVIL), extensions: [san(['dns', EVIL_BYTES])] })]), 'end'),
        ),
      ),
  },
  'first bytes that are no TLS': { server: async () => local(await clear(says(EVIL_BYTES, 'end'))) },
  "an answer's phrase": { server: http(answering(`HTTP/1.1 503 ${EVIL_BYTES}\r\n`)) },
  'a header': { server: http(answering(`HTTP/1.1 503 No\r\nX-Evil: ${EVIL_BYTES}\r\nServer: ${EVIL_BYTES}\r\n`)) },
  'a content type': { server: http(answering(`HTTP/1.1 503 No\r\nContent-Type: ${EVIL_BYTES}\r\n`)) },
  'a redirect': { server: http(answering(`HTTP/1.1 302 Found\r\nLocation: https://${EVIL_SHORT}/\r\n`)) },
  'a body': { server: http(answering('HTTP/1.1 503 No\r\nContent-Type: text/html\r\n', EVIL_BYTES)) },
  'a Status of the API': {
    server: http(
      answering('HTTP/1.1 503 No\r\nContent-Type: application/json\r\n', Buffer.from(status).toString('latin1')),
    ),
  },
  'a first line that is no status': { server: http(says(`${EVIL_BYTES}\r\n`, 'end')) },
  "a proxy's phrase": {
    server: async () => local(1),
    cluster: proxied(answering(`HTTP/1.1 403 ${EVIL_BYTES}\r\n`)),
  },
  "a proxy's challenge and body": {
    server: async () => local(1),
    cluster: proxied(answering(`HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="${EVIL_BYTES}"\r\n`, EVIL_BYTES)),
  },
  'names in a kubeconfig': { server: async () => local(1), contextName: EVIL },
  'a server in a kubeconfig': { server: async () => `https://${EVIL_SHORT}.example` },
  'a file in a kubeconfig': {
    server: async () => local(1),
    cluster: async () => ({ 'certificate-authority-data': undefined, 'certificate-authority': `/nonexistent/${EVIL}` }),
  },
  'what a credential plugin says': {
    server: http(answering('HTTP/1.1 401 No\r\n')),
    user: (folder) => {
      const command = join(folder, 'plugin')
      writeFileSync(command, `#!/bin/sh\ncat <<'END' >&2\n${EVIL}\nEND\nexit 1\n`)
      chmodSync(command, 0o755)
      return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' } }
    },
  },
  'a command of a credential plugin': {
    server: http(answering('HTTP/1.1 401 No\r\n')),
    user: () => ({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: EVIL,
        interactiveMode: 'Never',
        installHint: EVIL,
      },
    }),
  },
}

/** The path of a kubeconfig in `folder` that leads to this stranger, or is one. */
export async function kubeconfigOf(stranger: Stranger, folder: string): Promise<string> {
  const asked = {
    server: await stranger.server(),
    cluster: (await stranger.cluster?.()) ?? {},
    ...(stranger.user === undefined ? {} : { user: stranger.user(folder) }),
  }
  const file = join(folder, 'config')
  writeFileSync(file, renamed(kubeconfigFor(asked), stranger.contextName))
  return file
}

/** Context, cluster and user by this name. */
function renamed(kubeconfig: string, to: string | undefined): string {
  if (to === undefined) return kubeconfig
  const config = JSON.parse(kubeconfig)
  config['current-context'] = to
  config.contexts = [{ name: to, context: { cluster: to, user: to } }]
  config.clusters[0].name = to
  config.users[0].name = to
  return JSON.stringify(config)
}
