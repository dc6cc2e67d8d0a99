import { brokenYaml } from './broken-yaml.ts'
import { CLOSED, type Situation } from './situation.ts'
import { users } from './users.ts'
import { base64, type Certificates, type ConfigParts, configOf, keyPemOf, pemOf } from './world.ts'

const AT = `https://${CLOSED}:6443`

/** Every way in which a kubeconfig can be wrong. Where it is not wrong enough, the closed port is refused. */
export function configs(certificates: Certificates): readonly Situation[] {
  const { root } = certificates
  const plain = (parts: ConfigParts) => configOf(root, { server: AT, ...parts })
  return [
    ...Object.entries(texts(plain({}))).map(([id, kubeconfig]): Situation => ({ id: `config/text/${id}`, kubeconfig })),
    ...Object.entries(brokenYaml(plain({}))).map(
      ([id, kubeconfig]): Situation => ({ id: `config/yaml/${id}`, kubeconfig }),
    ),
    ...Object.entries(authorities(certificates)).map(
      ([id, cluster]): Situation => ({
        id: `config/ca/${id}`,
        kubeconfig: configOf(null, { server: AT, cluster }),
        files: {
          'ca.crt': pemOf(root),
          'empty.crt': '',
          'text.crt': 'hello\n',
          'key.crt': keyPemOf(root),
          folder: null,
        },
        env: { SSL_CERT_FILE: 'FOLDER/ca.crt' },
      }),
    ),
    ...Object.entries(users(certificates)).map(
      ([id, user]): Situation => ({
        id: `config/user/${id}`,
        kubeconfig: plain({ user }),
        files: {
          'client.crt': pemOf(certificates.client),
          'client.key': keyPemOf(certificates.client),
          'other.key': keyPemOf(certificates.server),
          token: 'abc\n',
          empty: '',
          folder: null,
        },
      }),
    ),
    ...selections(plain),
    ...flags(plain, certificates),
    ...files(plain),
  ]
}

function texts(sound: string): Readonly<Record<string, string>> {
  const edited = (change: (config: Record<string, unknown>) => unknown): string => {
    const config = JSON.parse(sound)
    return JSON.stringify(change(config) ?? config)
  }
  const set = (key: string, value: unknown) => edited((config) => ({ ...config, [key]: value }))
  const yaml = (clusters: string) =>
    `apiVersion: v1\nkind: Config\ncurrent-context: x\ncontexts:\n- name: x\n  context: {cluster: c, user: u}\nusers:\n- name: u\n  user: {token: t}\n${clusters}`
  const cluster = (fields: string) => yaml(`clusters:\n- name: c\n  cluster:\n${fields}`)
  return {
    empty: '',
    'comment-only': '# nothing\n',
    null: 'null\n',
    scalar: 'hello\n',
    number: '42\n',
    list: '- a\n',
    'empty-map': '{}\n',
    html: '<html>\n<body>no</body>\n',
    tab: 'apiVersion: v1\n\tkind: Config\n',
    'tab-inside': cluster(`\tserver: ${AT}\n`),
    'unclosed-flow': 'apiVersion: v1\nkind: {Config\n',
    'unclosed-quote': 'apiVersion: "v1\nkind: Config\n',
    'unclosed-list': 'clusters: [\n',
    'no-colon': 'apiVersion v1\nkind: Config\n',
    'two-colons': 'apiVersion: v1: x\n',
    'bad-indent': 'apiVersion: v1\n  kind: Config\n',
    'bad-indent-list': 'clusters:\n- name: c\n cluster: {}\n',
    'anchor-unknown': 'apiVersion: *nope\n',
    percent: '%nope\n',
    'at-sign': 'apiVersion: @v1\n',
    backtick: 'apiVersion: `v1`\n',
    'control-character': 'apiVersion: v1\u0001\n',
    'two-documents': `${sound}\n---\napiVersion: v1\n`,
    'duplicate-key': 'apiVersion: v1\napiVersion: v1\nkind: Config\n',
    'byte-order-mark': `\ufeff${sound}`,
    crlf: cluster(`    server: ${AT}\n`).replaceAll('\n', '\r\n'),
    yaml: cluster(`    server: ${AT}\n    insecure-skip-tls-verify: true\n`),
    'yaml-insecure-string': cluster(`    server: ${AT}\n    insecure-skip-tls-verify: "true"\n`),
    'yaml-insecure-yes': cluster(`    server: ${AT}\n    insecure-skip-tls-verify: yes\n`),
    'yaml-insecure-on': cluster(`    server: ${AT}\n    insecure-skip-tls-verify: on\n`),
    'yaml-insecure-number': cluster(`    server: ${AT}\n    insecure-skip-tls-verify: 1\n`),
    'yaml-insecure-null': cluster(`    server: ${AT}\n    insecure-skip-tls-verify:\n`),
    'yaml-server-number': cluster('    server: 42\n'),
    'yaml-server-null': cluster('    server:\n'),
    'yaml-server-list': cluster('    server: [a]\n'),
    'yaml-data-bad': cluster(`    server: ${AT}\n    certificate-authority-data: "%%%"\n`),
    'yaml-data-blank': cluster(`    server: ${AT}\n    certificate-authority-data: "aGVs bG8="\n`),
    'yaml-data-no-padding': cluster(`    server: ${AT}\n    certificate-authority-data: aGVsbG8\n`),
    'yaml-data-url-safe': cluster(`    server: ${AT}\n    certificate-authority-data: _-__\n`),
    'yaml-data-number': cluster(`    server: ${AT}\n    certificate-authority-data: 1234\n`),
    'yaml-data-folded': cluster(`    server: ${AT}\n    certificate-authority-data: |\n      aGVs\n      bG8=\n`),
    'yaml-context-y': cluster(`    server: ${AT}\n`).replace('current-context: x', 'current-context: y'),
    'yaml-context-number': cluster(`    server: ${AT}\n`).replace('current-context: x', 'current-context: 12'),
    'yaml-octal-name': cluster(`    server: ${AT}\n`).replace('current-context: x', 'current-context: 010'),
    'kind-pod': set('kind', 'Pod'),
    'kind-missing': edited(({ kind, ...rest }) => (kind === undefined ? rest : rest)),
    'version-missing': edited(({ apiVersion, ...rest }) => (apiVersion === undefined ? rest : rest)),
    'version-v2': set('apiVersion', 'v2'),
    'version-group': set('apiVersion', 'apps/v1'),
    'version-slashes': set('apiVersion', 'a/b/c'),
    'version-number': set('apiVersion', 1),
    'clusters-string': set('clusters', 'oops'),
    'clusters-map': set('clusters', { c: {} }),
    'clusters-null': set('clusters', null),
    'clusters-entry-string': set('clusters', ['c']),
    'clusters-entry-null': set('clusters', [null]),
    'contexts-string': set('contexts', 'oops'),
    'contexts-number': set('contexts', 3),
    'users-string': set('users', 'oops'),
    'users-bool': set('users', true),
    'preferences-string': set('preferences', 'oops'),
    'context-list': set('current-context', ['x']),
    'unknown-field': set('nonsense', { a: 1 }),
    extensions: set('extensions', [{ name: 'e', extension: { a: 1 } }]),
    'duplicate-cluster': edited((config) => ({
      ...config,
      clusters: [...(config.clusters as unknown[]), ...(config.clusters as unknown[])],
    })),
    'duplicate-context': edited((config) => ({
      ...config,
      contexts: [...(config.contexts as unknown[]), ...(config.contexts as unknown[])],
    })),
    'duplicate-user': edited((config) => ({
      ...config,
      users: [...(config.users as unknown[]), ...(config.users as unknown[])],
    })),
    'cluster-name-missing': edited((config) => ({ ...config, clusters: [{ cluster: { server: AT } }] })),
  }
}

