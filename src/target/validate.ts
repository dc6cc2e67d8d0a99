import { goPathError } from '../kubeconfig/go-errno.ts'
import type { ExecConfig, Located } from '../kubeconfig/kubeconfig.ts'
import type { Location } from '../kubeconfig/location.ts'
import { quote } from '../lib/quote.ts'
import { redactUrlPassword } from '../lib/url-password.ts'
import type { UrlBehaviours } from '../release/kubeconfig-behaviours.ts'
import type { System } from '../system/system.ts'
import { parseGoUrl } from './go-url.ts'
import type { Refused } from './refusal.ts'
import type { Selection } from './selection.ts'

interface Problem {
  readonly code: string
  readonly text: string
  readonly at: Location | null
  readonly facts: Readonly<Record<string, string | readonly string[]>>
}

/**
 * Models DirectClientConfig.ConfirmUsable with validateAuthInfo and validateClusterInfo (client-go clientcmd
 * validation.go): the user first, then the cluster. The code is that of the first problem.
 *
 * @returns `null` where the configuration is usable
 */
export function confirmUsable(selection: Selection, rules: UrlBehaviours, system: System): Refused | null {
  const problems = [...userProblems(selection, system), ...clusterProblems(selection, rules, system)]
  const [first] = problems
  if (first === undefined) return null
  const message =
    problems.length === 1
      ? `error: ${first.text}`
      : `Error in configuration: \n${problems.map((problem) => `* ${problem.text}`).join('\n')}`
  const facts = problems.length === 1 ? first.facts : { ...first.facts, problems: problems.map((each) => each.text) }
  return { kind: 'refused', error: { code: first.code, message, at: first.at, facts } }
}

function userProblems({ user, userName }: Selection, system: System): readonly Problem[] {
  const methods = [
    ...(user.token === null ? [] : ['token']),
    ...(user.username === null && user.password === null ? [] : ['basicAuth']),
  ]
  const problems: Problem[] = []
  if (user.clientCertificate !== null || user.clientCertificateData !== null) {
    problems.push(...clientCertificateProblems(user, userName, system))
  }
  if (user.exec !== null) problems.push(...execProblems(user.exec, userName, user.authProvider !== null))
  if (methods.length > 1) {
    problems.push({
      code: 'authentication-methods-conflict',
      text: `more than one authentication method found for ${userName}; found [${methods.join(' ')}], only one is allowed`,
      at: user.token?.at ?? null,
      facts: { user: userName, methods },
    })
  }
  const imitates =
    user.impersonateUid !== null ||
    user.impersonateGroups.length > 0 ||
    Object.keys(user.impersonateExtra ?? {}).length > 0
  if (imitates && user.impersonate === null) {
    problems.push({
      code: 'authentication-methods-conflict',
      text: `requesting uid, groups or user-extra for ${userName} without impersonating a user`,
      at: null,
      facts: { user: userName },
    })
  }
  return problems
}

function clientCertificateProblems(user: Selection['user'], name: string, system: System): readonly Problem[] {
  const problems: Problem[] = []
  const facts = { user: name }
  const both = (text: string, at: Location | null): Problem => ({
    code: 'client-credential-unreadable',
    text,
    at,
    facts,
  })
  if (user.clientCertificate !== null && user.clientCertificateData !== null) {
    const text = `client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`
    problems.push(both(text, user.clientCertificate.at))
  }
  if (user.clientKey !== null && user.clientKeyData !== null) {
    const text = `client-key-data and client-key are both specified for ${name}; client-key-data will override`
    problems.push(both(text, user.clientKey.at))
  }
  if (user.clientKey === null && user.clientKeyData === null) {
    const text = `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`
    problems.push(both(text, user.clientCertificate?.at ?? user.clientCertificateData?.at ?? null))
  }
  problems.push(
    ...unreadable(user.clientCertificate, 'client-cert', name, 'client-credential-unreadable', system),
    ...unreadable(user.clientKey, 'client-key', name, 'client-credential-unreadable', system),
  )
  return problems
}

function execProblems(exec: Located<ExecConfig>, name: string, hasAuthProvider: boolean): readonly Problem[] {
  const { command, apiVersion, env, interactiveMode } = exec.value
  const use = `must be specified for ${name} to use exec authentication plugin`
  const texts = [
    ...(hasAuthProvider ? [`authProvider cannot be provided in combination with an exec plugin for ${name}`] : []),
    ...(command === '' ? [`command ${use}`] : []),
    ...(apiVersion === '' ? [`apiVersion ${use}`] : []),
    ...env.filter((variable) => variable.name === '').map(() => `env variable name ${use}`),
    ...(interactiveMode === '' ? [`interactiveMode ${use}`] : []),
    ...(['', 'Never', 'IfAvailable', 'Always'].includes(interactiveMode)
      ? []
      : [`invalid interactiveMode for ${name}: ${JSON.stringify(interactiveMode)}`]),
  ]
  return texts.map((text) => ({
    code: hasAuthProvider ? 'authentication-methods-conflict' : 'exec-plugin-failed',
    text,
    at: exec.at,
    facts: { user: name },
  }))
}

function clusterProblems(
  { cluster, clusterName }: Selection,
  rules: UrlBehaviours,
  system: System,
): readonly Problem[] {
  const problems: Problem[] = []
  if (cluster.proxyUrl !== null) {
    const fault = proxyUrlFault(cluster.proxyUrl.value, rules)
    if (fault !== null) {
      problems.push({
        code: 'proxy-url-invalid',
        text: `invalid 'proxy-url' ${quote(redactUrlPassword(cluster.proxyUrl.value))} for cluster ${JSON.stringify(clusterName)}: ${fault}`,
        at: cluster.proxyUrl.at,
        facts: { cluster: clusterName },
      })
    }
  }
  if (cluster.certificateAuthority !== null && cluster.certificateAuthorityData !== null) {
    problems.push({
      code: 'ca-data-and-file',
      text: `certificate-authority-data and certificate-authority are both specified for ${clusterName}. certificate-authority-data will override.`,
      at: cluster.certificateAuthority.at,
      facts: { cluster: clusterName, file: cluster.certificateAuthority.value },
    })
  }
  return [
    ...problems,
    ...unreadable(cluster.certificateAuthority, 'certificate-authority', clusterName, 'ca-file-missing', system),
  ]
}

/** Models parseProxyURL of clientcmd helpers.go: fewer schemes than the environment may use. */
function proxyUrlFault(value: string, rules: UrlBehaviours): string | null {
  const parsed = parseGoUrl(value, rules)
  if (!parsed.ok) return `could not parse: ${redactUrlPassword(value)}`
  const { scheme } = parsed.url
  if (scheme === 'http' || scheme === 'https' || scheme === 'socks5') return null
  return `unsupported scheme ${JSON.stringify(scheme)}, must be http, https, or socks5`
}

/** client-go only opens the file here; that a folder cannot be read shows later. */
function unreadable(
  file: Located<string> | null,
  what: string,
  owner: string,
  code: string,
  system: System,
): readonly Problem[] {
  if (file === null) return []
  const read = system.readFile(file.value, { maxBytes: 1 })
  if (read.ok || read.syscall === 'read') return []
  return [
    {
      code,
      text: `unable to read ${what} ${file.value} for ${owner} due to ${goPathError(file.value, read, system.platform)}`,
      at: file.at,
      facts: { file: file.value, owner },
    },
  ]
}
