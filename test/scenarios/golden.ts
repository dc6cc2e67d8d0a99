import type { Case } from '../../src/case.ts'
import { caseOf, kubectls, pathTo, proxiedByVariable, targetOf } from './case.ts'
import { der, leafOf, mintedLeaf, proxyCa, selfSignedProxyLeaf } from './certificates.ts'
import { answer, connectAnswer, dialed, dialFailed, emptyWalk, handshake } from './walks.ts'

const CA_FILE = '/usr/local/share/ca-certificates/egress-proxy.crt'
const UPSTREAM_BODY =
  'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: Connection refused'

/** The golden case of field-notes.md: an IP server, a pinned authority, and an intercepting proxy as the only way out. */
export function goldenCase(variant: 'minted' | 'self-signed' = 'minted', more: Partial<Case> = {}): Case {
  const chain = variant === 'minted' ? der(mintedLeaf) : der(selfSignedProxyLeaf)
  const impossible = 'x7f3a1.invalid'
  const canaryLeaf =
    variant === 'minted'
      ? leafOf(proxyCa, { subject: { commonName: impossible }, sans: [{ type: 'dns', value: impossible }] })
      : selfSignedProxyLeaf
  const proxied = kubectls(
    pathTo('http-proxy', {
      ...emptyWalk,
      ...dialed('198.51.100.1:8080'),
      tunnel: connectAnswer(200, 'OK'),
      tls: handshake(chain, false),
      http: [
        answer(503, {
          headers: [['server', 'envoy']],
          contentType: 'text/plain',
          bodyBytes: UPSTREAM_BODY.length,
          body: UPSTREAM_BODY,
        }),
      ],
    }),
  )
  const direct = pathTo('direct', dialFailed('192.0.2.10:10443', 'ENETUNREACH'))
  return caseOf(targetOf({ proxy: proxiedByVariable }), [proxied, direct], {
    environment: {
      platform: 'linux',
      zoneOffsetMinutes: 0,
      variables: { HTTPS_PROXY: 'http://proxy:8080', https_proxy: 'http://proxy:8080', SSL_CERT_FILE: CA_FILE },
    },
    canaries: [
      {
        kind: 'connect-to-impossible-name',
        pathId: proxied.path.id,
        proxy: 'http://proxy:8080',
        name: impossible,
        status: 200,
        certificates: der(canaryLeaf),
      },
    ],
    trustElsewhere: [
      {
        name: 'SSL_CERT_FILE',
        file: CA_FILE,
        matching: variant === 'minted' ? der(proxyCa) : der(selfSignedProxyLeaf),
      },
    ],
    ...more,
  })
}
