import { expect, test } from 'vitest'
import { FORMATS } from '../../src/render/format.ts'
import { renderers } from '../../src/render/index.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'

const options = { width: 80, colour: false, ascii: false }

test('every format has its renderer', () => {
  expect(Object.keys(renderers)).toEqual([...FORMATS])
})

test.each(FORMATS)('%s gives the same text twice, ends in one newline and leaves no empty value', (format) => {
  for (const report of [golden, healthy, refused, hostile]) {
    const text = renderers[format](report, options)
    expect(renderers[format](report, options)).toBe(text)
    expect(text).toMatch(/[^\n]\n$/)
    expect(text).not.toMatch(/\bundefined\b|\[object /)
  }
})
