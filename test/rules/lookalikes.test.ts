import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { createKey } from '../../src/x509/issue.ts'
import { caseOf, diagnosed, kubectls, pathTo, proxiedByVariable, targetOf } from '../scenarios/case.ts'
import {
  apiServerSans,
  authority,
  clusterCa,
  der,
  leafOf,
  otherCa,
  proxyCa,
  SERVER_NAME,
  serverLeaf,
} from '../scenarios/certificates.ts'
import {
  answer,
  apiServerHeaders,
  connectAnswer,
  dialed,
  emptyWalk,
  handshake,
  healthyAnswer,
} from '../scenarios/walks.ts'

const REMOTE = '192.0.2.10:10443'
const sans = apiServerSans
const named = { server: `https://${SERVER_NAME}:10443`, host: SERVER_NAME, serverName: SERVER_NAME, sni: SERVER_NAME }
const namedServer = { server: { host: SERVER_NAME, port: 10443 } }

function directTo(chain: readonly string[], asks: boolean, more: Partial<Case> = {}): Case {
  const walk = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(chain, asks), http: [answer(404, { body: '{}' })] }
  return caseOf(targetOf(), [kubectls(pathTo('direct', walk))], more)
}

function throughProxy(chain: readonly string[], asks: boolean, more: Partial<Case> = {}): Case {
  const walk = {
    ...emptyWalk,
    ...dialed('198.51.100.1:8080'),
    tunnel: connectAnswer(200, 'OK'),
    tls: handshake(chain, asks),
  }
  return caseOf(targetOf({ proxy: proxiedByVariable }), [kubectls(pathTo('http-proxy', walk))], more)
}

function intercepted(subject: Case): readonly string[] {
  return diagnosed(subject).ids.filter((id) => id.startsWith('tls-intercepted'))
}

describe('what looks like interception and is not proved to be', () => {
  test('a load balancer with a public certificate in front of a pinned cluster is another authority', () => {
    const publicCa = authority('Public Root')
    const front = leafOf(publicCa, {
      subject: { commonName: 'lb.example' },
      sans: [{ type: 'ip', value: '192.0.2.10' }],
    })
    const diagnosis = diagnosed(
      directTo(der(front), false, {
        trustElsewhere: [{ name: 'system', file: '/etc/ssl/certs/ca-certificates.crt', matching: der(publicCa) }],
      }),
    )
    expect(diagnosis.ids).toEqual(['cluster-ca-mismatch'])
    expect(diagnosis.findings[0]?.confidence).toBe('likely')
  })

  test("another cluster's API server behind the proxy is another authority, as it asks for a client certificate", () => {
    expect(diagnosed(throughProxy(der(leafOf(otherCa, { sans })), true)).ids).toEqual(['cluster-ca-mismatch'])
  })

  test('the same authority name with another key on the only path is a rotation', () => {
    const renewed = leafOf(authority('kubernetes'), { sans })
    expect(diagnosed(throughProxy(der(renewed), false)).ids).toEqual(['cluster-ca-rotated'])
  })

  test('a lab cluster that signed its own certificate is just that', () => {
    expect(diagnosed(directTo(der(leafOf('self', { sans })), false)).ids).toEqual(['self-signed-server'])
  })

  test("a vendor's name in the issuer is a hint and no proof", () => {
    const vendor = authority('Zscaler Root CA')
    const diagnosis = diagnosed(throughProxy(der(leafOf(vendor, { sans })), false))
    expect(diagnosis.ids).toEqual(['foreign-chain-unexplained'])
    const hints = diagnosis.findings[0]?.evidence.filter(({ weight }) => weight === 'hint').map(({ text }) => text)
    expect(hints).toEqual(['it looks like Zscaler (aws/eks-anywhere-packages#926)'])
  })

  test('a canary answered by somebody else, with another issuer, proves nothing about this chain', () => {
    const hijack = leafOf(authority('search-portal'), {
      subject: { commonName: 'x1.invalid' },
      key: createKey('ecdsa-p256'),
    })
    const subject = throughProxy(der(leafOf(otherCa, { sans })), false)
    const pathId = subject.paths[0]?.id ?? ''
    const canaries = [
      {
        kind: 'connect-to-impossible-name',
        pathId,
        proxy: 'http://proxy:8080',
        name: 'x1.invalid',
        status: 200,
        certificates: der(hijack),
      },
    ] as const
    expect(intercepted({ ...subject, canaries })).toEqual([])
  })

  test("k3s's own listener repeats any name asked for; it asks for a client certificate too, so it is no interceptor", () => {
    const echo = leafOf(otherCa, { subject: { commonName: 'k3s' }, sans: [{ type: 'dns', value: 'x2.invalid' }] })
    const subject = directTo(der(leafOf(otherCa, { sans })), true)
    const pathId = subject.paths[0]?.id ?? ''
    const canaries = [{ kind: 'random-sni', pathId, name: 'x2.invalid', certificates: der(echo) }] as const
    expect(intercepted({ ...subject, canaries })).toEqual([])
  })

  test('a forwarder that accepts every connect but leaves TLS alone is no interceptor', () => {
    const subject = directTo(der(leafOf(otherCa, { sans })), true, {
      canaries: [{ kind: 'reserved-address', address: '240.0.0.1:443', connected: true }],
    })
    expect(intercepted(subject)).toEqual([])
  })

  test('a public front beside an internal address of a named server is no proof by itself', () => {
    const publicCa = authority('Public Root')
    const front = leafOf(publicCa, { sans: [{ type: 'dns', value: SERVER_NAME }] })
    const proxied = {
      ...emptyWalk,
      ...dialed('198.51.100.1:8080'),
      tunnel: connectAnswer(200, 'OK'),
      tls: handshake(der(front), false),
    }
    const direct = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
    const paths = [kubectls(pathTo('http-proxy', proxied, namedServer)), pathTo('direct', direct, namedServer)]
    const subject = caseOf(targetOf({ ...named, proxy: proxiedByVariable }), paths, {
      trustElsewhere: [{ name: 'system', file: '/etc/ssl/certs/ca-certificates.crt', matching: der(publicCa) }],
    })
    const { ids } = diagnosed(subject)
    expect(ids).toContain('foreign-chain-unexplained')
    expect(ids).toContain('proxy-not-needed')
    expect(intercepted(subject)).toEqual([])
  })
})

