import { describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/lib/bytes.ts'
import { remedyKinds } from '../../src/remedies/index.ts'
import { decodePem } from '../../src/x509/pem.ts'
import { caseOf, diagnosed, kubectls, pathTo, targetOf } from '../scenarios/case.ts'
import { clusterCa, der, leafOf, mintedLeaf, proxyCa, SERVER_NAME, serverLeaf } from '../scenarios/certificates.ts'
import { firing, healthy } from '../scenarios/firing.ts'
import { dialed, dialFailed, emptyWalk, handshake, healthyAnswer } from '../scenarios/walks.ts'

const REMOTE = '192.0.2.10:10443'

describe('proposeRemedies', () => {
  test.each(Object.entries(remedyKinds))('%s is filed under its own id', (id, kind) => {
    expect(kind.id).toBe(id)
  })

  test('proposes nothing where kubectl works', () => {
    expect(diagnosed(healthy).remedies).toEqual([])
  })

  test('tls-server-name is proved for a server whose own certificate has a name, with the edit that fix applies', () => {
    const remedy = diagnosed(firing['server-ip-not-in-certificate']()).remedy('tls-server-name')
    expect(remedy).toMatchObject({
      proof: { status: 'proved', by: 'model' },
      applicability: 'exact',
      risk: 'none',
      edit: {
        file: '/home/u/.kube/config',
        section: 'clusters',
        name: 'lab',
        set: { 'tls-server-name': 'kubernetes' },
        unset: [],
      },
    })
  })

  test('a certificate that ends soon is to be renewed, and nothing is there to be tried before', () => {
    const remedy = diagnosed(firing['certificate-expires-soon']()).remedy('server-certificate-renew')
    expect(remedy).toMatchObject({ actor: 'cluster-admin', proof: { status: 'unproved', by: null } })
  })

  test('an intermediate that nobody has seen proves nothing', () => {
    const remedy = diagnosed(firing['intermediate-missing']()).remedy('server-send-intermediate')
    expect(remedy?.proof).toEqual({
      status: 'unproved',
      by: null,
      reason: 'nothing else stands in the way, but whether this mends the error is not known',
    })
  })

  test('a jump host that was walked in vain is not asked for again', () => {
    const walks = ['direct', 'ssh'].map((transport) =>
      pathTo(transport as 'direct' | 'ssh', dialFailed(REMOTE, 'EHOSTUNREACH')),
    )
    const subject = caseOf(
      targetOf(),
      walks.map((one, i) => (i === 0 ? kubectls(one) : one)),
    )
    expect(diagnosed(subject).remedy('tunnel')?.proof.reason).toMatch(
      /^the way over \S+ was walked and does not lead there/,
    )
  })

  test('a closed port is for those who run the server', () => {
    const remedy = diagnosed(firing['port-closed']()).remedy('open-the-way')
    expect(remedy).toMatchObject({ actor: 'cluster-admin', facts: { trouble: 'closed' } })
  })

  test('an extra name in the server certificate is proved where nothing else stands in the way', () => {
    const remedy = diagnosed(firing['server-ip-not-in-certificate']()).remedy('server-certificate-names')
    expect(remedy).toMatchObject({ proof: { status: 'proved', by: 'model' }, actor: 'cluster-admin' })
  })

  test('trusting the interceptor is marked as widening trust, and only proved where the name is right too', () => {
    const minted = leafOf(proxyCa, { sans: [{ type: 'dns', value: SERVER_NAME }] })
    const walk = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(minted), false), http: [healthyAnswer] }
    const target = targetOf({ host: SERVER_NAME, serverName: SERVER_NAME, sni: SERVER_NAME })
    const server = { server: { host: SERVER_NAME, port: 10443 } }
    const subject = caseOf(target, [kubectls(pathTo('direct', walk, server))], {
      canaries: [{ kind: 'reserved-address', address: '240.0.0.1:443', connected: true }],
      trustElsewhere: [{ name: 'SSL_CERT_FILE', file: '/etc/proxy.crt', matching: der(proxyCa) }],
    })
    const remedy = diagnosed(subject).remedy('append-ca-bundle')
    expect(remedy).toMatchObject({ risk: 'widens-trust', proof: { status: 'proved', by: 'model' } })
    // What is trusted already stays.
    const bundle = Buffer.from(remedy?.edit?.set['certificate-authority-data'] ?? '', 'base64').toString()
    expect(decodePem(bundle).map(({ der }) => toBase64(der))).toEqual([...target.trust.certificates, ...der(proxyCa)])
  })

  test('SSL_CERT_FILE is proved where the kubeconfig pins nothing', () => {
    const walk = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
    const target = targetOf({ trust: { source: 'system', certificates: der(proxyCa), files: [] } })
    const signer = firing['proxy-not-needed']().target?.trust.certificates ?? []
    const subject = caseOf(target, [kubectls(pathTo('direct', walk))], {
      trustElsewhere: [{ name: 'NODE_EXTRA_CA_CERTS', file: '/etc/lab.crt', matching: signer }],
    })
    expect(diagnosed(subject).remedy('ca-bundle-variable')?.proof).toEqual({
      status: 'proved',
      by: 'model',
      reason: 'judged again with the change',
    })
  })

  test('another proxy that was walked and accepted is proved by the probe', () => {
    const clean = {
      ...emptyWalk,
      ...dialed('198.51.100.1:1080'),
      tls: handshake(der(serverLeaf), true),
      http: [healthyAnswer],
    }
    const paths = [kubectls(pathTo('direct', dialFailed(REMOTE, 'ENETUNREACH'))), pathTo('socks5', clean)]
    expect(diagnosed(caseOf(targetOf(), paths)).remedy('proxy-url-set')).toMatchObject({
      proof: { status: 'proved', by: 'probe' },
      edit: { set: { 'proxy-url': 'socks5://proxy:1080' } },
    })
  })

  test('what only credentials could decide is unproved and says so', () => {
    const clean = {
      ...emptyWalk,
      ...dialed('198.51.100.1:1080'),
      tls: handshake(der(serverLeaf), true),
      http: [{ ...healthyAnswer, status: 401 }],
    }
    const paths = [kubectls(pathTo('direct', dialFailed(REMOTE, 'ENETUNREACH'))), pathTo('socks5', clean)]
    expect(diagnosed(caseOf(targetOf({ authentication: ['token'] }), paths)).remedy('proxy-url-set')?.proof).toEqual({
      status: 'unproved',
      by: null,
      reason:
        'the connection would be accepted; what the server says to your credentials was not measured, because none were sent',
    })
  })

  test('no proxy URL with credentials is written into a file by itself', () => {
    const clean = {
      ...emptyWalk,
      ...dialed('198.51.100.1:1080'),
      tls: handshake(der(serverLeaf), true),
      http: [healthyAnswer],
    }
    const socks = pathTo('socks5', clean)
    const proxy =
      socks.path.proxy === null ? null : { ...socks.path.proxy, credentials: { username: 'u', password: null } }
    const paths = [
      kubectls(pathTo('direct', dialFailed(REMOTE, 'ENETUNREACH'))),
      { ...socks, path: { ...socks.path, proxy } },
    ]
    expect(diagnosed(caseOf(targetOf(), paths)).remedy('proxy-url-set')).toMatchObject({
      applicability: 'needs-input',
      edit: null,
    })
  })

  test('a DNS name is offered only where the certificate holds one that may resolve here, and not promised', () => {
    const walk = { ...emptyWalk, ...dialed(REMOTE), http: [healthyAnswer] }
    const asked = (...names: readonly string[]) => {
      const leaf = leafOf(clusterCa, { sans: names.map((value) => ({ type: 'dns', value })) })
      const tls = handshake(der(leaf), true)
      return diagnosed(caseOf(targetOf(), [kubectls(pathTo('direct', { ...walk, tls }))])).remedy(
        'server-name-instead-of-ip',
      )
    }
    expect(asked('kubernetes', 'kubernetes.default.svc.cluster.local', '192.0.2.10')).toBeUndefined()
    expect(asked('kubernetes', SERVER_NAME)).toMatchObject({
      facts: { name: SERVER_NAME },
      proof: { status: 'unproved', by: null },
    })
  })

  test('proved remedies come first, refuted ones last', () => {
    const walk = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(mintedLeaf), false) }
    const subject = caseOf(targetOf(), [kubectls(pathTo('direct', walk))], {
      canaries: [{ kind: 'reserved-address', address: '240.0.0.1:443', connected: true }],
    })
    const order = diagnosed(subject).remedies.map(({ proof }) => proof.status)
    const rank = ['proved', 'unproved', 'refuted']
    expect(order).toEqual([...order].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)))
    expect(new Set(order).size).toBeGreaterThan(1)
  })

  test.each(Object.entries(firing))('no remedy for %s switches verification off', (_id, make) => {
    const { remedies } = diagnosed(make())
    expect(remedies.filter(({ edit }) => JSON.stringify(edit?.set ?? {}).includes('insecure'))).toEqual([])
  })
})
