import { Secret } from '../lib/secret.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'

/** Value of `Proxy-Authorization` (RFC 7617): what stood percent-encoded in the proxy's URL is decoded by now. */
export function proxyAuthorization({ username, password }: NonNullable<ProxyEndpoint['credentials']>): Secret {
  const pair = Buffer.from(`${username}:${password?.reveal() ?? ''}`, 'utf8')
  return new Secret(`Basic ${pair.toString('base64')}`)
}
