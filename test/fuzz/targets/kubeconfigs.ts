import type { Case } from '../../../src/case.ts'
import { encodeCase } from '../../../src/case-codec.ts'
import { kubeconfigChains } from '../../../src/diagnose/kubeconfig-chains.ts'
import { planOnly } from '../../../src/diagnose.ts'
import { type EntryChange, editKubeconfigText } from '../../../src/kubeconfig/edit-text.ts'
import { readExecAnswer } from '../../../src/kubeconfig/exec-answer.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'
import { encodePem } from '../../../src/x509/pem.ts'
import { requestOf } from '../../diagnose/request-of.ts'
import { fakeSystem } from '../../kubeconfig/fake-system.ts'
import { brokenYaml } from '../../oracle/situations/broken-yaml.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { standsAsCase } from '../invariants/report.ts'
import { certificates } from './recorded.ts'
import { RELEASES } from './releases.ts'

const FILE = '/home/ann/.kube/config'
const ca = Buffer.from(encodePem('CERTIFICATE', certificates(1)[0] ?? new Uint8Array(0)))

const WORDS = [
  ...[
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '&a ',
    '*a',
    '!!binary ',
    '!!str ',
    '!',
    '|',
    '|-',
    '>+2',
    '"',
    "'",
    '#',
    '---',
    '...',
    '%YAML 1.1',
    '<<: *a',
    '? ',
    '\t',
    '~',
    'null',
  ],
  ...[
    'yes',
    '0x1f',
    '1_000',
    '1e3',
    '.inf',
    '2026-11-24',
    '"\\ud800"',
    '"\\x07"',
    '\u2028',
    '\ufeff',
    '\u001b[31m',
    '\u202e',
    '@',
    '`',
  ],
  ...[
    'apiVersion: v1',
    'kind: Config',
    'current-context: ',
    'contexts:',
    'clusters:',
    'users:',
    'server: ',
    'certificate-authority-data: ',
    'certificate-authority: ',
    'insecure-skip-tls-verify: true',
  ],
  ...[
    'tls-server-name: ',
    'proxy-url: ',
    'token: ',
    'tokenFile: ',
    'client-certificate-data: ',
    'client-key-data: ',
    'username: ',
    'password: ',
    'as-user-extra: {a: [b]}',
    'auth-provider: {name: oidc, config: {id-token: x}}',
  ],
  ...[
    'exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Never}',
    'https://192.0.2.10:6443',
    'http://[::1',
    '192.0.2.10',
    'https://u:p@api.example/x?y#z',
    'socks5://u:p@198.51.100.8:1080',
    'ca.crt',
    ca.toString('base64').slice(0, 60),
  ],
]

const BLOCK = `apiVersion: v1
kind: Config
current-context: x
contexts:
- name: x
  context: {cluster: c, user: u, namespace: n}
clusters:
- name: c
  cluster:
    server: https://api.example:6443 # where it is
    certificate-authority-data: ${toBase64(new Uint8Array(ca))}
    tls-server-name: kubernetes
    proxy-url: http://ann:hunter22@198.51.100.8:3128
- &other
  name: d
  cluster: {server: "https://192.0.2.10", insecure-skip-tls-verify: true}
users:
- name: u
  user:
    token: "t-0123456789"
    as: jane
    as-groups: [a, b]
- name: v
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ./plugin
      args: [--a]
      env: [{name: X, value: y}]
      interactiveMode: Never
`
const JSON_FORM = `{"apiVersion":"v1","kind":"Config","current-context":"x","contexts":[{"name":"x","context":{"cluster":"c","user":"u"}}],
"clusters":[{"name":"c","cluster":{"server":"https://192.0.2.10:6443","certificate-authority":"ca.crt"}}],
"users":[{"name":"u","user":{"client-certificate":"ca.crt","client-key":"/nowhere","auth-provider":{"name":"oidc","config":{"id-token":"x.y.z"}}}}]}
`

