import { readFileSync } from 'node:fs'
import { fromBase64 } from '../../../src/lib/bytes.ts'

interface StoredCase {
  readonly id: string
  readonly leaf: string
  readonly intermediates: readonly string[]
  readonly roots: readonly string[]
  readonly dnsName: string
  /** Unix seconds. */
  readonly time: number
  readonly expected: readonly { readonly goVersions: readonly string[]; readonly text: string }[]
}

export interface LabCase {
  readonly id: string
  readonly presented: readonly Uint8Array[]
  readonly roots: readonly Uint8Array[]
  readonly dnsName: string
  readonly at: Date
  readonly expected: StoredCase['expected']
}

/** Chains and what Go toolchains said of them; origin: test/vectors/README.md. */
export const labCases: readonly LabCase[] = readVector<{ readonly cases: readonly StoredCase[] }>(
  'lab-certs-go.json',
).cases.map((stored) => ({
  id: stored.id,
  presented: [stored.leaf, ...stored.intermediates].map(fromBase64),
  roots: stored.roots.map(fromBase64),
  dnsName: stored.dnsName,
  at: new Date(stored.time * 1000),
  expected: stored.expected,
}))

export function readVector<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../vectors/go/${name}`, import.meta.url), 'utf8')) as T
}
