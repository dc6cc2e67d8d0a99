import { resolvePlainScalar } from './config-node.ts'

/** How a value is written where it comes to stand. */
export type ScalarStyle = 'plain' | 'single' | 'double'

/** The quotes of a value or key as it stands in the text. */
export function styleOf(source: string): ScalarStyle {
  if (source.startsWith("'")) return 'single'
  return source.startsWith('"') ? 'double' : 'plain'
}

/**
 * One line that every YAML reader takes for this very string, in the style asked for where that is possible. Double
 * quotes are JSON's, which YAML shares (YAML 1.2.2 section 5.7).
 */
export function scalarText(value: string, style: ScalarStyle): string {
  if (style === 'plain' && isPlain(value)) return value
  if (style === 'single' && !/[^\x20-\x7e]/.test(value)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value)
}

/** Starts with a letter and has no sign that means something anywhere, and no reader takes it for a boolean or a number. */
function isPlain(value: string): boolean {
  if (!/^[A-Za-z](?:[A-Za-z0-9_./@-]|:(?=[A-Za-z0-9/]))*$/.test(value)) return false
  const read = resolvePlainScalar(value, 1)
  return 'kind' in read && read.kind === 'string'
}
