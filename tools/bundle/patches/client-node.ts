import type { StandIn } from '../patch.ts'

/** Of client-node we bundle what puts request headers together: no loader, no agent, no provider. */
const CONFIG = /client-node\/dist\/config\.js$/

export const clientNode: readonly StandIn[] = [
  {
    module: /^undici$/,
    importer: /client-node\/dist\//,
    because: 'it makes a dispatcher beside the headers, which nobody uses, and names fetch',
    contents: 'export class Agent {}; export class ProxyAgent {}; export default {}; export const fetch = undefined',
  },
  {
    module: /^(js-yaml|socks-proxy-agent|socks|hpagent|node:(https|http|tls|child_process))$/,
    importer: CONFIG,
    because: 'the kubeconfig is read by kubeconfig/load.ts, connections are made by probe/',
    contents:
      'export default {}; export const load = undefined, SocksProxyAgent = undefined, SocksClient = undefined, HttpProxyAgent = undefined, HttpsProxyAgent = undefined',
  },
  {
    module: /^\.\/(azure|exec|file|gcp|oidc)_auth\.js$/,
    importer: CONFIG,
    because: 'providers are asked by kubeconfig/exec-plugin.ts and its neighbours, as kubectl asks them',
    contents: standInsOfProviders(),
  },
]

/** None is responsible for any user. */
function standInsOfProviders(): string {
  const names = ['AzureAuth', 'ExecAuth', 'FileAuth', 'GoogleCloudPlatformAuth', 'OpenIDConnectAuth']
  return names.map((name) => `export class ${name} { isAuthProvider() { return false } }`).join('\n')
}
