import { quote } from '../../lib/quote.ts'
import type { ConfigNode } from '../config-node.ts'

/**
 * A value as Go's `%#v` writes what go-yaml made of it.
 * Divergence: numbers that are not whole stay as they are written.
 */
export function goSyntax(node: ConfigNode): string {
  switch (node.kind) {
    case 'null':
      return 'interface {}(nil)'
    case 'bool':
      return String(node.value)
    case 'number':
      return wholeNumber(node.text) ?? node.text
    case 'string':
      return quote(node.value)
    case 'array':
      return `[]interface {}{${node.items.map(goSyntax).join(', ')}}`
    case 'object': {
      const entries = [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))
      return `map[interface {}]interface {}{${entries.map(([key, value]) => `${quote(key)}:${goSyntax(value)}`).join(', ')}}`
    }
  }
}

function wholeNumber(text: string): string | null {
  const match = /^([-+]?)(0[xX]|0[bB]|0[oO]?(?=[0-7]))?([0-9a-fA-F]+)$/.exec(text.replaceAll('_', ''))
  if (match === null) return null
  const [, sign = '', prefix = '', digits = ''] = match
  const base = prefix === '' || prefix.length === 2 ? prefix : '0o'
  const value = BigInt(`${base.toLowerCase()}${digits}`)
  return String(sign === '-' ? -value : value)
}
