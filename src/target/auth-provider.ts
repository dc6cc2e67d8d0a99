import type { Secret } from '../lib/secret.ts'
import type { KubeconfigBehaviours } from '../release/kubeconfig-behaviours.ts'
import type { System } from '../system/system.ts'
import { cloudProviderFault } from './cloud-provider.ts'
import type { Selection } from './selection.ts'

export type CloudProviders = KubeconfigBehaviours['cloudProviders']

/** client-go's words for legacy auth providers, which are gone except `oidc` (plugin/pkg/client/auth). */
const REMOVED: Readonly<Record<string, string>> = {
  gcp: 'The gcp auth plugin has been removed.\nPlease use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.\nSee https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details',
  azure:
    'The azure auth plugin has been removed.\nPlease use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.\nSee https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins for further details',
}

/** Why the provider cannot be built, or `null`. */
export function authProviderFault(
  name: string,
  config: Readonly<Record<string, Secret>>,
  cloudProviders: CloudProviders,
  system: System,
): string | null {
  const builtIn = cloudProviders === 'built-in' ? cloudProviderFault(name, config, system) : 'unknown'
  if (builtIn !== 'unknown') return builtIn?.text ?? null
  if (Object.hasOwn(REMOVED, name)) return REMOVED[name] ?? null
  if (name !== 'oidc') return `no Auth Provider found for name ${JSON.stringify(name)}`
  if (isEmpty(config['idp-issuer-url'])) return 'Must provide idp-issuer-url'
  if (isEmpty(config['client-id'])) return 'Must provide client-id'
  return null
}

/**
 * The id-token of an `oidc` provider while it is valid (10 s before its end it counts as expired); the doctor never
 * refreshes one.
 */
export function oidcToken(user: Selection['user'], system: System): Secret | null {
  if (user.authProvider?.value !== 'oidc') return null
  const token = user.authProviderConfig?.['id-token']
  if (token === undefined || isEmpty(token)) return null
  const expiry = expiryOf(token.reveal())
  return expiry !== null && expiry - 10 > system.now().getTime() / 1000 ? token : null
}

/** `exp` of a JSON Web Token (RFC 7519 section 4.1.4), in seconds since 1970. */
function expiryOf(token: string): number | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null
    return typeof exp === 'number' ? exp : null
  } catch {
    return null
  }
}

function isEmpty(secret: Secret | undefined): boolean {
  return secret === undefined || secret.reveal() === ''
}
