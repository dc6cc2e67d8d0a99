import type { ConfigNode } from './config-node.ts'
import { decodeGoBase64 } from './go-base64.ts'
import { rfc3339Fault, type TimeRules } from './go-time.ts'

/** A Go type as encoding/json decodes into it, named as its errors name it. */
type GoType =
  | { readonly kind: 'string'; readonly name: string }
  | { readonly kind: 'bool'; readonly name: 'bool' }
  | { readonly kind: 'bytes'; readonly name: '[]uint8' }
  /** metav1.Time, which reads a string. */
  | { readonly kind: 'time'; readonly name: 'string' }
  | { readonly kind: 'any'; readonly name: string }
  | { readonly kind: 'list' | 'map'; readonly name: string; readonly of: GoType }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: Readonly<Record<string, GoType>> }

const text: GoType = { kind: 'string', name: 'string' }
const bool: GoType = { kind: 'bool', name: 'bool' }
const bytes: GoType = { kind: 'bytes', name: '[]uint8' }
const time: GoType = { kind: 'time', name: 'string' }
const list = (of: GoType): GoType => ({ kind: 'list', name: `[]${of.name}`, of })
const map = (of: GoType): GoType => ({ kind: 'map', name: `map[string]${of.name}`, of })
const struct = (name: string, fields: Readonly<Record<string, GoType>>): GoType => ({
  kind: 'struct',
  name: `v1.${name}`,
  fields,
})

const extensions = list(
  struct('NamedExtension', { name: text, extension: { kind: 'any', name: 'runtime.RawExtension' } }),
)

const cluster = struct('Cluster', {
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': bool,
  'certificate-authority': text,
  'certificate-authority-data': bytes,
  'proxy-url': text,
  'disable-compression': bool,
  extensions,
})

const exec = struct('ExecConfig', {
  command: text,
  args: list(text),
  env: list(struct('ExecEnvVar', { name: text, value: text })),
  apiVersion: text,
  installHint: text,
  provideClusterInfo: bool,
  interactiveMode: { kind: 'string', name: 'v1.ExecInteractiveMode' },
})

const authInfo = struct('AuthInfo', {
  'client-certificate': text,
  'client-certificate-data': bytes,
  'client-key': text,
  'client-key-data': bytes,
  token: text,
  tokenFile: text,
  as: text,
  'as-uid': text,
  'as-groups': list(text),
  'as-user-extra': map(list(text)),
  username: text,
  password: text,
  'auth-provider': struct('AuthProviderConfig', { name: text, config: map(text) }),
  exec,
  extensions,
})

/** k8s.io/client-go/tools/clientcmd/api/v1 types.go: the fields that are decoded; others are passed over. */
const config = struct('Config', {
  preferences: struct('Preferences', { colors: bool, extensions }),
  clusters: list(struct('NamedCluster', { name: text, cluster })),
  users: list(struct('NamedAuthInfo', { name: text, user: authInfo })),
  contexts: list(
    struct('NamedContext', {
      name: text,
      context: struct('Context', { cluster: text, user: text, namespace: text, extensions }),
    }),
  ),
  'current-context': text,
  extensions,
})

/** k8s.io/client-go/pkg/apis/clientauthentication/v1: what an exec plugin prints. */
const execCredential = struct('ExecCredential', {
  status: struct('ExecCredentialStatus', {
    token: text,
    clientCertificateData: text,
    clientKeyData: text,
    expirationTimestamp: time,
  }),
})

export interface TypeFault {
  /** As encoding/json words it. */
  readonly text: string
  readonly line: number
}

/**
 * The first value of a whole kubeconfig that does not fit its field. encoding/json goes on after such an error and
 * reports the first one; since the YAML became JSON with sorted keys, "first" means in the order of the keys.
 */
export function firstTypeFault(root: ConfigNode): TypeFault | null {
  return check(root, config, 'Config', [], { checkZoneOffset: true })
}

/** The same for the answer of an exec plugin. */
export function firstExecCredentialFault(root: ConfigNode, times: TimeRules): TypeFault | null {
  return check(root, execCredential, 'ExecCredential', [], times)
}

function check(
  node: ConfigNode,
  type: GoType,
  structName: string,
  path: readonly string[],
  times: TimeRules,
): TypeFault | null {
  if (node.kind === 'null' || type.kind === 'any') return null
  const mismatch: TypeFault = {
    text: `json: cannot unmarshal ${node.kind} into Go struct field ${structName}.${path.join('.')} of type ${type.name}`,
    line: node.line,
  }
  switch (type.kind) {
    case 'string':
    case 'bool':
      return node.kind === type.kind ? null : mismatch
    case 'bytes':
      if (node.kind === 'array') return null
      return node.kind === 'string' ? base64Fault(node.value, node.line) : mismatch
    case 'time':
      return node.kind === 'string' ? timeFault(node.value, node.line, times) : mismatch
    case 'list':
      if (node.kind !== 'array') return mismatch
      return first(node.items, (item) => check(item, type.of, structName, path, times))
    case 'map':
      if (node.kind !== 'object') return mismatch
      return first(sortedKeys(node.entries), ([, value]) => check(value, type.of, structName, path, times))
    case 'struct': {
      if (node.kind !== 'object') return mismatch
      return first(sortedKeys(node.entries), ([key, value]) => {
        const field = Object.hasOwn(type.fields, key) ? type.fields[key] : undefined
        return field === undefined ? null : check(value, field, type.name.replace('v1.', ''), [...path, key], times)
      })
    }
  }
}

function base64Fault(value: string, line: number): TypeFault | null {
  const decoded = decodeGoBase64(value)
  return 'bytes' in decoded ? null : { text: `illegal base64 data at input byte ${decoded.corruptAt}`, line }
}

function timeFault(value: string, line: number, times: TimeRules): TypeFault | null {
  const text = rfc3339Fault(value, times)
  return text === null ? null : { text, line }
}

function first<T>(items: Iterable<T>, look: (item: T) => TypeFault | null): TypeFault | null {
  for (const item of items) {
    const fault = look(item)
    if (fault !== null) return fault
  }
  return null
}

function sortedKeys(entries: ReadonlyMap<string, ConfigNode>): readonly (readonly [string, ConfigNode])[] {
  return [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}
