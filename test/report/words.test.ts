import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import type { DnsFailure, Walk } from '../../src/transcript/transcript.ts'
import { caseOf, kubectls, pathTo, proxiedByVariable, proxyEndpoint, targetOf } from '../scenarios/case.ts'
import { clusterCa, der, leafOf, proxyCa, serverLeaf } from '../scenarios/certificates.ts'
import { firing } from '../scenarios/firing.ts'
import {
  answer,
  apiServerHeaders,
  connectAnswer,
  dialed,
  dialFailed,
  emptyWalk,
  handshake,
  lookupFailed,
  socksEnd,
  statusBody,
} from '../scenarios/walks.ts'

const REMOTE = '192.0.2.10:10443'
const NAME = 'api.example'
const named = { server: `https://${NAME}:10443`, host: NAME, serverName: NAME, sni: NAME }

function direct(walk: Walk): Case {
  return caseOf(targetOf(), [kubectls(pathTo('direct', walk))])
}

function byName(walk: Walk): Case {
  return caseOf(targetOf(named), [kubectls(pathTo('direct', walk, { server: { host: NAME, port: 10443 } }))])
}

function throughProxy(walk: Partial<Walk>, kind: 'http-proxy' | 'https-proxy' | 'socks5' = 'http-proxy'): Case {
  const proxy = { ...proxiedByVariable, proxy: proxyEndpoint(kind) }
  const whole = { ...emptyWalk, ...dialed('198.51.100.1:8080'), ...walk }
  return caseOf(targetOf({ proxy }), [kubectls(pathTo(kind, whole))])
}

