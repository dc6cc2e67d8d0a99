import type { Comparison } from './figures.ts'

/** Cases in which the model is known to say something else than kubectl, with the reason. They count as unequal all the same. */
export const KNOWN_DIFFERENCES: readonly { readonly reason: string; readonly ids: readonly string[] }[] = [
  {
    reason:
      "the doctor's HTTP/1.1 parser is stricter than Go's, or hides which header it refused: the head is not kept",
    ids: `chunk-bad continue encoding-unknown header-continued-first header-cut header-empty-name header-no-colon
      header-space-before-colon length-letters length-negative length-twice length-twice-same line-feeds-only
      status-line-cut switching-protocols version-9`
      .split(/\s+/)
      .map((id) => `http/${id}`),
  },
  {
    reason: "the doctor's HTTP/2 stack ends the connection before it tells what it refused",
    ids: ['http/h2-bad-headers', 'http/h2-frame-too-large'],
  },
  { reason: 'where a redirect leads is not asked', ids: ['http/redirect-refused'] },
  {
    reason: 'lines of the answer to CONNECT that are no header are not kept',
    ids: ['connect/header-no-colon', 'connect/header-no-colon-200'],
  },
  {
    reason: 'Go loses what a proxy sends together with its answer to CONNECT, and what it reads then is a race',
    ids: ['connect/tunnel-with-length'],
  },
  {
    reason: "OpenSSL stops where Go reads on, so that the doctor does not see how the peer's connection ends",
    ids: `hello-extension-twice hello-long-session hello-supported-version-303 hello13-kyber-share largest-record
      record-version-differs suite-a suite-c012 warnings-16 warnings-20`
      .split(/\s+/)
      .map((id) => `tls/${id}`),
  },
  {
    reason: 'kubectl repeats a password or token that the doctor does not',
    ids: ['config/text/duplicate-user', 'rule/proxy-url "http://u:p%zz@198.51.100.8:26000"'],
  },
  {
    reason:
      'errors of the kubeconfig are worded without regard to the release: source files, fields and plugins of older ones',
    ids: `text/kind-pod text/version-v2 text/version-group text/duplicate-cluster user/auth-provider-azure
      user/auth-provider-gcp user/exec-other-kind files/both-broken`
      .split(/\s+/)
      .map((id) => `config/${id}`),
  },
  {
    reason: 'errors of the kubeconfig that are not modelled yet',
    ids: [
      'config/text/percent',
      'config/files/second-broken',
      'config/user/token-newline',
      'config/user/exec-bad-expiry',
    ],
  },
  {
    reason: 'the server URL is parsed as the newest Go but two does',
    ids: ['network/bracket-name', 'network/scheme-one-slash'],
  },
  {
    reason: 'the command does not exist in that release',
    ids: ['refused/auth whoami', 'refused/events', 'unnamed/auth whoami', 'unnamed/events'].map(
      (id) => `command/${id}`,
    ),
  },
]

/** Those that nobody knows of. */
export function unexpected(unequal: readonly Comparison[]): readonly Comparison[] {
  const known = new Set(KNOWN_DIFFERENCES.flatMap(({ ids }) => ids))
  return unequal.filter(({ id }) => !known.has(id))
}
