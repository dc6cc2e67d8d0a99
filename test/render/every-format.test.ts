import { expect, test } from 'vitest'
import { FORMATS } from '../../src/render/format.ts'
import { rendererOf } from '../../src/render/renderer-of.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'
import { renderers } from './renderers.ts'

const options = { width: 80, colour: false, ascii: false }

test.each(FORMATS)('%s has its renderer', async (format) => {
  expect(await rendererOf(format)).toBe(renderers[format])
})

test.each(FORMATS)('%s gives the same text twice, ends in one newline and leaves no empty value', (format) => {
  for (const report of [golden, healthy, refused, hostile]) {
    const text = renderers[format](report, options)
    expect(renderers[format](report, options)).toBe(text)
    expect(text).toMatch(/[^\n]\n$/)
    expect(text).not.toMatch(/\bundefined\b|\[object /)
  }
})