function finding(subject: Case, id: string) {
  const found = reportOf(subject).findings.find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} did not fire`)
  return found
}

describe('what the system, a DNS server or a proxy answered', () => {
  test.each([
    ['ENETUNREACH', 'this machine has no way to 192.0.2.10:10443 (network is unreachable)'],
    ['EACCES', 'this machine has no way to 192.0.2.10:10443 (permission denied)'],
  ])('is told in words: %s', (errno, title) => {
    expect(finding(direct(dialFailed(REMOTE, errno)), 'no-route')).toMatchObject({ title, facts: { detail: errno } })
  })

  test('is told of the one address of a name that refuses', () => {
    const { title } = finding(byName(dialFailed('192.0.2.11:10443', 'ECONNREFUSED')), 'port-closed')
    expect(title).toBe('192.0.2.11:10443 (api.example) refuses the connection')
  })

  test.each<[DnsFailure, string, string]>([
    [{ kind: 'server-misbehaving', rcode: 2 }, 'dns-server-failure', '(SERVFAIL)'],
    [
      { kind: 'socket', errno: 'ECONNREFUSED', local: null, syscall: 'read' },
      'dns-server-failure',
      '(connection refused)',
    ],
    [{ kind: 'no-such-host' }, 'name-not-found', 'does not exist for the DNS server that kubectl asks'],
  ])('names the DNS server: %j', (reason, id, words) => {
    expect(finding(byName(lookupFailed(NAME, reason)), id).title).toContain(words)
  })

  test.each([
    ['authentication-failed', 'rejects the user and password of its URL'],
    ['no-acceptable-method', 'wants another login than its URL gives'],
  ] as const)('is told in words of a SOCKS proxy: %s', (kind, words) => {
    const found = finding(throughProxy({ tunnel: socksEnd({ kind }) }, 'socks5'), 'socks-auth-required')
    expect(found.title).toContain(words)
    expect(found.evidence[0]?.text).not.toContain(kind)
  })

  test('is no advice about https:// where the proxy was reached by http://', () => {
    const malformed = connectAnswer(0, '', {
      end: { kind: 'malformed', firstLine: 'SSH-2.0-OpenSSH_9.6' },
      status: null,
      statusLine: null,
    })
    expect(finding(throughProxy({ tunnel: malformed }), 'proxy-speaks-no-http').explanation).toBe(
      'It answered: SSH-2.0-OpenSSH_9.6. That is an SSH server: the port is wrong.',
    )
  })
})

describe('a proxy that refuses is quoted', () => {
  test.each([
    ['its text', { body: 'not from here\n' }, 'not from here'],
    ['the title of its page', { body: '<html><head><title>Denied</title></head>…</html>' }, 'Denied'],
    [
      'the header in which squid says why',
      { headers: [['X-Squid-Error', 'ERR_ACCESS_DENIED 0']] },
      'ERR_ACCESS_DENIED 0',
    ],
    ['nothing where it says nothing', { body: '' }, null],
  ] as const)('%s', (_, more, said) => {
    const found = finding(throughProxy({ tunnel: connectAnswer(403, 'Forbidden', more) }), 'proxy-refuses-connect')
    expect(found.facts.said).toBe(said)
    expect(found.explanation.startsWith(`It says: ${said}. `)).toBe(said !== null)
  })
})

describe('the message of a Status', () => {
  test('is told without its JSON', () => {
    const http = [answer(401, { carried: ['token'], body: statusBody(401, 'Unauthorized', 'Unauthorized') })]
    const walk = {
      ...emptyWalk,
      ...dialed(REMOTE),
      tls: handshake(der(leafOf(clusterCa)), true),
      http,
      carried: ['token'] as const,
    }
    expect(finding(direct(walk), 'unauthorized')).toMatchObject({
      facts: { said: 'Unauthorized' },
      evidence: [{ text: 'HTTP 401, sent: token' }],
    })
  })
})

describe('a certificate that begins later', () => {
  const leaf = leafOf(clusterCa, {
    notBefore: new Date('2027-01-01T00:00:00Z'),
    notAfter: new Date('2028-01-01T00:00:00Z'),
  })
  const seen = (headers: readonly (readonly [string, string])[]) =>
    reportOf(
      direct({ ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(leaf), true), http: [answer(200, { headers })] }),
    )

  test('is not blamed on a clock that the server confirms', () => {
    const at = new Date(caseOf(targetOf(), []).at)
    const { summary, findings, remedies } = seen([['date', at.toUTCString()], ...apiServerHeaders])
    expect(findings[0]).toMatchObject({ id: 'certificate-not-yet-valid', facts: { clocksAgree: true } })
    expect(summary).toContain("the cluster's administrator can change that")
    expect(remedies.map(({ id }) => id)).not.toContain('clock-set')
  })

  test('may be the fault of the clock where nobody says the time', () => {
    const { summary, findings } = seen(apiServerHeaders)
    expect(findings[0]).toMatchObject({ id: 'certificate-not-yet-valid', facts: { clocksAgree: null } })
    expect(summary).toContain('you can change that yourself')
  })
})

describe('the stages of a path', () => {
  test('fail at an https:// proxy whose certificate kubectl rejects, though the doctor goes on', () => {
    const own = leafOf(proxyCa, { sans: [{ type: 'dns', value: 'proxy' }] })
    const stage = { name: 'proxy', status: 'ok', startMs: 1, durationMs: 1, detail: 'CONNECT answered 200' } as const
    const subject = throughProxy(
      { proxyTls: handshake(der(own), false), tunnel: connectAnswer(200, 'OK'), stages: [stage] },
      'https-proxy',
    )
    const told = reportOf(subject).paths[0]?.stages.find(({ name }) => name === 'proxy')
    expect(told?.status).toBe('failed')
    expect(told?.detail).toContain('x509')
  })
})

describe('the steps of a remedy', () => {
  const steps = (subject: Case, id: string) =>
    reportOf(subject)
      .remedies.find((one) => one.id === id)
      ?.steps.map(({ text }) => text)
      .join('\n')

  test('tell whoever is asked what was seen, in words', () => {
    expect(steps(firing['port-closed'](), 'open-the-way')).toContain('refuses the connection')
  })

  test('speak of credentials where a proxy wants some, and nowhere else', () => {
    expect(steps(firing['proxy-auth-required'](), 'proxy-address-correct')).toContain('USER:PASSWORD@')
    expect(steps(firing['proxy-unreachable'](), 'proxy-address-correct')).not.toContain('PASSWORD')
  })

  test('hold only commands that the detected kubectl has', () => {
    const clean = {
      ...emptyWalk,
      ...dialed('198.51.100.1:1080'),
      tls: handshake(der(serverLeaf), true),
      http: [answer(200, { headers: [...apiServerHeaders] })],
    }
    const told = (version: string, goVersion: string) => {
      const paths = [kubectls(pathTo('direct', dialFailed(REMOTE, 'ENETUNREACH'))), pathTo('socks5', clean)]
      const kubectl = { binary: '/usr/bin/kubectl', version, goVersion, requested: null, problem: null }
      return steps(caseOf(targetOf(), paths, { kubectl }), 'proxy-url-set')
    }
    expect(told('v1.24.0', 'go1.18.1')).toBe(
      'kubectl config set-cluster lab --proxy-url=socks5://proxy:1080 --kubeconfig=/home/u/.kube/config',
    )
    expect(told('v1.23.17', 'go1.19.6')).toBe(
      'write the line proxy-url: socks5://proxy:1080 into cluster lab in /home/u/.kube/config',
    )
  })

  test('name the authority of an https:// proxy as what kubectl misses', () => {
    expect(steps(firing['proxy-tls-untrusted'](), 'proxy-address-correct')).toContain('certificate-authority-data')
  })
})
