import { describe, expect, test } from 'vitest'
import { explain } from '../../src/explain/explain.ts'

const ids = (text: string) => explain(text).items.map(({ id }) => id)
const hop = (text: string) => explain(text).items[0]?.saidBy.hop

const INNER = 'x509: certificate is valid for 10.96.0.1, not 203.0.113.10'

describe('a whole log is read', () => {
  test('klog lines that quote the error and the last line are one text, with the URL of the first', () => {
    const log = [
      `E1123 22:10:16.123456   27831 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \\"https://203.0.113.10:6443/api?timeout=32s\\": tls: failed to verify certificate: ${INNER}"`,
      `Unable to connect to the server: tls: failed to verify certificate: ${INNER}`,
    ].join('\n')
    const { items } = explain(log)
    expect(items.map(({ id, count }) => [id, count])).toEqual([['x509-other-names', 2]])
    expect(items[0]?.values).toMatchObject({
      names: '10.96.0.1',
      wanted: '203.0.113.10',
      host: '203.0.113.10',
      port: '6443',
    })
  })

  test.each([
    [
      'helm',
      `Error: INSTALLATION FAILED: Kubernetes cluster unreachable: Get "https://203.0.113.10:6443/version": ${INNER}`,
    ],
    [
      'Terraform',
      `╷\n│ Error: Get "https://203.0.113.10:6443/api/v1/namespaces/x": x509: certificate\n│ is valid for 10.96.0.1, not 203.0.113.10\n│ \n│   with kubernetes_namespace.x,\n╵`,
    ],
    [
      'GitHub Actions',
      `2026-11-24T00:17:27.1234567Z ##[error]Unable to connect to the server: ${INNER}\n2026-11-24T00:17:27.2Z ##[error]Process completed with exit code 1.`,
    ],
    ['JSON lines', `{"level":"error","msg":"sync failed","err":"Get \\"https://203.0.113.10:6443/api\\": ${INNER}"}`],
    ['JSON in JSON', `{"log":"{\\"error\\":\\"Get \\\\\\"https://203.0.113.10:6443/api\\\\\\": ${INNER}\\"}"}`],
    [
      'logfmt',
      `time="2026-11-24T00:17:27Z" level=error msg="failed" error="Get \\"https://203.0.113.10:6443/api\\": ${INNER}"`,
    ],
    ['colours', `\u001b[31mUnable to connect to the server: \u001b[1m${INNER}\u001b[0m`],
    ['quoted mail', `> Unable to connect to the server: x509: certificate is valid for\n> 10.96.0.1, not 203.0.113.10`],
    ['HTML', `Get &quot;https://203.0.113.10:6443/api&quot;: ${INNER}`],
    ['carriage returns', `\r\nUnable to connect to the server: ${INNER}\r\n`],
    [
      'a terminal that breaks words',
      `Unable to connect to the server: x509: certificate is valid for 10.96.0.1, not 20\n3.0.113.10`,
    ],
    [
      'apply',
      `error: error validating "f.yaml": error validating data: failed to download openapi: Get "https://203.0.113.10:6443/openapi/v2?timeout=32s": ${INNER}; if you choose to ignore these errors, turn validation off with --validate=false`,
    ],
  ])('of %s', (_, text) => {
    const [item] = explain(text).items
    expect(item?.id).toBe('x509-other-names')
    expect(item?.values).toMatchObject({ names: '10.96.0.1', wanted: '203.0.113.10' })
  })

  test('the line of -v=4 behind "was refused" tells who refused', () => {
    const log = [
      'I1123 22:10:16.123456   27831 helpers.go:264] Connection error: Get https://203.0.113.10:6443/api?timeout=32s: proxyconnect tcp: dial tcp 192.0.2.1:3128: connect: connection refused',
      'The connection to the server 203.0.113.10:6443 was refused - did you specify the right host or port?',
    ].join('\n')
    const { items } = explain(log)
    expect(items.map(({ id }) => id)).toEqual(['proxy-dial'])
    expect(items[0]?.causes[0]?.id).toBe('proxy-unreachable')
  })

  test('several messages of a broken configuration are each explained', () => {
    const text =
      'Error in configuration: \n* certificate-authority-data and certificate-authority are both specified for c. certificate-authority-data will override.\n* unable to read client-key /nonexistent/k for u due to open /nonexistent/k: no such file or directory'
    expect(ids(text)).toEqual(['config-client-file', 'config-ca-both'])
  })

  test('resets that differ in their ports alone are one', () => {
    const line = (port: number) => `read tcp 192.0.2.7:${port}->203.0.113.10:6443: read: connection reset by peer`
    expect(explain([1, 2, 3].map((port) => line(40_000 + port)).join('\n')).items.map(({ count }) => count)).toEqual([
      3,
    ])
  })
})