/** A kubeconfig from a stranger: YAML as go-yaml reads it, client-go's merge and checks, and the plan made of it. */
export const kubeconfig: FuzzTarget = {
  covers: [
    'kubeconfig/',
    'target/',
    'paths/',
    'diagnose/situation',
    'probe/plan',
    'rules/',
    'report/catalog/kubeconfig',
  ],
  mutator: 'lines',
  words: WORDS,
  seeds: () => [BLOCK, JSON_FORM, ...Object.values(brokenYaml(BLOCK))],
  executions: 40,
  async run(input) {
    const files = { [FILE]: input, '/home/ann/.kube/ca.crt': ca }
    const env = { HTTPS_PROXY: 'http://198.51.100.7:8080', NO_PROXY: '.corp.example,10.0.0.0/8' }
    const system = fakeSystem({ files, env })
    for (const version of ['v1.24', 'v1.35']) {
      const planned: Case = await planOnly({ ...REQUEST, kubectlVersion: version }, system)
      if (planned.configError !== null) holds(planned.configError.message !== '', 'a refusal without a word')
      if (version === 'v1.35') standsAsCase(planned)
      else encodeCase(planned)
    }
    kubeconfigChains(FILE, input, system)
  },
}

const REQUEST = requestOf('--no-observe', '--no-canaries', '--send-credentials=never')

const CHANGES: readonly EntryChange[] = [
  { section: 'clusters', name: 'c', set: { 'tls-server-name': 'api.example' }, unset: ['proxy-url'] },
  { section: 'clusters', name: 'd', set: { 'proxy-url': 'socks5://127.0.0.1:1080' }, unset: [] },
  { section: 'clusters', name: 'c', set: { 'certificate-authority-data': 'AAAA' }, unset: ['certificate-authority'] },
]

/** A change of one entry, or a refusal: no text is made that says something else than was meant. */
export const kubeconfigEdit: FuzzTarget = {
  covers: ['kubeconfig/edit'],
  mutator: 'lines',
  words: WORDS,
  seeds: () => [BLOCK, JSON_FORM],
  executions: 50,
  run(input) {
    const text = Buffer.from(input).toString('utf8')
    for (const change of CHANGES) {
      const edited = editKubeconfigText(text, change)
      if (edited.kind !== 'edited') continue
      same(editKubeconfigText(edited.text, change).kind, 'unchanged', 'the same change once more')
    }
  },
}

/** What a credential plugin printed. */
export const execAnswer: FuzzTarget = {
  covers: [
    'kubeconfig/exec-answer',
    'kubeconfig/go-types',
    'kubeconfig/go-time',
    'kubeconfig/version-and-kind',
    'kubeconfig/config-node',
  ],
  mutator: 'lines',
  words: [
    '"apiVersion": "client.authentication.k8s.io/v1"',
    '"kind": "ExecCredential"',
    '"status": {',
    '"token": "x"',
    '"expirationTimestamp": "2026-11-24T00:00:00Z"',
    '"clientKeyData": "',
    '}',
    '{',
    ',',
    'null',
    '1e400',
    '\\ud800',
    '2026-02-30T25:00:00+99:99',
  ],
  seeds: () => [
    '{"apiVersion":"client.authentication.k8s.io/v1",\n"kind":"ExecCredential",\n"spec":{"interactive":false},\n"status":{\n"token":"t",\n"expirationTimestamp":"2026-11-24T00:00:00Z"\n}\n}',
    'apiVersion: client.authentication.k8s.io/v1beta1\nkind: ExecCredential\nstatus:\n  clientCertificateData: x\n  clientKeyData: y\n',
    'no such thing\n',
  ],
  executions: 400,
  run(input) {
    const stdout = Buffer.from(input).toString('utf8')
    for (const { behaviours } of RELEASES) {
      if (behaviours.kubeconfig === undefined) continue
      const answer = readExecAnswer(stdout, 'client.authentication.k8s.io/v1', behaviours.kubeconfig)
      if (answer.kind === 'unusable') holds(answer.text !== '', 'a refusal without a word')
    }
  },
}
