import { pbkdf2Sync } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Random } from '../oracle/fuzz/random.ts'
import { Coverage } from './coverage.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { fuzz } from './fuzzer.ts'
import { holdsNoControls, readsAlike } from './invariants/output.ts'
import { isSafeHtml } from './invariants/safe-html.ts'
import { minimised } from './minimise.ts'
import { mutated } from './mutate/index.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const text = (input: Uint8Array) => Buffer.from(input).toString('latin1')

/** Breaks where four bytes stand one behind the other, which is told by no word and by no seed. */
const planted: FuzzTarget = {
  covers: [],
  mutator: 'bytes',
  words: [],
  seeds: () => ['....'],
  executions: 0,
  run(input) {
    if (input[0] !== 0x00) return
    if (input[1] !== 0x0a) return
    if (input[2] !== 0x7f) return
    if (input[3] === 0xff) throw new Error('planted')
  },
}
const MOST = 400_000

describe('the fuzzer', () => {
  test('finds a planted fault by what it reaches on the way, and makes the input small', async () => {
    const coverage = new Coverage(['fuzz/fuzzer.test'], 'test')
    onTestFinished(() => coverage.stop())
    let isFound = false
    const found = await fuzz(planted, [bytes('....')], {
      random: new Random(1),
      coverage,
      isOver: (executions) => isFound || executions >= MOST,
      onCrash: () => {
        isFound = true
      },
    })
    expect(found.crashes.map(({ message, input }) => [message.split('\n')[0], [...input]])).toEqual([
      ['Error: planted', [0x00, 0x0a, 0x7f, 0xff]],
    ])
    expect(found.pool).toBeGreaterThan(3)
    const [first, last] = found.reached
    expect(last).toBeGreaterThan(first)
  }, 60_000)

  test('tries the same inputs again with the same seed, and others with another', async () => {
    const tried = async (seed: number) => {
      const inputs: string[] = []
      const isOver = (executions: number) => executions >= 200
      const onInput = (input: Uint8Array) => inputs.push(text(input))
      await fuzz(planted, [bytes('....')], { random: new Random(seed), coverage: null, isOver, onInput })
      return inputs
    }
    expect(await tried(7)).toEqual(await tried(7))
    expect(await tried(7)).not.toEqual(await tried(8))
  })

  test('takes an input for a fault on which too much is done', async () => {
    const busy = (input: Uint8Array) => {
      if (input.length > 0) pbkdf2Sync(input, input, 3_000_000, 32, 'sha512')
    }
    const { crashes } = await fuzz({ ...planted, run: busy }, [bytes('x')], {
      random: new Random(1),
      coverage: null,
      isOver: (executions) => executions >= 1,
    })
    expect(crashes.map(({ fault }) => fault)).toEqual(['slow'])
  })

  test('tells the same fault once, and two at two places', async () => {
    const run = (input: Uint8Array) => {
      if (input.length % 2 === 0) throw new Error('even')
      throw new Error('odd')
    }
    const isOver = (executions: number) => executions >= 100
    const { crashes } = await fuzz({ ...planted, run }, [], { random: new Random(1), coverage: null, isOver })
    expect(crashes).toHaveLength(2)
    expect(new Set(crashes.map(({ message }) => message.split('\n')[0]))).toEqual(
      new Set(['Error: even', 'Error: odd']),
    )
  })
})

test('an input is made smaller as long as it fails', async () => {
  const smallest = await minimised(bytes('some text, a needle, and more text'), async (one) =>
    text(one).includes('needle'),
  )
  expect(text(smallest)).toBe('needle')
})

test.each([
  ['json', '{"a":[1,"x",{"b":null}],"c":"MAMCAQE="}'],
  ['lines', 'a: b\nc: d\n'],
  ['pem', '-----BEGIN X-----\nMAMCAQE=\n-----END X-----\n'],
  ['der', '\u0030\u0003\u0002\u0001\u0001'],
  ['tls', '\u0016\u0003\u0003\u0000\u0004\u000e\u0000\u0000\u0000'],
  ['bytes', 'x'],
] as const)('changes of %s are many, whatever they are given', (mutator, input) => {
  const random = new Random(3)
  const results = Array.from({ length: 300 }, () =>
    text(mutated({ mutator, words: ['w'] }, bytes(input), [bytes(input)], random)),
  )
  expect(new Set(results).size).toBeGreaterThan(150)
  for (const result of results.slice(0, 50)) mutated({ mutator, words: [] }, bytes(result), [], random)
})

describe('a page is not safe with', () => {
  test.each([
    ['a script', '<p><script>x</script></p>'],
    ['a picture', '<img src="https://192.0.2.1/x">'],
    ['a handler', '<p onclick="x">x</p>'],
    ['a link', '<a href="https://stranger.example/">x</a>'],
    ['text that is taken for an element', '<p>a < b</p>'],
    ['an element that stays open', '<div><p>x</div>'],
    ['a terminal escape', '<p>\u001b[2J</p>'],
  ])('%s', (_, page) => {
    expect(() => isSafeHtml(page)).toThrow()
    expect(() => isSafeHtml('<p class="a">x &lt; <b>y</b><br></p>')).not.toThrow()
  })
})

test('texts that turn around or hide what stands in them are found, and JSON beside other YAML', () => {
  for (const hidden of ['a\u202eb', 'a\u200bb', 'a\rb', '\u009b31m'])
    expect(() => holdsNoControls(hidden, '')).toThrow()
  expect(() => readsAlike('{"a":1}', 'a: 2\n')).toThrow('yaml')
  readsAlike('{"a":1}', 'a: 1\n')
})
