import type { Target } from '../target/target.ts'

/**
 * The name that the certificate of an https:// proxy is checked against. tls-server-name is one setting of the whole
 * transport, so that it counts for this hop too; without it the proxy is checked for its own host.
 * Models crypto/tls.Config.ServerName as net/http.persistConn.addTLS fills it in.
 *
 * @param proxyHost without brackets
 */
export function proxyVerifiedName(target: Pick<Target, 'serverName' | 'host'>, proxyHost: string): string {
  return target.serverName === target.host ? proxyHost : target.serverName
}
