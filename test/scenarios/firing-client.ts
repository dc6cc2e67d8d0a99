import type { Case } from '../../src/case.ts'
import type { RuleId } from '../../src/rules/index.ts'
import { caseOf, kubectls, pathTo, targetOf } from './case.ts'
import { apiServerSans, authority, clusterCa, der, leafOf, serverLeaf } from './certificates.ts'
import { alerted, answering, broken, date, direct, odd, REMOTE, refused, withToken } from './situations.ts'
import { answer, apiServerHeaders, dialed, emptyWalk, handshake, healthyAnswer, statusBody } from './walks.ts'

const sans = apiServerSans
const clientCa = authority('client-ca')
const expiredClient = leafOf(clientCa, { notBefore: date(-400), notAfter: date(-1), extKeyUsage: ['clientAuth'] })
/** For WebSocket, on a sound connection. */
function asked(status: number): Case {
  const one = direct({})
  const upgrade = answer(status, { protocol: 'http/1.1', carried: ['token'], headers: [['via', '1.1 edge']] })
  return { ...one, transcripts: one.transcripts.map((transcript) => ({ ...transcript, upgrade })) }
}

/** Credentials, answers, the kubeconfig, comparisons. One Case a finding in which it fires. */
export const clientFiring = {
  'client-certificate-required': () => broken(alerted(116)),
  'client-certificate-rejected': () => {
    const carried = ['client-certificate'] as const
    return direct(
      {
        carried,
        http: [],
        tls: { ...handshake(der(serverLeaf), true), ...alerted(42), certificates: der(serverLeaf) },
      },
      { authentication: ['client-certificate'] },
    )
  },
  'client-certificate-expired': () =>
    direct(
      {
        carried: ['client-certificate'],
        http: [answer(401, { headers: [...apiServerHeaders], carried: ['client-certificate'] })],
      },
      {
        authentication: ['client-certificate'],
        clientCertificate: { certificates: der(expiredClient), at: { kind: 'flag', flag: '--client-certificate' } },
      },
    ),
  'exec-plugin-missing': () =>
    direct(
      {},
      { authentication: ['exec'] },
      { exec: { kind: 'failed', code: 'missing', text: 'exec: executable aws not found' } },
    ),
  'exec-plugin-failed': () =>
    direct(
      {},
      { authentication: ['exec'] },
      { exec: { kind: 'failed', code: 'exit-code', text: 'exec: executable aws failed with exit code 255' } },
    ),
  unauthorized: () => withToken(401, 'Unauthorized'),
  forbidden: () => withToken(403, 'Forbidden'),
  'api-server-error': () => answering(500, statusBody(500, 'InternalError', 'etcd')),
  'redirected-to-login': () => answering(302, null, { headers: [['location', 'https://login.example/']] }),
  'captive-portal': () => answering(200, '<html>', { contentType: 'text/html', headers: [] }),
  'request-throttled': () => answering(429, statusBody(429, 'TooManyRequests', 'later')),
  'not-an-api-server': () =>
    direct({ http: [answer(404, { body: 'default backend - 404', contentType: 'text/plain' })] }),
  'resource-not-found': () => answering(404, statusBody(404, 'NotFound', 'pods "x" not found')),
  'upgrade-stripped': () => asked(200),
  'upstream-hop-certificate': () =>
    answering(500, statusBody(500, 'InternalError', 'Get "https://node:10250/": x509: certificate has expired')),
  'kubeconfig-missing': () => refused('kubeconfig-missing'),
  'kubeconfig-invalid': () => refused('kubeconfig-invalid'),
  'context-missing': () => refused('context-missing'),
  'cluster-missing': () => refused('cluster-missing'),
  'user-missing': () => refused('user-missing'),
  'server-url-invalid': () => refused('server-url-invalid'),
  'server-scheme-missing': () => odd('server-scheme-missing'),
  'server-scheme-http': () => odd('server-scheme-http'),
  'ca-data-invalid': () => refused('ca-data-invalid'),
  'ca-file-missing': () => refused('ca-file-missing'),
  'ca-data-and-file': () => refused('ca-data-and-file'),
  'insecure-with-ca': () => refused('insecure-with-ca'),
  'ca-file-empty': () => odd('ca-file-empty'),
  'client-key-mismatch': () => refused('client-key-mismatch'),
  'client-credential-unreadable': () => refused('client-credential-unreadable'),
  'authentication-methods-conflict': () => refused('authentication-methods-conflict'),
  'credentials-missing': () => odd('credentials-missing'),
  'verification-disabled': () => direct({}, { trust: { source: 'insecure', certificates: [], files: [] } }),
  'verifier-is-platform': () =>
    direct(
      {},
      { trust: { source: 'system', certificates: der(clusterCa), files: [] } },
      {
        environment: { platform: 'darwin', zoneOffsetMinutes: 0, variables: {} },
      },
    ),
  'prediction-differs': () =>
    direct({}, {}, { observed: [{ which: 'as-is', message: 'error: something else', exitCode: 1, argv: ['get'] }] }),
  'paths-disagree': () => {
    const one = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
    const two = { ...one, tls: handshake(der(leafOf(clusterCa, { sans })), true) }
    return caseOf(targetOf(), [
      kubectls(pathTo('direct', one)),
      pathTo('direct', two, { id: `direct>${REMOTE}#192.0.2.11`, address: '192.0.2.11' }),
    ])
  },
} as const satisfies Partial<Record<RuleId, () => Case>>
