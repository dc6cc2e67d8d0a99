import { quote } from '../lib/quote.ts'
import type { ConfigNode } from './config-node.ts'

const META = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

/**
 * What the decoder says before it reads a kubeconfig's fields: the document must be an object whose apiVersion and
 * kind, where given, are `v1` and `Config`. Models apimachinery's SimpleMetaFactory.Interpret and runtime.NotRegisteredErr.
 *
 * @param scheme the registry of kinds, as the release names it
 * @returns client-go's words, or `null`
 */
export function versionAndKindFault(root: ConfigNode, scheme: string): string | null {
  const meta = readMeta(root)
  if ('fault' in meta) return meta.fault
  const version = meta.apiVersion === '' || meta.apiVersion === '/' ? 'v1' : meta.apiVersion
  const kind = meta.kind || 'Config'
  if (version === 'v1' && kind === 'Config') return null
  return notRegistered(kind, version, scheme)
}

/** Models runtime.notRegisteredErr. */
export function notRegistered(kind: string, version: string, scheme: string): string {
  return `no kind ${quote(kind)} is registered for version ${quote(version)} in scheme ${quote(scheme)}`
}

/** apiVersion and kind of any API object, or why they cannot be read. `null` documents have neither. */
export function readMeta(
  root: ConfigNode,
): { readonly apiVersion: string; readonly kind: string } | { readonly fault: string } {
  if (root.kind === 'null') return { apiVersion: '', kind: '' }
  if (root.kind !== 'object') return { fault: metaFault(root, `Go value of type ${META}`) }
  const fault = fieldFault(root, 'apiVersion') ?? fieldFault(root, 'kind')
  if (fault !== null) return { fault }
  const apiVersion = stringOf(root, 'apiVersion')
  if (apiVersion.split('/').length > 2) return { fault: `unexpected GroupVersion string: ${apiVersion}` }
  return { apiVersion, kind: stringOf(root, 'kind') }
}

function metaFault(node: ConfigNode, into: string): string {
  return `couldn't get version/kind; json parse error: json: cannot unmarshal ${node.kind} into ${into}`
}

function fieldFault(root: Extract<ConfigNode, { kind: 'object' }>, field: string): string | null {
  const node = root.entries.get(field)
  if (node === undefined || node.kind === 'null' || node.kind === 'string') return null
  return metaFault(node, `Go struct field .${field} of type string`)
}

function stringOf(root: Extract<ConfigNode, { kind: 'object' }>, field: string): string {
  const node = root.entries.get(field)
  return node?.kind === 'string' ? node.value : ''
}
