import { expect, test } from 'vitest'
import { lazily } from '../../src/lib/lazily.ts'

test('a member is computed when it is first asked for, and never again', () => {
  const computed: string[] = []
  const compute = (name: string) => () => {
    computed.push(name)
    return name.toUpperCase()
  }
  const made = lazily({ a: compute('a'), b: compute('b') })
  expect(computed).toEqual([])
  expect([made.b, made.b]).toEqual(['B', 'B'])
  expect(computed).toEqual(['b'])
  expect({ ...made }).toEqual({ a: 'A', b: 'B' })
  expect(JSON.stringify(made)).toBe('{"a":"A","b":"B"}')
  expect(computed).toEqual(['b', 'a'])
})
