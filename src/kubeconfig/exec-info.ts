import { fromBase64, toBase64 } from '../lib/bytes.ts'
import type { Target } from '../target/target.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { encodePem } from '../x509/pem.ts'
import type { ExecConfig } from './kubeconfig.ts'

/**
 * KUBERNETES_EXEC_INFO: the ExecCredential that a plugin is started with, fields in client-go's order.
 * Models clientauthentication v1 types.go and ConfigToExecCluster.
 * Divergence: the CA data is written anew from the parsed certificates, and the cluster's exec extension is left out.
 */
export function execInfo(exec: ExecConfig, target: Target): string {
  const cluster = exec.provideClusterInfo ? { cluster: clusterInfo(target) } : {}
  const info = { kind: 'ExecCredential', apiVersion: exec.apiVersion, spec: { ...cluster, interactive: false } }
  return `${JSON.stringify(info)}\n`
}

function clusterInfo(target: Target): Readonly<Record<string, unknown>> {
  const { trust, proxy } = target
  const pinned = trust.source !== 'system' && trust.source !== 'insecure'
  const pem = trust.certificates.map((der) => encodePem('CERTIFICATE', fromBase64(der))).join('')
  return {
    server: target.server,
    ...(target.origins.tlsServerName === undefined ? {} : { 'tls-server-name': target.serverName }),
    ...(trust.source === 'insecure' ? { 'insecure-skip-tls-verify': true } : {}),
    ...(pinned ? { 'certificate-authority-data': toBase64(new Uint8Array(Buffer.from(pem))) } : {}),
    ...(proxy.decidedBy.kind === 'proxy-url' && proxy.proxy !== null ? { 'proxy-url': fullUrl(proxy.proxy) } : {}),
    config: null,
  }
}

/** With the password: the plugin is the user's own program and gets what kubectl gives it. */
function fullUrl(proxy: ProxyEndpoint): string {
  const { credentials } = proxy
  if (credentials === null) return proxy.url
  const password = credentials.password === null ? '' : `:${encodeURIComponent(credentials.password.reveal())}`
  return proxy.url.replace(/\/\/.*@/, () => `//${encodeURIComponent(credentials.username)}${password}@`)
}
