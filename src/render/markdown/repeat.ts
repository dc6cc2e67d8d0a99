import { bracketed } from '../../lib/host-port.ts'
import { shellCommand, shellQuote } from '../../lib/shell-quote.ts'
import type { Report, ReportPath, ReportTarget } from '../../report/report.ts'
import { inUrl, isIpAddress, type ServerAddress, serverOf } from './server-address.ts'

/** A command that repeats a test by hand, or why there is none. */
export interface Repetition {
  readonly tool: 'kubectl' | 'curl' | 'openssl'
  /** `null`: this tool cannot go that way. */
  readonly command: string | null
  readonly note: string | null
}

/**
 * How a reader walks the same path with their own tools. Proxy variables are set and unset exactly, whatever the
 * reader's shell holds; no secret appears: kubectl takes credentials from the kubeconfig, curl and openssl send none.
 */
export function repetitions(report: Report, path: ReportPath): readonly Repetition[] {
  const { target } = report
  if (target === null) return []
  const server = serverOf(path, target)
  return [
    withKubectl(report, path, target, server),
    withCurl(report, path, target, server),
    ...pastTheCertificate(report, path, target, server),
    withOpenssl(path, target, server),
  ]
}

/** The kubeconfig's CA as a file, for curl and openssl; `null` where the trust is no CA of the kubeconfig's. */
export function caFileCommand(target: ReportTarget): string | null {
  if (target.trust.source !== 'kubeconfig-data' && target.trust.source !== 'kubeconfig-file') return null
  const view = shellCommand([
    'kubectl',
    ...connection(target),
    ...['config', 'view', '--raw', '--minify', '--flatten'],
    ...['-o', 'jsonpath={.clusters[0].cluster.certificate-authority-data}'],
  ])
  return `${environmentPrefix(kubeconfigVariable(target), [])}${view} | base64 -d > ${CA_FILE}`
}

/** Both spellings of every variable that Go or curl reads. */
const PROXY_VARIABLES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
]
const CA_FILE = 'cluster-ca.crt'

function withKubectl(report: Report, path: ReportPath, target: ReportTarget, server: ServerAddress): Repetition {
  const own = [...connection(target), ...(server.isTarget ? [] : serverFlags(target, server))]
  const command = shellCommand(['kubectl', ...own, ...report.argv])
  const kubeconfig = kubeconfigVariable(target)
  if (path.usedByKubectl) {
    return { tool: 'kubectl', command: environmentPrefix(kubeconfig, []) + command, note: variablesNote(report) }
  }
  if (report.proxy?.decidedBy.kind === 'proxy-url') {
    return {
      tool: 'kubectl',
      command: null,
      note: 'the kubeconfig names a proxy-url, so variables cannot lead kubectl elsewhere',
    }
  }
  if (server.address !== null) {
    return { tool: 'kubectl', command: null, note: 'kubectl cannot be tied to one address of a name' }
  }
  if (path.transport === 'ssh') return overSsh(path, target, server, report)
  const proxy = proxyUrl(path)
  const set = proxy === null ? [] : [`HTTPS_PROXY=${proxy}`]
  return {
    tool: 'kubectl',
    command: environmentPrefix([...kubeconfig, ...set], PROXY_VARIABLES) + command,
    note: passwordNote(proxy),
  }
}

/** Loopback is never proxied by Go, so no variable needs to be unset. */
function overSsh(path: ReportPath, target: ReportTarget, server: ServerAddress, report: Report): Repetition {
  const gateway = path.hops.find((hop) => hop.kind === 'ssh')
  const forward = shellCommand([
    'ssh',
    '-N',
    '-L',
    `127.0.0.1:16443:${server.authority}`,
    gateway?.url ?? gateway?.address ?? '',
  ])
  const there = ['--server', 'https://127.0.0.1:16443', '--tls-server-name', target.serverName]
  const command = shellCommand(['kubectl', ...connection(target), ...there, ...report.argv])
  return {
    tool: 'kubectl',
    command: `${forward} &\n${environmentPrefix(kubeconfigVariable(target), [])}${command}`,
    note: null,
  }
}

function withCurl(report: Report, path: ReportPath, target: ReportTarget, server: ServerAddress): Repetition {
  if (path.transport === 'ssh')
    return { tool: 'curl', command: null, note: 'curl knows no ssh tunnel; use the one above' }
  const proxy = proxyUrl(path)
  const host = isIpAddress(target.serverName) || target.serverName === server.host ? server.authority : null
  const words = [
    ...['curl', '-sv', '--max-time', '30'],
    ...(proxy === null ? ['--noproxy', '*'] : ['--noproxy', '', '--proxy', proxy.replace(/^socks5:/, 'socks5h:')]),
    ...curlTrust(target),
    ...(path.transport === 'https-proxy' ? curlTrust(target).map(ofProxy) : []),
    ...(server.address === null ? [] : ['--resolve', `${server.authority}:${bracketed(server.address)}`]),
    requestUrl(report, host ?? server.authority, target),
  ]
  return { tool: 'curl', command: shellCommand(words), note: passwordNote(proxy) }
}

