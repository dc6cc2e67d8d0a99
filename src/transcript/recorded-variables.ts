import { REDACTED } from '../lib/secret.ts'
import { redactUrlPassword } from '../lib/url-password.ts'

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
      return value === undefined ? [] : [[name, redacted(name, value).slice(0, MAX_VALUE)]]
    }),
  )
}

/** A proxy variable is one URL; the others are lists that may hold some. */
function redacted(name: string, value: string): string {
  if (/^(https?|all)_proxy$/i.test(name)) return redactUrlPassword(value)
  return value.replaceAll(/((?:^|\/\/|["'\s])[^\s/:@]*):(?!\/\/)[^\s]*@/g, `$1:${REDACTED}@`)
}
