import { readFileSync, writeFileSync } from 'node:fs'
import { fromBase64, toBase64 } from '../../src/lib/bytes.ts'
import type { ChainAnswer } from './ask/chains.ts'
import type { ChainCase } from './cases/chains/chain-case.ts'
import { atInstant } from './predict-chain.ts'

/** One chain with what every release printed for it. */
export interface ChainVector {
  readonly chain: ChainCase
  /** When it was recorded: the certificates hold around that instant. */
  readonly at: Date
  readonly observed: readonly Observed[]
}

export interface Observed {
  /** The fatal text, its current time set to `at`; `null`: no answer came in time. */
  readonly text: string | null
  readonly kubectl: readonly string[]
}

export interface ChainVectors {
  /** Go's version by kubectl's. */
  readonly releases: Readonly<Record<string, string>>
  readonly vectors: readonly ChainVector[]
}

const FOLDER = new URL('../vectors/kubectl/', import.meta.url)

export type VectorFile = 'chains.json' | 'mended.json'

interface Stored {
  readonly note: string
  readonly releases: Readonly<Record<string, string>>
  readonly certificates: readonly string[]
  readonly cases: readonly {
    readonly id: string
    readonly at: string
    readonly host: string
    readonly presented: readonly number[]
    readonly anchors: readonly number[]
    readonly observed: readonly Observed[]
  }[]
}

export function readChainVectors(file: VectorFile): ChainVectors {
  const stored = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Stored
  const certificates = stored.certificates.map(fromBase64)
  const pick = (indices: readonly number[]) => indices.map((index) => certificates[index] ?? new Uint8Array(0))
  return {
    releases: stored.releases,
    vectors: stored.cases.map(({ id, at, host, presented, anchors, observed }) => ({
      chain: { id, host, presented: pick(presented), anchors: pick(anchors) },
      at: new Date(at),
      observed,
    })),
  }
}

const NOTE =
  'Recorded by npm run oracle:record. presented and anchors are indices into certificates (DER, base64). text = what kubectl get --raw printed when a TLS 1.2 flight that ends after the certificate was put to it, so that "missing ServerKeyExchange message" means that the chain was accepted; its current time is set to at, when the case was recorded.'

/** One case a line, so that a difference between two recordings can be read. */
export function writeChainVectors(
  file: VectorFile,
  vectors: readonly ChainVector[],
  releases: ChainVectors['releases'],
): void {
  const certificates: string[] = []
  const indexOf = new Map<string, number>()
  const index = (der: Uint8Array): number => {
    const text = toBase64(der)
    const known = indexOf.get(text)
    if (known !== undefined) return known
    indexOf.set(text, certificates.length)
    return certificates.push(text) - 1
  }
  const cases = vectors.map(({ chain: { id, host, presented, anchors }, at, observed }) =>
    JSON.stringify({
      id,
      at: at.toISOString(),
      host,
      presented: presented.map(index),
      anchors: anchors.map(index),
      observed,
    }),
  )
  const lines = (items: readonly string[]) => `[\n${items.join(',\n')}\n]`
  const head = `"note":${JSON.stringify(NOTE)},\n"releases":${JSON.stringify(releases)}`
  const pool = lines(certificates.map((one) => JSON.stringify(one)))
  writeFileSync(new URL(file, FOLDER), `{${head},\n"certificates":${pool},\n"cases":${lines(cases)}}\n`)
}

/** Answers grouped by chain, and by text within. */
export function vectorsOf(
  chains: readonly ChainCase[],
  answers: readonly ChainAnswer[],
  at: Date,
): readonly ChainVector[] {
  const byChain = Map.groupBy(answers, ({ chain }) => chain.id)
  return chains.map((chain) => {
    const byText = Map.groupBy(byChain.get(chain.id) ?? [], ({ text }) => atInstant(text, at))
    const observed = [...byText].map(([text, same]) => ({ text, kubectl: same.map(({ release }) => release.kubectl) }))
    return { chain, at, observed }
  })
}
