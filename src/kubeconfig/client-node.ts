import { Secret } from '../lib/secret.ts'
import type { Credentials } from './credentials.ts'

type HeaderPairs = readonly (readonly [string, Secret])[]

/**
 * The request headers that carry a user's identity, put together by @kubernetes/client-node's KubeConfig; what its
 * version drops (uid, groups and extra of an impersonation) is added. The library is heavy and is loaded only here and
 * only when credentials are really sent.
 *
 * @returns names as they go over the wire, values as secrets; `[]` without any credential
 */
export async function authorizationHeaders(credentials: Credentials): Promise<HeaderPairs> {
  const { token, basic, impersonate } = credentials
  if (token === null && basic === null && impersonate === null) return []
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js')
  const { HttpMethod, RequestContext } = await import('@kubernetes/client-node/dist/gen/http/http.js')
  const config = new KubeConfig()
  config.loadFromOptions({
    clusters: [{ name: 'cluster', server: 'https://server.example' }],
    users: [
      {
        name: 'user',
        ...(token === null ? {} : { token: token.reveal() }),
        ...(basic === null ? {} : { username: basic.username, password: basic.password.reveal() }),
        ...(impersonate === null ? {} : { impersonateUser: impersonate.user }),
      },
    ],
    contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
    currentContext: 'context',
  })
  const request = new RequestContext('https://server.example/', HttpMethod.GET)
  await config.applySecurityAuthentication(request)
  const assembled = Object.entries(request.getHeaders()).map(([name, value]) => [name, new Secret(value)] as const)
  return [...assembled, ...impersonationDetails(impersonate)]
}

/** Kubernetes "User impersonation": each group is a header of its own, keys of extra are percent-encoded. */
function impersonationDetails(impersonate: Credentials['impersonate']): HeaderPairs {
  if (impersonate === null) return []
  return [
    ...(impersonate.uid === null ? [] : [['Impersonate-Uid', new Secret(impersonate.uid)] as const]),
    ...impersonate.groups.map((group) => ['Impersonate-Group', new Secret(group)] as const),
    ...Object.entries(impersonate.extra ?? {}).flatMap(([key, values]) =>
      values.map((value) => [`Impersonate-Extra-${encodeURIComponent(key)}`, new Secret(value)] as const),
    ),
  ]
}
