import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { networkPath } from './network-path.ts'

const MAX = 4
/** Names and addresses that mean something only inside the cluster or on the server itself. */
const INSIDE_ONLY = /^(kubernetes|localhost|.*\.svc|.*\.svc\..*|.*\.local|kubernetes\.default|127\..*|::1|0\.0\.0\.0)$/

/**
 * The service `kubernetes` has the first address of a private range that only the cluster routes: 10.96.0.1, 10.43.0.1.
 * Outside it is a stranger's.
 */
function isServiceAddress(host: string): boolean {
  return /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.)[\d.]*\.1$|^f[cd][0-9a-f:]*::1$/.test(host)
}

/**
 * Further ways to the server under the names and addresses of a certificate that was accepted: what it says of itself.
 * Never asked for, so that only few are taken. Wildcards name no machine.
 */
export function certificateNamePaths(
  target: Target,
  sans: { readonly dns: readonly string[]; readonly ip: readonly string[] },
): readonly NetworkPath[] {
  const inside = sans.dns.includes('kubernetes') ? isServiceAddress : () => false
  const hosts = [...new Set([...sans.dns, ...sans.ip])].filter(
    (host) => !INSIDE_ONLY.test(host) && !inside(host) && !host.includes('*') && host !== target.host,
  )
  return hosts.slice(0, MAX).map((host) =>
    networkPath({
      server: { host, port: target.port },
      proxy: null,
      origin: {
        source: 'endpoint',
        name: `subject alternative name ${host}`,
        ignoredBecause: "the kubeconfig does not name it; the server's own certificate does",
      },
    }),
  )
}
