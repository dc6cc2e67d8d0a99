import { bracketed } from '../lib/host-port.ts'
import { Secret } from '../lib/secret.ts'
import type { System } from '../system/system.ts'
import type { Selection } from './selection.ts'

const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount'
const MAX_BYTES = 1024 * 1024

/**
 * The service account's configuration inside a pod, which client-go uses only where everything else gave the default.
 * Models inClusterClientConfig.Possible and rest.InClusterConfig.
 *
 * @returns `null` unless KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT and the token file are there
 */
export function inCluster(selection: Selection, system: System): Selection | null {
  const host = system.env.KUBERNETES_SERVICE_HOST ?? ''
  const port = system.env.KUBERNETES_SERVICE_PORT ?? ''
  const tokenFile = `${FOLDER}/token`
  const token = system.readFile(tokenFile, { maxBytes: MAX_BYTES })
  if (host === '' || port === '' || !token.ok) return null
  const caFile = `${FOLDER}/ca.crt`
  const from = (file: string | null) => ({ kind: 'in-cluster', file }) as const
  const server = `https://${bracketed(host)}:${port}`
  return {
    ...selection,
    cluster: {
      ...selection.cluster,
      server: { value: server, at: from(null) },
      // An unreadable CA is only logged.
      certificateAuthority: system.exists(caFile) ? { value: caFile, at: from(caFile) } : null,
    },
    user: {
      ...selection.user,
      token: {
        value: new Secret(Buffer.from(token.bytes).toString('utf8').trim()),
        at: from(tokenFile),
      },
    },
    serverGiven: true,
  }
}
