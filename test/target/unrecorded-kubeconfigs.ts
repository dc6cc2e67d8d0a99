/** Files as they were for a scenario; `null` is a folder. */
export interface KubeconfigText {
  readonly files: Readonly<Record<string, string | null>>
  readonly env?: Readonly<Record<string, string>>
}

const head = 'apiVersion: v1\nkind: Config\n'
const context = 'contexts: [{name: x, context: {cluster: c, user: u}}]\ncurrent-context: x\n'
const cluster = 'clusters: [{name: c, cluster: {server: "https://10.9.0.3:6443"}}]\n'
const users = 'users: [{name: u, user: {token: t}}]\n'
const file = (text: string): KubeconfigText => ({ files: { '<KUBECONFIG>': text } })
const withUser = (user: string): KubeconfigText =>
  file(`${head}${cluster}users: [{name: u, user: ${user}}]\n${context}`)
const withCluster = (text: string): KubeconfigText =>
  file(`${head}clusters: [{name: c, cluster: ${text}}]\n${users}${context}`)
const exec = (fields: string): KubeconfigText => withUser(`{exec: {command: sh, ${fields}}}`)

const first = `${head}clusters: [{name: c, cluster: {server: "https://10.9.0.2:1111"}}]\n${users}${context}`
const second = `${head}clusters: [{name: c, cluster: {server: "https://10.9.0.3:2222"}}]\ncurrent-context: 'y'\n`
const list = (value: string): KubeconfigText => ({
  files: { a: first, b: second, 'LAB/bad.yaml': 'a: [b\nc: d\n' },
  env: { KUBECONFIG: value },
})

/** Kubeconfigs of scenarios that kept only a description: written anew from it. */
export const unrecordedKubeconfigs: Readonly<Record<string, KubeconfigText>> = {
  'cfg-missing': { files: {} },
  'cfg-empty': file(''),
  'cfg-dir': { files: { '<KUBECONFIG>': null } },
  'cfg-badyaml': file('a: [b\nc: d\n'),
  'cfg-tab': file('apiVersion: v1\n\tkind: Config\n'),
  'cfg-notconfig': file('apiVersion: v1\nkind: Pod\n'),
  'cfg-badapi': file('apiVersion: v2\nkind: Config\n'),
  'cfg-json-scalar': file('hello\n'),
  'cfg-unknown-field': file(`${head}nonsense: 1\n${cluster}${users}${context}`),
  'cfg-badtype': file(`${head}clusters: oops\n`),
  'cfg-badbool': withCluster('{server: "https://10.9.0.3:6443", insecure-skip-tls-verify: "yes"}'),
  'cfg-nocurrent': file(`${head}${cluster}${users}`),
  'cfg-badcurrent': file(`${head}${cluster}${users}current-context: zz\n`),
  'cfg-ctxflag': file(`${head}${cluster}${users}${context}`),
  'cfg-clusterflag': file(`${head}${cluster}${users}${context}`),
  'cfg-userflag': file(`${head}${cluster}${users}${context}`),
  'cfg-ctx-nocluster': file(`${head}${users}${context}`),
  'cfg-ctx-nouser': file(`${head}${cluster}${context}`),
  'cfg-ctx-empty': file(`${head}${cluster}contexts: [{name: x, context: {}}]\ncurrent-context: x\n`),
  'cfg-cluster-noserver': withCluster('{insecure-skip-tls-verify: true}'),
  'cfg-cluster-empty': withCluster('{}'),
  'cfg-two-auth': withUser('{token: a, username: b, password: c}'),
  'cfg-merge-first': list('a:b'),
  'cfg-merge-second': list('b:a'),
  'cfg-merge-missing': list('missing:a'),
  'cfg-merge-dup': list('a:a'),
  'cfg-merge-bad': list('a:LAB/bad.yaml'),
  'cfg-merge-emptyelem': list(':a'),
  'cfg-dup-cluster': file(
    `${head}clusters:\n- {name: c, cluster: {server: "https://10.9.0.2:1111"}}\n- {name: c, cluster: {server: "https://10.9.0.3:2222"}}\n`,
  ),
  'cfg-dup-ctx': file(`${head}current-context: x\ncurrent-context: y\n`),
  'cfg-relpath': {
    files: {
      'LAB/kc': `${head}clusters: [{name: c, cluster: {server: "https://10.9.0.3:6443", certificate-authority: rel/ca.crt}}]
${users}${context}`,
    },
    env: { KUBECONFIG: 'LAB/kc' },
  },
  'cfg-capath-dir': withCluster('{server: "https://10.9.0.3:6443", certificate-authority: /tmp}'),
  'cfg-ca-notpem': {
    files: { ...withCluster('{server: "https://10.9.0.3:6443", certificate-authority: /ca}').files, '/ca': 'no PEM\n' },
  },
  'cfg-clientcert-missing': withUser('{client-certificate: /nonexistent/c, client-key: /nonexistent/k}'),
  'cfg-tokenfile-missing': withUser('{tokenFile: /nonexistent/t}'),
  'exec-badapi': exec('apiVersion: client.authentication.k8s.io/v1alpha1'),
  'exec-noapi': exec('args: [x]'),
  'exec-v1-nomode': exec('apiVersion: client.authentication.k8s.io/v1'),
  'auth-gcp': withUser('{auth-provider: {name: gcp}}'),
  'flag-timeout-bad': file(`${head}${cluster}${users}${context}`),
}
