import { describe, expect, test } from 'vitest'
import { repetitions } from '../../../src/render/markdown/repeat.ts'
import { serverOf } from '../../../src/render/markdown/server-address.ts'
import type { Report, ReportPath, ReportTarget } from '../../../src/report/report.ts'
import { golden } from '../fixtures.ts'

const UNSET =
  'env -u HTTPS_PROXY -u https_proxy -u HTTP_PROXY -u http_proxy -u ALL_PROXY -u all_proxy -u NO_PROXY -u no_proxy'
const KUBECTL = 'kubectl --kubeconfig /home/user/.kube/config --context prod'

describe('kubectl', () => {
  test('takes its own path with the variables as they are', () => {
    expect(command(golden, 'kubectl', {})).toBe(`${KUBECTL} get --raw /version`)
  })

  test('goes direct once every variable is unset, in both spellings', () => {
    expect(
      command(golden, 'kubectl', {
        usedByKubectl: false,
        id: 'direct>203.0.113.10:10443',
        transport: 'direct',
        hops: [],
      }),
    ).toBe(`${UNSET} ${KUBECTL} get --raw /version`)
  })

  test('goes through another proxy by HTTPS_PROXY', () => {
    expect(command(golden, 'kubectl', { usedByKubectl: false })).toBe(
      `${UNSET} HTTPS_PROXY=http://proxy.example:8080 ${KUBECTL} get --raw /version`,
    )
  })

  test('says the name again for another endpoint, since --server drops it', () => {
    const id = 'direct>198.51.100.7:6443'
    expect(command(golden, 'kubectl', { usedByKubectl: false, id, transport: 'direct', hops: [] })).toBe(
      `${UNSET} ${KUBECTL} --server https://198.51.100.7:6443 --tls-server-name 203.0.113.10 get --raw /version`,
    )
  })

  test('cannot be led past a proxy-url by variables', () => {
    if (golden.proxy === null) throw new Error('the fixture has a proxy choice')
    const decidedBy = { kind: 'proxy-url', at: { kind: 'default' } } as const
    const report = { ...golden, proxy: { ...golden.proxy, decidedBy } }
    expect(command(report, 'kubectl', { usedByKubectl: false })).toBeNull()
  })

  test('needs KUBECONFIG for a list of files', () => {
    const report = withTarget({ kubeconfig: ['/a b/config', '/c'] })
    expect(command(report, 'kubectl', {})).toBe(
      "env 'KUBECONFIG=/a b/config:/c' kubectl --context prod get --raw /version",
    )
  })
})

describe('curl and openssl', () => {
  test('are tied to one address of a name', () => {
    const report = withTarget({ server: 'https://api.example:6443', serverName: 'api.example', sni: 'api.example' })
    const path = {
      usedByKubectl: false,
      id: 'direct>api.example:6443#192.0.2.7',
      transport: 'direct',
      hops: [],
    } as const
    expect(command(report, 'curl', path)).toBe(
      "curl -sv --max-time 30 --noproxy '*' --cacert cluster-ca.crt --resolve api.example:6443:192.0.2.7 https://api.example:6443/version",
    )
    expect(command(report, 'openssl', path)).toBe(
      'openssl s_client -connect 192.0.2.7:6443 -servername api.example -verify_hostname api.example -CAfile cluster-ca.crt -showcerts < /dev/null',
    )
  })

  test('let a SOCKS proxy resolve the name, as Go does', () => {
    const hops = [{ kind: 'socks5', address: '127.0.0.1:1080', url: 'socks5://127.0.0.1:1080' }]
    const path = { usedByKubectl: false, transport: 'socks5', hops } as const
    expect(command(golden, 'curl', path)).toContain('--proxy socks5h://127.0.0.1:1080')
    expect(command(golden, 'openssl', path)).toBeNull()
  })
})

test('no shell sees what a context is named', () => {
  const report = withTarget({ context: "x'; rm -rf ~; '" })
  expect(command(report, 'kubectl', {})).toBe(
    "kubectl --kubeconfig /home/user/.kube/config --context 'x'\\''; rm -rf ~; '\\''' get --raw /version",
  )
})

test.each([
  ['direct>[2001:db8::1]:6443', { host: '2001:db8::1', port: '6443', authority: '[2001:db8::1]:6443', address: null }],
  [
    'http-proxy@p.example:8080>a.example:443#192.0.2.1',
    { host: 'a.example', port: '443', authority: 'a.example:443', address: '192.0.2.1' },
  ],
])('the server of %s', (id, expected) => {
  const [path] = golden.paths
  if (path === undefined || golden.target === null) throw new Error('the fixture has a path and a target')
  expect(serverOf({ ...path, id }, golden.target)).toEqual({ ...expected, isTarget: false })
})

test.each([
  ['https://node.1:6443', 'direct>node.1:6443'],
  ['https://10.1/prefix', 'direct>10.1:443'],
  ['http://Node.1', 'direct>Node.1:80'],
  ['https://[fe80::1%eth0]:6443', 'direct>[fe80::1%eth0]:6443#192.0.2.7'],
  ['https://REDACTED@bücher.example', 'direct>xn--bcher-kva.example:443'],
])('%s is the server at the end of %s', (server, id) => {
  const { target } = withTarget({ server })
  const [path] = golden.paths
  if (target === null || path === undefined) throw new Error('the fixture has a target and a path')
  expect(serverOf({ ...path, id }, target).isTarget).toBe(true)
})

test('a zone is escaped where it stands in a URL', () => {
  const id = 'direct>[fe80::1%eth0]:6443'
  const path = { usedByKubectl: false, id, transport: 'direct', hops: [] } as const
  expect(command(golden, 'kubectl', path)).toContain(" --server 'https://[fe80::1%25eth0]:6443' ")
  expect(command(golden, 'curl', path)).toContain("'https://[fe80::1%25eth0]:6443/version'")
  expect(command(golden, 'openssl', path)).toContain(" -connect '[fe80::1%eth0]:6443' ")
})

function command(report: Report, tool: string, change: Partial<ReportPath>): string | null | undefined {
  const [path] = report.paths
  if (path === undefined) throw new Error('the fixture has a path')
  return repetitions(report, { ...path, ...change }).find((one) => one.tool === tool)?.command
}

function withTarget(change: Partial<ReportTarget>): Report {
  if (golden.target === null) throw new Error('the fixture has a target')
  return { ...golden, target: { ...golden.target, ...change } }
}

describe('the answer behind a rejected certificate', () => {
  test('is shown by a curl that verifies nothing and sends no credential', () => {
    const [own] = golden.paths
    if (own === undefined) throw new Error('the fixture has a path')
    const all = repetitions(golden, own).filter(({ tool }) => tool === 'curl')
    expect(all.map(({ command }) => command)).toEqual([
      "curl -sv --max-time 30 --noproxy '' --proxy http://proxy.example:8080 --cacert cluster-ca.crt https://203.0.113.10:10443/version",
      "curl -sv --max-time 30 --noproxy '' --proxy http://proxy.example:8080 --insecure https://203.0.113.10:10443/version",
    ])
    expect(all[1]?.note).toContain('never send a credential this way')
  })

  test('is not asked for where the certificate is accepted', () => {
    const [own] = golden.paths
    if (own === undefined) throw new Error('the fixture has a path')
    const accepted = {
      ...own,
      verdict: { ...own.verdict, outcome: 'accepted', stage: 'http', code: null, text: null },
    } as const
    expect(repetitions(golden, accepted).filter(({ tool }) => tool === 'curl')).toHaveLength(1)
  })
})