test('a private front that only the proxy leads to is no proof either: the proxy resolves the name itself', () => {
  const front = leafOf(otherCa, { subject: { commonName: 'front' }, sans: [{ type: 'dns', value: SERVER_NAME }] })
  const subject = namedBehindProxy(der(front))
  expect(intercepted(subject)).toEqual([])
  expect(diagnosed(subject).ids).toContain('foreign-chain-unexplained')
})

test("a copy of a named server's certificate by another issuer is one: nobody else makes such a thing", () => {
  expect(intercepted(namedBehindProxy(der(leafOf(proxyCa, { sans }))))).toEqual(['tls-intercepted-by-proxy'])
})

function namedBehindProxy(chain: readonly string[]): Case {
  const proxied = {
    ...emptyWalk,
    ...dialed('198.51.100.1:8080'),
    tunnel: connectAnswer(200, 'OK'),
    tls: handshake(chain, false),
  }
  const clean = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
  const paths = [kubectls(pathTo('http-proxy', proxied, namedServer)), pathTo('direct', clean, namedServer)]
  return caseOf(targetOf({ ...named, proxy: proxiedByVariable }), paths)
}

test('an address of the name that a stale server still holds is another machine and proves nothing', () => {
  const stale = { ...emptyWalk, ...dialed('192.0.2.11:10443'), tls: handshake(der(leafOf(otherCa, { sans })), false) }
  const clean = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
  const at = (address: string) => ({ id: `direct>${SERVER_NAME}:10443#${address}`, address, ...namedServer })
  const paths = [kubectls(pathTo('direct', clean, at('192.0.2.10'))), pathTo('direct', stale, at('192.0.2.11'))]
  expect(intercepted(caseOf(targetOf(named), paths))).toEqual([])
})

describe('what proves interception', () => {
  test("the cluster's own certificate of an addressed server on a clean path", () => {
    const minted = leafOf(proxyCa, { sans: [{ type: 'ip', value: '192.0.2.10' }] })
    const proxied = {
      ...emptyWalk,
      ...dialed('198.51.100.1:8080'),
      tunnel: connectAnswer(200, 'OK'),
      tls: handshake(der(minted), false),
    }
    const direct = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
    const paths = [kubectls(pathTo('http-proxy', proxied)), pathTo('direct', direct)]
    const diagnosis = diagnosed(caseOf(targetOf({ proxy: proxiedByVariable }), paths))
    expect(diagnosis.ids[0]).toBe('tls-intercepted-by-proxy')
    expect(diagnosis.remedy('no-proxy-entry')?.proof).toEqual({
      status: 'proved',
      by: 'probe',
      reason: 'walked: direct',
    })
  })

  test('a certificate for the random name that was asked for, from a peer that asks for no client certificate', () => {
    const echo = leafOf(proxyCa, { sans: [{ type: 'dns', value: 'x3.invalid' }] })
    const subject = directTo(der(leafOf(proxyCa, { sans })), false)
    const pathId = subject.paths[0]?.id ?? ''
    const canaries = [{ kind: 'random-sni', pathId, name: 'x3.invalid', certificates: der(echo) }] as const
    expect(intercepted({ ...subject, canaries })).toEqual(['tls-intercepted-transparently'])
  })
})

test('an intermediate that another path presents is certainly missing on this one', () => {
  const intermediate = authority('front', { issuer: clusterCa })
  const leaf = leafOf(intermediate, { sans })
  const short = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(leaf), true) }
  const full = { ...short, tls: handshake(der(leaf, intermediate), true) }
  const paths = [
    kubectls(pathTo('direct', short)),
    pathTo('direct', full, { id: `direct>${REMOTE}#192.0.2.11`, address: '192.0.2.11' }),
  ]
  const [finding] = diagnosed(caseOf(targetOf(), paths)).findings
  expect({ id: finding?.id, confidence: finding?.confidence }).toEqual({
    id: 'intermediate-missing',
    confidence: 'certain',
  })
})

test('a proxy whose path the server answers as it does directly is not in the way', () => {
  const refusal = answer(401, { headers: [...apiServerHeaders], carried: ['token'] })
  const walk = { ...emptyWalk, carried: ['token'] as const, tls: handshake(der(serverLeaf), true), http: [refusal] }
  const proxied = { ...walk, ...dialed('198.51.100.1:8080'), tunnel: connectAnswer(200, 'OK') }
  const paths = [kubectls(pathTo('http-proxy', proxied)), pathTo('direct', { ...walk, ...dialed(REMOTE) })]
  const { ids } = diagnosed(caseOf(targetOf({ proxy: proxiedByVariable, authentication: ['token'] }), paths))
  expect(ids).toEqual(['unauthorized'])
})
