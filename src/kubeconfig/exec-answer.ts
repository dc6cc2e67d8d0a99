import { quote } from '../lib/quote.ts'
import { Secret } from '../lib/secret.ts'
import type { KubeconfigBehaviours } from '../release/kubeconfig-behaviours.ts'
import { keyPairFault } from '../target/key-pair.ts'
import type { ConfigNode } from './config-node.ts'
import { firstExecCredentialFault } from './go-types.ts'
import { parseYaml } from './parse-yaml.ts'
import { notRegistered, readMeta } from './version-and-kind.ts'

export type ExecAnswer =
  | {
      readonly kind: 'answer'
      readonly token: Secret | null
      readonly clientCertificate: { readonly certificate: Uint8Array; readonly key: Secret } | null
    }
  /** `text` in client-go's words. */
  | { readonly kind: 'unusable'; readonly code: 'decode' | 'incomplete'; readonly text: string }

/** What differs between releases here. */
export type ExecWords = Pick<KubeconfigBehaviours, 'execScheme' | 'checkZoneOffset' | 'unsupportedKey'>

const GROUP = 'client.authentication.k8s.io'

/**
 * Reads what an exec plugin printed: an ExecCredential of the configured version as JSON or YAML.
 * Models Authenticator.refreshCredsLocked of client-go plugin/pkg/client/auth/exec.
 *
 * @param apiVersion the one that the kubeconfig asks for
 */
export function readExecAnswer(stdout: string, apiVersion: string, words: ExecWords): ExecAnswer {
  const document = parseDocument(stdout, words)
  if ('fault' in document) return unusable('decode', `decoding stdout: ${document.fault}`)
  const { root } = document
  const meta = readMeta(root)
  if ('fault' in meta) return unusable('decode', `decoding stdout: ${meta.fault}`)
  // What names neither is taken for the internal version of the kind that was asked for.
  const returned = root.kind !== 'object' || meta.apiVersion === '' ? `${GROUP}/__internal` : meta.apiVersion
  const kind = meta.kind || 'ExecCredential'
  if (kind !== 'ExecCredential' || !/^client\.authentication\.k8s\.io\/(__internal|v1|v1beta1)$/.test(returned)) {
    return unusable('decode', `decoding stdout: ${notRegistered(kind, returned, words.execScheme)}`)
  }
  const fault = firstExecCredentialFault(root, words)
  if (fault !== null)
    return unusable('decode', `decoding stdout: ${fault.text.replace('v1.', `${versionName(returned)}.`)}`)
  if (returned !== apiVersion) {
    const text = `exec plugin is configured to use API version ${apiVersion}, plugin returned version ${returned}`
    return unusable('decode', text)
  }
  return credentialOf(root)
}

function credentialOf(root: ConfigNode): ExecAnswer {
  const status = entry(root, 'status')
  if (status?.kind !== 'object') return unusable('incomplete', "exec plugin didn't return a status field")
  const token = textOf(status, 'token')
  const certificate = textOf(status, 'clientCertificateData')
  const key = textOf(status, 'clientKeyData')
  if (token === '' && certificate === '' && key === '') {
    return unusable('incomplete', "exec plugin didn't return a token or cert/key pair")
  }
  if ((certificate === '') !== (key === '')) {
    return unusable('incomplete', 'exec plugin returned only certificate or key, not both')
  }
  const bytes = new Uint8Array(Buffer.from(certificate, 'utf8'))
  const fault = certificate === '' ? null : keyPairFault(bytes, key)
  if (fault !== null) return unusable('decode', `failed parsing client key/certificate: ${fault}`)
  return {
    kind: 'answer',
    token: token === '' ? null : new Secret(token),
    clientCertificate: certificate === '' ? null : { certificate: bytes, key: new Secret(key) },
  }
}

/**
 * apimachinery takes what begins with a brace for JSON and everything else for YAML.
 * Divergence: of encoding/json's syntax errors only the two frequent ones are worded exactly.
 */
function parseDocument(stdout: string, words: ExecWords): { readonly root: ConfigNode } | { readonly fault: string } {
  if (/^\s*\{/.test(stdout)) {
    const fault = jsonFault(stdout)
    if (fault !== null) return { fault: `couldn't get version/kind; json parse error: ${fault}` }
  }
  const parsed = parseYaml(new Uint8Array(Buffer.from(stdout, 'utf8')), words)
  return parsed.kind === 'parsed' ? { root: parsed.root } : { fault: parsed.text }
}

function jsonFault(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : ''
    const position = /at position (\d+)/.exec(message)?.[1]
    // V8 says where, or what.
    const rest = /^Unexpected token '(.+?)', /s.exec(message)?.[1] ?? text.slice(Number(position ?? text.length)).trim()
    const [character] = rest
    if (character === undefined) return 'unexpected end of JSON input'
    const after = message.includes('after JSON')
    return `invalid character ${quotedByte(character)} ${after ? 'after top-level value' : 'looking for beginning of value'}`
  }
}

/** Models encoding/json quoteChar: it has bytes, not characters, and quotes them in Go's way but for the two quotes. */
function quotedByte(character: string): string {
  if (character === "'") return "'\\''"
  if (character === '"') return `'"'`
  const byte = Buffer.from(character, 'utf8')[0] ?? 0
  return `'${quote(String.fromCharCode(byte)).slice(1, -1)}'`
}

function versionName(apiVersion: string): string {
  return apiVersion.split('/')[1] ?? 'v1'
}

function entry(node: ConfigNode, key: string): ConfigNode | undefined {
  return node.kind === 'object' ? node.entries.get(key) : undefined
}

function textOf(node: ConfigNode, key: string): string {
  const value = entry(node, key)
  return value?.kind === 'string' ? value.value : ''
}

function unusable(code: 'decode' | 'incomplete', text: string): ExecAnswer {
  return { kind: 'unusable', code, text }
}
