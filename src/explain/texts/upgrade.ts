import type { KnownText } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

/** exec, attach, cp and port-forward: connections that are upgraded. */
export const upgradeTexts: readonly KnownText[] = [
  {
    id: 'upgrade-failed',
    pattern:
      /error upgrading connection|unable to upgrade connection|Upgrade request required|unable to upgrade: |websocket: bad handshake|error sending request: |lost connection to pod|tls: unknown proxy|proxy: unknown scheme|unable to create tunneling|error creating (?:error|forwarding) stream|unsupported scheme for SPDY/i,
    says: 'The request itself went through, the upgrade to SPDY or WebSocket that exec, attach, cp and port-forward need did not.',
    hop: 'server',
    causes: [
      [
        'upgrade-stripped',
        'a proxy or a load balancer drops the Upgrade header; older kubectl cannot upgrade through SOCKS or https:// proxies',
      ],
      ['kubelet-unreachable', 'the API server does not get to the kubelet of the node'],
      ['forbidden', 'the right for pods/exec or pods/portforward is missing (403 in the text)'],
    ],
    next: diagnose('the path that is taken; compare with kubectl exec over a path without a proxy'),
    notes: () => [
      'kubectl 1.31 and later tries WebSocket first and falls back to SPDY; KUBECTL_REMOTE_COMMAND_WEBSOCKETS and KUBECTL_PORT_FORWARD_WEBSOCKETS switch it.',
    ],
    source: 'kubernetes/kubernetes#58065, #126134, #126231, #126253',
  },
]
