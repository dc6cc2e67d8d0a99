import { REDACTED } from '../lib/secret.ts'

/** Variables that change where kubectl goes, whom it trusts or how it behaves, or where other tools find their trust. */
const RECORDED = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'REQUEST_METHOD',
  'KUBECONFIG',
  'KUBERNETES_MASTER',
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'GODEBUG',
  'DISABLE_HTTP2',
  'HTTP2_READ_IDLE_TIMEOUT_SECONDS',
  'HTTP2_PING_TIMEOUT_SECONDS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
  'AWS_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'TZ',
] as const

const MAX_VALUE = 4096

/** The recorded variables that are set, empty ones included (an empty one can shadow nothing but explains much). */
export function recordedVariables(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    RECORDED.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, withoutPassword(value).slice(0, MAX_VALUE)]]
    }),
  )
}

/**
 * Whatever may be a password between `:` and the last `@` goes, be the rest a valid URL or not: people quote, misspell and
 * forget to escape here, and Go reads some of it all the same.
 */
function withoutPassword(value: string): string {
  return value.replaceAll(/((?:^|\/\/|["'\s])[^\s/:@]*):(?!\/\/)[^\s]*@/g, `$1:${REDACTED}@`)
}