/**
 * Where the chain is rejected, whoever presents it was asked all the same, without any credential; this shows that answer,
 * as the doctor saw it. curl sends none either.
 */
function pastTheCertificate(
  report: Report,
  path: ReportPath,
  target: ReportTarget,
  server: ServerAddress,
): readonly Repetition[] {
  if (path.response === null || path.verdict.stage !== 'certificate' || path.transport === 'ssh') return []
  const blind = withCurl(report, path, { ...target, trust: { ...target.trust, source: 'insecure' } }, server)
  const note = 'the answer behind the rejected certificate, to look at only: never send a credential this way'
  return [{ ...blind, note: blind.note === null ? note : `${note}; ${blind.note}` }]
}

function withOpenssl(path: ReportPath, target: ReportTarget, server: ServerAddress): Repetition {
  const proxy = path.hops.find((hop) => hop.kind !== 'server')
  if (proxy !== undefined && proxy.kind !== 'http-proxy') {
    return {
      tool: 'openssl',
      command: null,
      note: `openssl s_client cannot go through ${NOT_FOR_OPENSSL[proxy.kind] ?? proxy.kind}`,
    }
  }
  const connect = server.address === null ? server.authority : `${bracketed(server.address)}:${server.port}`
  const words = [
    ...['openssl', 's_client', '-connect', connect],
    ...(proxy === undefined ? [] : ['-proxy', proxy.address]),
    ...(target.sni === null ? ['-noservername'] : ['-servername', target.sni]),
    ...(isIpAddress(target.serverName) ? ['-verify_ip'] : ['-verify_hostname']),
    target.serverName,
    ...(caFileCommand(target) === null ? [] : ['-CAfile', CA_FILE]),
    '-showcerts',
  ]
  return { tool: 'openssl', command: `${shellCommand(words)} < /dev/null`, note: null }
}

const NOT_FOR_OPENSSL: Readonly<Record<string, string>> = {
  'https-proxy': 'a proxy that is reached over TLS',
  socks5: 'a SOCKS proxy',
  ssh: 'an SSH tunnel by itself',
}

/** The first request that was replayed; the path and query are kubectl's. */
function requestUrl(report: Report, authority: string, target: ReportTarget): string {
  const planned = report.requests[0]?.url ?? target.server
  const rest = /^https?:\/\/[^/]*(?<rest>.*)$/.exec(planned)?.groups?.rest ?? ''
  return `${target.server.startsWith('http:') ? 'http' : 'https'}://${inUrl(authority)}${rest}`
}

/** kubectl verifies an https:// proxy with the same authorities, curl with the system's. */
function ofProxy(word: string): string {
  return word.replace(/^--/, '--proxy-')
}

function curlTrust(target: ReportTarget): readonly string[] {
  if (target.trust.source === 'insecure') return ['--insecure']
  return caFileCommand(target) === null ? [] : ['--cacert', CA_FILE]
}

function connection(target: ReportTarget): readonly string[] {
  const file = target.kubeconfig.length === 1 ? target.kubeconfig[0] : undefined
  return [
    ...(file === undefined ? [] : ['--kubeconfig', file]),
    ...(target.context === null ? [] : ['--context', target.context]),
  ]
}

/** `--server` drops the kubeconfig's tls-server-name, so it is said again. */
function serverFlags(target: ReportTarget, server: ServerAddress): readonly string[] {
  return ['--server', `https://${inUrl(server.authority)}`, '--tls-server-name', target.serverName]
}

/** `--kubeconfig` takes one file; a merged list has to stand in KUBECONFIG. */
function kubeconfigVariable(target: ReportTarget): readonly string[] {
  return target.kubeconfig.length > 1 ? [`KUBECONFIG=${target.kubeconfig.join(':')}`] : []
}

function environmentPrefix(set: readonly string[], unset: readonly string[]): string {
  if (set.length === 0 && unset.length === 0) return ''
  return `${['env', ...unset.flatMap((name) => ['-u', name]), ...set.map(shellQuote)].join(' ')} `
}

function proxyUrl(path: ReportPath): string | null {
  const proxy = path.hops.find((hop) => hop.kind !== 'server')
  return proxy === undefined ? null : (proxy.url ?? `${proxy.kind === 'socks5' ? 'socks5' : 'http'}://${proxy.address}`)
}

function passwordNote(proxy: string | null): string | null {
  return proxy?.includes('REDACTED') === true ? 'put the proxy password in place of REDACTED' : null
}

function variablesNote(report: Report): string | null {
  const set = report.proxy?.variables.map((variable) => variable.name) ?? []
  return set.length === 0 ? null : `with the variables as they are: ${set.join(', ')}`
}
