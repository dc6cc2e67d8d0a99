import { parse as parseYaml } from 'yaml'
import { escapeControl } from '../../../src/lib/escape.ts'
import { holds, same } from './holds.ts'

/** Nothing that moves a cursor, turns text around or hides in it; only line feeds. */
export function holdsNoControls(text: string, what: string): void {
  for (const line of text.split('\n'))
    holds(escapeControl(line) === line, `${what}: ${JSON.stringify(line.slice(0, 300))}`)
}

/** The JSON and the YAML of one value are readable, and the same but for lone surrogates, which YAML has no way to write. */
export function readsAlike(json: string, yaml: string): void {
  holdsNoControls(json, 'json')
  holdsNoControls(yaml, 'yaml')
  same(parseYaml(yaml, { maxAliasCount: 0, logLevel: 'silent' }), wellFormed(JSON.parse(json)), 'yaml')
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toWellFormed(), wellFormed(one)]))
}
