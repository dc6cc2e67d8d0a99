import type { Hop } from './hops.ts'

/** Where a text was wrapped by somebody who passes on an error of another connection than kubectl's own. */
const LAYERS: readonly (readonly [Hop, RegExp])[] = [
  [
    'webhook',
    /failed calling (?:admission |conversion )?webhook|failed to call webhook|conversion webhook for \S+ failed/,
  ],
  [
    'aggregated-api',
    /failing or missing response from https?:|FailedDiscoveryCheck|unable to retrieve the complete list of server APIs|\bv1(?:alpha1|beta1|beta2)?\.(?:custom\.|external\.)?metrics\.k8s\.io\b/,
  ],
  [
    'registry',
    /failed to pull (?:and unpack )?image|Error(?:: )?ErrImagePull|ImagePullBackOff|pull access|https?:\/\/[^\s"]+\/v2\/(?=[":\s]|[\w./-]*manifests)/i,
  ],
  [
    'identity-provider',
    /\.well-known\/openid-configuration|\boidc: |failed to refresh token|oauth2: cannot fetch token/,
  ],
  ['kubelet', /https?:\/\/[^\s"/]+:10250\/|:10250(?=[:\s])|error dialing backend|\/containerLogs\//],
  [
    'behind-server',
    /Error from server[^:\n]{0,40}: [^\n]{0,300}\b(?:Get|Head|Post|Put|Patch|Delete) "?https?:|Internal error occurred: /,
  ],
]

/** `null`: nothing around the text says that it is another hop than the one of the text itself. */
export function wrappedBy(message: string): Hop | null {
  return LAYERS.find(([, pattern]) => pattern.test(message))?.[0] ?? null
}