describe('whose connection it is', () => {
  test.each([
    [
      'kubelet',
      `Error from server: Get "https://10.0.0.7:10250/containerLogs/default/web/web": x509: certificate signed by unknown authority`,
      'upstream-hop-certificate',
    ],
    ['kubelet', 'error: error dialing backend: dial tcp 10.0.0.7:10250: i/o timeout', 'kubelet-unreachable'],
    [
      'webhook',
      'Error from server (InternalError): Internal error occurred: failed calling webhook "v.example.com": failed to call webhook: Post "https://hook.default.svc:443/v?timeout=10s": x509: certificate signed by unknown authority',
      'upstream-hop-certificate',
    ],
    [
      'webhook',
      'Error from server (InternalError): Internal error occurred: failed calling webhook "v.example.com": Post "https://hook.default.svc:443/v": context deadline exceeded',
      'webhook-unreachable',
    ],
    [
      'aggregated-api',
      'failing or missing response from https://10.1.1.1:443/apis/metrics.k8s.io/v1beta1: Get "https://10.1.1.1:443/apis/metrics.k8s.io/v1beta1": dial tcp 10.1.1.1:443: i/o timeout',
      'aggregated-api-unreachable',
    ],
    [
      'behind-server',
      'Error from server: Get "https://10.1.1.1:8443/x": x509: certificate signed by unknown authority',
      'upstream-hop-certificate',
    ],
    [
      'identity-provider',
      'Get "https://login.example/.well-known/openid-configuration": x509: certificate signed by unknown authority',
      'identity-provider-trouble',
    ],
    [
      'proxy',
      'Unable to connect to the server: proxyconnect tcp: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'proxy-tls-untrusted',
    ],
    [
      'server',
      'Unable to connect to the server: x509: certificate signed by unknown authority',
      'tls-intercepted-by-proxy',
    ],
  ])('%s: %s', (expected, text, cause) => {
    expect(hop(text)).toBe(expected)
    expect(explain(text).items[0]?.causes[0]?.id).toBe(cause)
  })

  test('what a credential plugin said before it failed is the plugin’s', () => {
    const { items } = explain(
      'SSL validation failed for https://sts.example/\nUnable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
    )
    expect(items.map(({ id, saidBy }) => [id, saidBy.hop])).toEqual([
      ['exec-exit-code', 'credential-plugin'],
      ['openssl-unknown-authority', 'credential-plugin'],
    ])
    expect(items[1]?.causes[0]?.id).toBe('exec-plugin-network')
  })
})

describe('the values of the text are used', () => {
  const first = (text: string) => explain(text).items[0]

  test('names of an API server lead to tls-server-name', () => {
    const item = first('x509: certificate is valid for kubernetes.default, kubernetes.default.svc, not api.example')
    expect(item?.next.shows).toContain('--tls-server-name=kubernetes.default is enough')
  })

  test('times are told in UTC, and how far apart they are', () => {
    const item = first(
      'certificate has expired or is not yet valid: current time 2026-11-24T00:17:27+01:00 is after 2026-11-20T22:17:27Z',
    )
    expect(item?.says).toBe(
      'A certificate of the chain ended at 2026-11-20T22:17:27Z, 3 days 1 hour before this clock, which said 2026-11-23T23:17:27Z.',
    )
  })

  test('localhost:8080 is an empty kubeconfig', () => {
    const item = first(
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    )
    expect(item?.causes[0]?.id).toBe('kubeconfig-missing')
  })

  test.each([
    ['10.0.0.7', 'private'],
    ['127.0.0.1', 'this machine itself'],
    ['169.254.1.1', 'link-local'],
    ['192.0.2.1', 'reserved'],
    ['[fd00::1]', 'private'],
    ['[::1]', 'this machine itself'],
  ])('%s is told to be %s', (address, word) => {
    expect(first(`dial tcp ${address}:6443: i/o timeout`)?.notes.join()).toContain(word)
  })

  test('nothing is said of the kind of a public address', () => {
    expect(first('dial tcp 8.8.8.8:6443: i/o timeout')?.notes).toEqual([])
  })

  test('the two bytes of a record length are read as letters', () => {
    expect(first('tls: oversized record received with length 20527')?.says).toContain('(the letters "P/")')
  })

  test('squid’s port rule is told where the port is another', () => {
    expect(first('Get "https://203.0.113.10:6443/version": Forbidden')?.notes[0]).toContain(
      '6443 is refused by default',
    )
  })

  test('a command names the host of the text', () => {
    const item = first(
      'Error from server: Get "https://10.1.1.1:8443/x": x509: certificate signed by unknown authority',
    )
    expect(item?.next.command).toContain('-connect 10.1.1.1:8443 ')
  })
})
