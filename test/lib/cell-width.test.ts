import { expect, test } from 'vitest'
import { cellWidth } from '../../src/lib/cell-width.ts'

test('every combining mark of the first plane takes no cell, every other sign of it some', () => {
  for (let code = 0x300; code < 0x10000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue
    const character = String.fromCodePoint(code)
    const combines = /^[\p{Mn}\p{Me}]$/u.test(character)
    expect([code.toString(16), cellWidth(character) === 0]).toEqual([code.toString(16), combines])
  }
})
