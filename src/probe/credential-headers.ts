import type { Credentials } from '../kubeconfig/credentials.ts'
import { Secret } from '../lib/secret.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import type { CarriedCredential } from '../transcript/transcript.ts'

/**
 * The request headers that client-go's round trippers add for these credentials (transport.HTTPWrappersForConfig): basic
 * wins over a bearer token, impersonation comes with either.
 */
export function credentialHeaders(credentials: Credentials): readonly (readonly [name: string, value: Secret])[] {
  return [...authorization(credentials), ...impersonation(credentials)]
}

/** Which kinds of credential a walk with these carries. */
export function carriedBy(credentials: Credentials): readonly CarriedCredential[] {
  return [
    ...(credentials.clientCertificate === null ? [] : (['client-certificate'] as const)),
    ...(credentials.basic === null ? (credentials.token === null ? [] : (['token'] as const)) : (['basic'] as const)),
    ...(credentials.impersonate === null ? [] : (['impersonation'] as const)),
  ]
}

/** RFC 7617, with what stood percent-encoded in the proxy's URL decoded. */
export function proxyAuthorization(credentials: NonNullable<ProxyEndpoint['credentials']>): Secret {
  return basic(credentials.username, credentials.password?.reveal() ?? '')
}

function authorization(credentials: Credentials): readonly (readonly [string, Secret])[] {
  if (credentials.basic !== null) {
    return [['authorization', basic(credentials.basic.username, credentials.basic.password.reveal())]]
  }
  return credentials.token === null ? [] : [['authorization', new Secret(`Bearer ${credentials.token.reveal()}`)]]
}

function impersonation({ impersonate }: Credentials): readonly (readonly [string, Secret])[] {
  if (impersonate === null) return []
  return [
    ['impersonate-user', new Secret(impersonate.user)],
    ...(impersonate.uid === null ? [] : ([['impersonate-uid', new Secret(impersonate.uid)]] as const)),
    ...impersonate.groups.map((group) => ['impersonate-group', new Secret(group)] as const),
  ]
}

function basic(username: string, password: string): Secret {
  return new Secret(`Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`)
}
