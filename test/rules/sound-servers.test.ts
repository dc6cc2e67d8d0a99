import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import type { Target } from '../../src/target/target.ts'
import { proxiedByVariable } from '../scenarios/case.ts'
import {
  apiServerSans,
  authority,
  clusterCa,
  der,
  leafOf,
  otherCa,
  SERVER_NAME,
  serverLeaf,
} from '../scenarios/certificates.ts'
import { date, direct, proxied } from '../scenarios/situations.ts'
import { answer, apiServerHeaders, connectAnswer, handshake, healthyAnswer, statusBody } from '../scenarios/walks.ts'

const INTERCEPTION = /^tls-intercepted/
const named: Partial<Target> = {
  server: `https://${SERVER_NAME}:10443`,
  host: SERVER_NAME,
  serverName: SERVER_NAME,
  sni: SERVER_NAME,
}
const insecure: Target['trust'] = { source: 'insecure', certificates: [], files: [] }

function seen(subject: Case): readonly string[] {
  return reportOf(subject).findings.map(({ id }) => id)
}

/** An honest tunnel; what the server behind it presents is its own. */
function tunnelledTo(chain: readonly string[], asks: boolean): Case {
  const [own] = proxied({ tunnel: connectAnswer(200, 'OK'), tls: handshake(chain, asks), http: [healthyAnswer] }).paths
  const subject = proxied({ tunnel: connectAnswer(200, 'OK'), tls: handshake(chain, asks), http: [healthyAnswer] })
  const paths = own === undefined ? [] : [own]
  return { ...subject, paths, transcripts: subject.transcripts.filter(({ pathId }) => pathId === own?.id) }
}

describe('nothing is said', () => {
  test.each([
    [
      'of a reverse proxy with a certificate of the cluster that adds Via and asks for no client certificate',
      direct({
        tls: handshake(der(serverLeaf), false),
        http: [
          answer(200, {
            headers: [
              ['via', '1.1 front (squid/5.7)'],
              ['server', 'envoy'],
            ],
          }),
        ],
      }),
    ],
    [
      'of a server that speaks TLS 1.2 alone',
      direct({
        tls: {
          ...handshake(der(serverLeaf), true),
          negotiated: { version: 'TLSv1.2', cipher: 'ECDHE-RSA-AES128-GCM-SHA256', group: 'X25519', alpn: 'h2' },
        },
      }),
    ],
    [
      'of a public certificate that the system trusts, where the kubeconfig pins nothing',
      direct(
        { tls: handshake(der(leafOf(otherCa, { sans: apiServerSans })), false) },
        { trust: { source: 'system', certificates: der(otherCa), files: ['/etc/ssl/cert.pem'] } },
      ),
    ],
  ])('%s', (_title, subject) => {
    expect(seen(subject)).toEqual([])
  })

  test('but that verification is off, where only that is so', () => {
    expect(seen(direct({}, { trust: insecure }))).toEqual(['verification-disabled'])
  })
})

describe('behind an honest proxy', () => {
  test.each([
    [
      'a certificate of the cluster for another address is the server’s own defect',
      leafOf(clusterCa, { sans: [{ type: 'ip', value: '192.0.2.99' }] }),
      true,
      'server-ip-not-in-certificate',
    ],
    [
      'an expired one too',
      leafOf(clusterCa, { sans: apiServerSans, notBefore: date(-300), notAfter: date(-1) }),
      true,
      'certificate-expired',
    ],
    [
      'an API server of another authority is another authority’s',
      leafOf(otherCa, { sans: apiServerSans }),
      true,
      'cluster-ca-mismatch',
    ],
    [
      'what asks for no client certificate stays unexplained',
      leafOf(otherCa, { sans: apiServerSans }),
      false,
      'foreign-chain-unexplained',
    ],
  ])('%s', (_title, leaf, asks, id) => {
    const ids = seen(tunnelledTo(der(leaf), asks))
    expect(ids).toEqual([id])
    expect(ids.filter((one) => INTERCEPTION.test(one))).toEqual([])
  })
})

test('the default certificate of a router is shown with the names that it is for, and no API server is blamed', () => {
  const fake = leafOf('self', {
    subject: { commonName: 'Kubernetes Ingress Controller Fake Certificate', organization: 'Acme Co' },
    sans: [{ type: 'dns', value: 'ingress.local' }],
  })
  const http = [answer(404, { headers: [['server', 'nginx']], body: '<html>404</html>', contentType: 'text/html' })]
  const { findings } = reportOf(direct({ tls: handshake(der(fake), false), http }, named))
  expect(findings.map(({ id, confidence }) => ({ id, confidence }))).toEqual([
    { id: 'self-signed-server', confidence: 'likely' },
  ])
  expect(findings[0]?.evidence.map(({ text }) => text)).toContain(`it is for ingress.local, not for ${SERVER_NAME}`)
})

test('two clusters whose authorities have one name: a rotation is not the only reading', () => {
  const other = authority('kubernetes')
  const [finding] = reportOf(direct({ tls: handshake(der(leafOf(other, { sans: apiServerSans })), true) })).findings
  expect(finding?.id).toBe('cluster-ca-rotated')
  expect(finding?.explanation).toContain('another cluster whose authority has the same name')
})

describe('an http:// server', () => {
  const plain: Partial<Target> = { server: 'http://192.0.2.10:10443', scheme: 'http' }

  test('that its proxy cannot reach says so without a word of TLS', () => {
    const http = [answer(503, { headers: [], body: 'no healthy upstream' })]
    const subject = proxied({ tls: null, http }, { ...plain, proxy: proxiedByVariable })
    const finding = reportOf(subject).findings.find(({ id }) => id === 'proxy-cannot-reach-upstream')
    expect(finding?.explanation).toBe(
      'It says so in its answer; kubectl drops that text and prints a general line: no healthy upstream.',
    )
  })

  test.each([
    [401, 'unauthorized'],
    [500, 'api-server-error'],
  ])('that answers %i is not said to have proved its identity', (status, id) => {
    const body = statusBody(status, 'Failure', 'no')
    const http = [answer(status, { headers: [...apiServerHeaders], body })]
    const finding = reportOf(direct({ tls: null, http }, plain)).findings.find((one) => one.id === id)
    expect(finding?.explanation).toBeDefined()
    expect(finding?.explanation).not.toContain('identity')
  })
})

test('an answer behind a rejected certificate is not said to be in order', () => {
  const expired = leafOf(clusterCa, { sans: apiServerSans, notBefore: date(-300), notAfter: date(-1) })
  const http = [answer(500, { headers: [...apiServerHeaders], body: statusBody(500, 'InternalError', 'etcd') })]
  const { findings } = reportOf(direct({ tls: handshake(der(expired), true), http }))
  expect(findings.map(({ explanation }) => explanation).join(' ')).not.toContain('identity are in order')
})
