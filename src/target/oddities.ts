import type { Kubeconfig } from '../kubeconfig/kubeconfig.ts'
import type { Selection } from './selection.ts'
import type { ServerUrl } from './server-url.ts'
import type { Oddity } from './target.ts'

/** What client-go passes over in silence although it changes where kubectl goes: names that lead nowhere. */
export function selectionOddities(kubeconfig: Kubeconfig, selection: Selection): readonly Oddity[] {
  const { context, clusterName, userName } = selection
  const oddities: Oddity[] = []
  const server = selection.cluster.server.value
  if (!selection.serverGiven) {
    if (kubeconfig.files.length === 0) {
      oddities.push({ code: 'kubeconfig-missing', at: null, facts: { files: kubeconfig.missing, server } })
    } else if (context.name === '') {
      oddities.push({ code: 'context-missing', at: null, facts: { known: [...kubeconfig.contexts.keys()], server } })
    } else {
      const facts = { cluster: clusterName, known: [...kubeconfig.clusters.keys()], server }
      oddities.push({ code: 'cluster-missing', at: context.at, facts })
    }
  }
  if (selection.danglingUser) {
    oddities.push({
      code: 'user-missing',
      at: context.at,
      facts: { user: userName, known: [...kubeconfig.users.keys()] },
    })
  }
  return oddities
}

/** An `http://` server, written or assumed, for which client-go looks at no TLS setting and no credential. */
export function schemeOddities(selection: Selection, server: ServerUrl): readonly Oddity[] {
  if (server.scheme !== 'http') return []
  const facts = { server: server.display, ignored: ignoredSettings(selection) }
  const { at } = selection.cluster.server
  if (server.schemeMissing) return [{ code: 'server-scheme-missing', at, facts }]
  return at.kind === 'default' ? [] : [{ code: 'server-scheme-http', at, facts }]
}

function ignoredSettings({ cluster, user }: Selection): readonly string[] {
  return [
    ...(cluster.certificateAuthority !== null || cluster.certificateAuthorityData !== null
      ? ['certificate-authority']
      : []),
    ...(cluster.insecureSkipTlsVerify === null ? [] : ['insecure-skip-tls-verify']),
    ...(cluster.tlsServerName === null ? [] : ['tls-server-name']),
    ...(user.clientCertificate !== null || user.clientCertificateData !== null ? ['client-certificate'] : []),
    ...(user.token === null && user.tokenFile === null ? [] : ['token']),
    ...(user.username === null && user.password === null ? [] : ['username']),
    ...(user.exec === null ? [] : ['exec']),
    ...(user.authProvider === null ? [] : ['auth-provider']),
  ]
}
