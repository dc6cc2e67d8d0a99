import { expect, test } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import type { ChainCase } from '../cases/chains/chain-case.ts'
import { createForge } from '../cases/forge.ts'
import { damaged } from './damage.ts'
import { minimised } from './minimise.ts'
import { Random } from './random.ts'
import { randomChain } from './random-chain.ts'

test('a seed gives the same choices again, another seed others', () => {
  const choices = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 20 }, () => random.below(1000))
  }
  expect(choices(7)).toEqual(choices(7))
  expect(choices(7)).not.toEqual(choices(8))
})

test('damage changes a certificate nearly always and never throws, whatever it is given', () => {
  const random = new Random(1)
  const { der } = createForge(new Date('2026-11-24T00:00:00Z'))()
  const results = Array.from({ length: 500 }, () => damaged(der, random))
  expect(results.filter((one) => Buffer.compare(one, der) !== 0).length).toBeGreaterThan(400)
  for (let times = 0; times < 200; times++) damaged(damaged(concatBytes(der), random), random)
  damaged(Uint8Array.of(0x30), random)
})

test('random chains have what a handshake needs, and reach most heights', () => {
  const random = new Random(2)
  const forge = createForge(new Date('2026-11-24T00:00:00Z'))
  const chains = Array.from({ length: 100 }, (_, id) => randomChain(forge, random, String(id)))
  expect(chains.every(({ presented, anchors }) => presented.length > 0 && anchors.length > 0)).toBe(true)
  expect(new Set(chains.map(({ presented }) => presented.length)).size).toBeGreaterThan(2)
})

test('a difference is shrunk to the certificates that it needs', async () => {
  const [a, b, c] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)]
  const chain: ChainCase = { id: 'x', host: 'h', presented: [a, b, c], anchors: [a, c] }
  const needsB = async ({ presented }: ChainCase) => presented.includes(b)
  expect(await minimised(chain, needsB)).toEqual({ id: 'x', host: 'h', presented: [b], anchors: [a] })
})