function authorities({ root, server }: Certificates): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const data = (text: string) => ({ 'certificate-authority-data': base64(text) })
  const pem = pemOf(root)
  return {
    none: {},
    'empty-string': { 'certificate-authority-data': '' },
    text: data('hello'),
    'line-feed': data('\n'),
    key: data(keyPemOf(root)),
    'key-then-certificate': data(keyPemOf(root) + pem),
    'text-around': data(`hello\n${pem}bye\n`),
    crlf: data(pem.replaceAll('\n', '\r\n')),
    'trusted-label': data(pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE')),
    'x509-label': data(pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')),
    'with-headers': data(pem.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\n\n')),
    'bad-der': data('-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n'),
    'bad-der-then-good': data(`-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n${pem}`),
    'good-then-bad-der': data(`${pem}-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n`),
    'bad-base64': data('-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n'),
    'cut-short': data(pem.slice(0, -40)),
    'no-begin': data(pem.slice(5)),
    'empty-block': data('-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'),
    'double-base64': data(base64(pem)),
    'no-line-break-after-begin': data(pem.replace('-----\n', '-----')),
    'leaf-as-ca': data(pemOf(server)),
    file: { 'certificate-authority': 'ca.crt' },
    'file-absolute': { 'certificate-authority': 'FOLDER/ca.crt' },
    'file-missing': { 'certificate-authority': 'gone.crt' },
    'file-missing-absolute': { 'certificate-authority': '/nonexistent/gone.crt' },
    'file-empty': { 'certificate-authority': 'empty.crt' },
    'file-text': { 'certificate-authority': 'text.crt' },
    'file-key': { 'certificate-authority': 'key.crt' },
    'file-folder': { 'certificate-authority': 'folder' },
    'file-and-data': { 'certificate-authority': 'ca.crt', ...data(pem) },
    'file-missing-and-data': { 'certificate-authority': 'gone.crt', ...data(pem) },
    insecure: { 'insecure-skip-tls-verify': true },
    'insecure-and-data': { 'insecure-skip-tls-verify': true, ...data(pem) },
    'insecure-and-file': { 'insecure-skip-tls-verify': true, 'certificate-authority': 'ca.crt' },
    'insecure-and-bad-data': { 'insecure-skip-tls-verify': true, ...data('hello') },
    'insecure-and-missing-file': { 'insecure-skip-tls-verify': true, 'certificate-authority': 'gone.crt' },
    'bad-data-and-bad-proxy': { ...data('hello'), 'proxy-url': 'ftp://x' },
    'missing-file-and-bad-proxy': { 'certificate-authority': 'gone.crt', 'proxy-url': 'ftp://x' },
    'server-name': { ...data(pem), 'tls-server-name': 'other.example' },
  }
}

type Plain = (parts: ConfigParts) => string

function selections(plain: Plain): readonly Situation[] {
  const rows: Readonly<Record<string, ConfigParts>> = {
    'no-current-context': { top: { 'current-context': '' } },
    'unknown-current-context': { top: { 'current-context': 'zz' } },
    'unknown-cluster': { context: { cluster: 'zz' } },
    'unknown-user': { context: { user: 'zz' } },
    'no-cluster': { context: { cluster: '' } },
    'no-user': { context: { user: '' } },
    'no-contexts': { top: { contexts: [] } },
    'no-clusters': { top: { clusters: [] } },
    'no-users': { top: { users: [] } },
    'no-server': { cluster: { server: '' } },
    'bad-namespace': { context: { namespace: 'Not A Name' } },
    'two-faults': {
      cluster: { 'certificate-authority': '/nonexistent/a' },
      user: { 'client-certificate': '/nonexistent/b', token: 'a', username: 'u', password: 'p' },
    },
    'three-faults': {
      cluster: { 'certificate-authority': '/nonexistent/a', 'proxy-url': 'ftp://x' },
      user: { 'client-certificate': '/nonexistent/b' },
    },
  }
  return Object.entries(rows).map(([id, parts]): Situation => ({ id: `config/select/${id}`, kubeconfig: plain(parts) }))
}

function flags(plain: Plain, { root }: Certificates): readonly Situation[] {
  const rows: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'context-unknown': { context: 'zz' },
    'cluster-unknown': { cluster: 'zz' },
    'user-unknown': { user: 'zz' },
    'server-other': { server: 'https://192.0.2.11:7777' },
    'server-no-scheme': { server: '192.0.2.11:7777' },
    'server-junk': { server: 'https://a b' },
    'ca-missing': { certificateAuthority: '/nonexistent/ca' },
    'ca-file': { certificateAuthority: 'FOLDER/ca.crt' },
    'ca-text': { certificateAuthority: 'FOLDER/text' },
    'client-certificate-missing': { clientCertificate: '/nonexistent/c', clientKey: '/nonexistent/k' },
    'client-certificate-alone': { clientCertificate: 'FOLDER/ca.crt' },
    'tls-server-name': { tlsServerName: 'x.example' },
    'kubeconfig-missing': { kubeconfig: '/nonexistent/config' },
    'kubeconfig-folder': { kubeconfig: 'FOLDER' },
    'request-timeout-bad': { requestTimeout: 'soon' },
    'request-timeout-unit': { requestTimeout: '5' },
    'username-alone': { username: 'u' },
    namespace: { namespace: 'x' },
  }
  return Object.entries(rows).map(
    ([id, given]): Situation => ({
      id: `config/flag/${id}`,
      kubeconfig: plain({}),
      flags: given,
      files: { 'ca.crt': pemOf(root), text: 'hello' },
    }),
  )
}

function files(plain: Plain): readonly Situation[] {
  const merged = (id: string, KUBECONFIG: string, more: Readonly<Record<string, string | null>>): Situation => ({
    id: `config/files/${id}`,
    kubeconfig: plain({}),
    files: more,
    env: { KUBECONFIG },
  })
  const second = plain({ server: 'https://192.0.2.11:7777' })
  return [
    { id: 'config/files/none', kubeconfig: null },
    merged('missing-first', 'FOLDER/gone:FOLDER/kubeconfig', {}),
    merged('all-missing', 'FOLDER/gone:FOLDER/gone2', {}),
    merged('second-ignored', 'FOLDER/kubeconfig:FOLDER/second', { second }),
    merged('second-first', 'FOLDER/second:FOLDER/kubeconfig', { second }),
    merged('second-broken', 'FOLDER/kubeconfig:FOLDER/second', { second: '{' }),
    merged('both-broken', 'FOLDER/second:FOLDER/third', { second: '{', third: 'kind: Pod' }),
    merged('empty-elements', '::FOLDER/kubeconfig::', {}),
    merged('same-twice', 'FOLDER/kubeconfig:FOLDER/kubeconfig', {}),
    merged('folder', 'FOLDER', {}),
    merged('empty-variable', '', {}),
    merged('context-in-second', 'FOLDER/clusters:FOLDER/kubeconfig', {
      clusters: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'c', cluster: { server: 'https://192.0.2.11:7778' } }],
      }),
    }),
    merged('master', 'FOLDER/gone', {}),
    { id: 'config/files/master-variable', kubeconfig: null, env: { KUBERNETES_MASTER: 'http://192.0.2.11:8080' } },
    {
      id: 'config/files/in-cluster-variables',
      kubeconfig: null,
      env: { KUBERNETES_SERVICE_HOST: '192.0.2.11', KUBERNETES_SERVICE_PORT: '443' },
    },
  ]
}
