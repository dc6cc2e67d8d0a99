import type { Hop } from './hops.ts'
import type { NextStep, RankedCause, Variables } from './known-text.ts'
import { presentedChain } from './next-steps.ts'

export interface OtherHop {
  readonly causes: readonly RankedCause[]
  readonly next: NextStep
}

/**
 * What a text means where it is about a hop behind the API server: then the causes of the same text on kubectl's own
 * path are beside the point.
 *
 * @param identity it is about a certificate or a handshake, not about reaching something
 * @returns `null` for kubectl's own connections
 */
export function behindServer(hop: Hop, identity: boolean, values: Variables): OtherHop | null {
  switch (hop) {
    case 'kubelet':
      return kubelet(identity, values)
    case 'webhook':
      return webhook(identity)
    case 'aggregated-api':
      return aggregated(identity)
    case 'behind-server':
      return {
        causes: identity
          ? [['upstream-hop-certificate', 'the API server refuses the certificate of what it asks on your behalf']]
          : [
              ['hop-unreachable', 'the API server does not reach what it asks on your behalf'],
              ['api-server-error', 'an error inside the API server'],
            ],
        next: presentedChain('the certificate of that hop; run it where the API server runs'),
      }
    case 'identity-provider':
      return {
        causes: [['identity-provider-trouble', 'its own address, certificate and trust settings count']],
        next: presentedChain('the certificate of the identity provider'),
      }
    case 'registry':
      return {
        causes: [
          [
            'registry-untrusted',
            "a corporate proxy's authority that the node does not have, or a registry with one of its own",
          ],
          ['tls-intercepted-transparently', 'an inspecting proxy before the registry'],
        ],
        next: presentedChain('the certificate that a node gets from the registry; run it on the node'),
      }
    default:
      return null
  }
}

function kubelet(identity: boolean, { host }: Variables): OtherHop {
  const node = host === undefined ? 'the node' : host
  if (!identity) {
    return {
      causes: [
        ['kubelet-unreachable', `port 10250 of ${node}: a firewall, a node that is down, or konnectivity`],
        ['api-server-error', 'the API server or its tunnel to the nodes'],
      ],
      next: { command: 'kubectl get nodes -o wide', shows: 'whether the node is Ready and has that address' },
    }
  }
  return {
    causes: [
      [
        'upstream-hop-certificate',
        `the serving certificate of the kubelet on ${node} is self-signed, old, or made for another address`,
      ],
      ['clock-skew', 'the clock of the node or of the control plane'],
    ],
    next: {
      command: 'kubectl get csr',
      shows:
        'serving certificates that wait for approval (signer kubernetes.io/kubelet-serving); else look at the certificate of the node at port 10250',
    },
  }
}

function webhook(identity: boolean): OtherHop {
  return {
    causes: identity
      ? [
          [
            'upstream-hop-certificate',
            'the caBundle of the webhook is not that of its serving certificate, or the name of its service is missing in it',
          ],
        ]
      : [
          [
            'webhook-unreachable',
            'its pods are not ready, a network policy, or HTTPS_PROXY in the environment of the API server',
          ],
          ['api-server-error', 'a webhook that answers with an error'],
        ],
    next: {
      command: 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
      shows: 'the webhook that the text names: its service, caBundle and failurePolicy',
    },
  }
}

function aggregated(identity: boolean): OtherHop {
  return {
    causes: identity
      ? [
          [
            'upstream-hop-certificate',
            'the caBundle of the APIService is not that of its serving certificate (metrics-server mostly)',
          ],
        ]
      : [
          [
            'aggregated-api-unreachable',
            'the pods behind the APIService, or the network from the control plane to them',
          ],
        ],
    next: { command: 'kubectl get apiservices', shows: 'which one is False, and why' },
  }
}
