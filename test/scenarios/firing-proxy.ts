import type { Case } from '../../src/case.ts'
import type { RuleId } from '../../src/rules/index.ts'
import { caseOf, kubectls, noProxy, pathTo, proxiedByVariable, proxyEndpoint, targetOf } from './case.ts'
import { der, leafOf, mintedLeaf, proxyCa, serverLeaf } from './certificates.ts'
import { goldenCase } from './golden.ts'
import { direct, proxied, socks, tunnelled } from './situations.ts'
import { connectAnswer, dialed, dialFailed, emptyWalk, handshake, healthyAnswer, lookupFailed } from './walks.ts'

/** Interception and proxies. One Case a finding in which it fires. */
export const proxyFiring = {
  'tls-intercepted-by-proxy': () => goldenCase(),
  'tls-intercepted-transparently': () =>
    direct(
      { tls: handshake(der(mintedLeaf), false), http: [] },
      {},
      {
        canaries: [{ kind: 'reserved-address', address: '240.0.0.1:443', connected: true }],
      },
    ),
  'foreign-chain-unexplained': () => goldenCase('minted', { canaries: [] }),
  'interceptor-trusted-elsewhere': () => goldenCase(),
  'interceptor-cannot-name-server': () => goldenCase(),
  'proxy-cannot-reach-upstream': () => tunnelled(connectAnswer(503, 'Service Unavailable')),
  'no-direct-route': () => goldenCase(),
  'proxy-not-needed': () => tunnelled(connectAnswer(403, 'Forbidden')),
  'proxy-unreachable': () =>
    caseOf(targetOf({ proxy: proxiedByVariable }), [
      kubectls(pathTo('http-proxy', dialFailed('198.51.100.1:8080', 'ECONNREFUSED'))),
    ]),
  'proxy-name-unresolved': () =>
    caseOf(targetOf({ proxy: proxiedByVariable }), [
      kubectls(pathTo('http-proxy', lookupFailed('proxy', { kind: 'no-such-host' }))),
    ]),
  'proxy-refuses-connect': () => tunnelled(connectAnswer(403, 'Forbidden')),
  'proxy-auth-required': () =>
    tunnelled(
      connectAnswer(407, 'Proxy Authentication Required', { headers: [['proxy-authenticate', 'Basic realm="x"']] }),
    ),
  'proxy-speaks-no-http': () =>
    tunnelled(connectAnswer(0, '', { end: { kind: 'malformed', firstLine: 'hello' }, status: null, statusLine: null })),
  'proxy-tls-untrusted': () => {
    const proxyTls = handshake(der(leafOf(proxyCa, { sans: [{ type: 'dns', value: 'proxy' }] })), false)
    const walk = { ...emptyWalk, ...dialed('198.51.100.1:8080'), proxyTls }
    return caseOf(targetOf({ proxy: { ...proxiedByVariable, proxy: proxyEndpoint('https-proxy') } }), [
      kubectls(pathTo('https-proxy', walk)),
    ])
  },
  'proxy-url-invalid': () =>
    direct({}, { proxy: { ...noProxy, decidedBy: { kind: 'unparsable', variable: 'HTTPS_PROXY' } } }),
  'proxy-closes-tunnel': () =>
    tunnelled(connectAnswer(0, '', { end: { kind: 'closed', bytesBefore: 0 }, status: null, statusLine: null })),
  'no-proxy-mismatch': () =>
    proxied(
      { tunnel: connectAnswer(403, 'Forbidden') },
      {
        proxy: {
          ...proxiedByVariable,
          noProxy: {
            variable: 'NO_PROXY',
            value: '192.0.2.*',
            entries: [
              {
                text: '192.0.2.*',
                matches: false,
                reason: 'wildcard-inside',
                looksMeant: true,
                wouldMatch: '192.0.2.0/24',
              },
            ],
          },
        },
      },
    ),
  'proxy-variable-ignored': () =>
    direct(
      {},
      {
        proxy: {
          ...noProxy,
          variables: [
            {
              name: 'ALL_PROXY',
              value: 'socks5://proxy:1080',
              status: 'ignored',
              reason: 'Go does not read ALL_PROXY',
              endpoint: proxyEndpoint('socks5'),
            },
          ],
        },
      },
    ),
  'proxy-url-overrides-environment': () =>
    proxied(
      { tunnel: connectAnswer(200, 'OK'), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] },
      {
        proxy: {
          ...proxiedByVariable,
          decidedBy: {
            kind: 'proxy-url',
            at: { kind: 'file', file: '/home/u/.kube/config', pointer: '/clusters/0/cluster/proxy-url', line: 7 },
          },
          variables: [
            {
              name: 'HTTPS_PROXY',
              value: 'http://other:3128',
              status: 'overridden',
              reason: 'proxy-url is set',
              endpoint: null,
            },
          ],
        },
      },
    ),
  'socks-refused': () => socks({ kind: 'refused', reply: 2 }),
  'socks-auth-required': () => socks({ kind: 'no-acceptable-method' }),
  'socks-speaks-no-socks': () => socks({ kind: 'unexpected-version', version: 72 }),
} as const satisfies Partial<Record<RuleId, () => Case>>
