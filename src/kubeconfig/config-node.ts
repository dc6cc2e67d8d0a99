/**
 * A kubeconfig's document as the JSON that sigs.k8s.io/yaml would make of it, with the line that each value stands in.
 * `unsupported` is what JSON cannot carry (`.inf`, `.nan`).
 */
export type ConfigNode = { readonly line: number } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly ConfigNode[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, ConfigNode> }
)

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL'])
const TRUES = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])
const FALSES = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])
const INTEGER = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
const NOT_FINITE: Readonly<Record<string, string>> = {
  '.inf': '+Inf',
  '.Inf': '+Inf',
  '.INF': '+Inf',
  '+.inf': '+Inf',
  '+.Inf': '+Inf',
  '+.INF': '+Inf',
  '-.inf': '-Inf',
  '-.Inf': '-Inf',
  '-.INF': '-Inf',
  '.nan': 'NaN',
  '.NaN': 'NaN',
  '.NAN': 'NaN',
}

/**
 * The type of a plain (unquoted) scalar by the rules of go-yaml version 2, which are YAML 1.1's without timestamps and
 * sexagesimal numbers: `y`, `yes` and `on` are booleans. Models resolve() of sigs.k8s.io/yaml/goyaml.v2.
 */
export function resolvePlainScalar(text: string, line: number): ConfigNode | { readonly unsupported: string } {
  if (NULLS.has(text)) return { kind: 'null', line }
  if (TRUES.has(text)) return { kind: 'bool', value: true, line }
  if (FALSES.has(text)) return { kind: 'bool', value: false, line }
  const unsupported = NOT_FINITE[text]
  if (unsupported !== undefined) return { unsupported }
  if (/^[-+.0-9]/.test(text)) {
    const digits = text.replaceAll('_', '')
    if (INTEGER.test(digits)) return { kind: 'number', text, line }
    // Out of range for a float64 it stays a string.
    if (FLOAT.test(digits) && Number.isFinite(Number(digits))) return { kind: 'number', text, line }
  }
  return { kind: 'string', value: text, line }
}
