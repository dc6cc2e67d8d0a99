import { describe, expect, test } from 'vitest'
import { cellWidth } from '../../../src/lib/cell-width.ts'
import { frameOf } from '../../../src/render/ink/frame.ts'
import { screenLook } from '../../../src/render/ink/look.ts'
import { plainLine } from '../../../src/render/ink/styled-line.ts'
import type { UiState } from '../../../src/render/ink/ui-state.ts'
import { VIEWS } from '../../../src/render/ink/views.ts'
import { expectedText } from '../expected.ts'
import { golden, healthy, hostile, refused } from '../fixtures.ts'
import { afterActions, begun, done, liveEvents } from './states.ts'

describe.each([80, 120])('exactly, at %i columns', (columns) => {
  test.each(VIEWS.map((view) => view.id))('the view %s', (view) => {
    expect(drawn({ ...done(golden), view }, columns)).toBe(expectedText(`ink/${view}-${columns}.txt`))
  })

  test.each(['paths', 'remedies'] as const)('a row of %s, opened', (view) => {
    expect(drawn({ ...done(golden), view, opened: true }, columns)).toBe(
      expectedText(`ink/${view}-opened-${columns}.txt`),
    )
  })

  test('a run under way, whose slow hop says what it waits for', () => {
    const state = afterActions(
      begun(),
      { kind: 'probed', events: liveEvents },
      { kind: 'ticked', nowMs: 2345, nextInMs: null },
    )
    expect(drawn(state, columns)).toBe(expectedText(`ink/live-${columns}.txt`))
  })
})

describe('whatever the terminal', () => {
  const states = [begun(), ...[golden, healthy, hostile, refused].map(done)].flatMap((state) =>
    VIEWS.flatMap(({ id }) => [false, true].map((opened): UiState => ({ ...state, view: id, opened }))),
  )

  test.each([
    [80, 24],
    [20, 6],
    [40, 10],
    [300, 80],
    [1, 1],
  ])('%i×%i: no line is wider, and one row stays free', (columns, rows) => {
    for (const state of states) {
      const { lines } = frameOf(state, look({ columns, rows }))
      expect(Math.max(...lines.map((line) => cellWidth(plainLine(line))))).toBeLessThanOrEqual(columns)
      expect(lines.length).toBe(Math.max(5, rows - 1))
    }
  })

  test('no control character of a certificate, a header or a body gets there', () => {
    for (const state of states) {
      const text = frameOf(state, look({ columns: 100, rows: 500 })).lines.join('\n')
      expect(text.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/)
    }
  })

  test('without UTF-8 every sign of ours is ASCII', () => {
    for (const state of [golden, healthy, refused]
      .map(done)
      .flatMap((base) => VIEWS.map(({ id }) => ({ ...base, view: id })))) {
      const text = frameOf(state, look({ columns: 100, rows: 500, ascii: true })).lines.join('')
      // A sentence of the fixture has a curly apostrophe.
      expect(text.replaceAll('’', '')).toMatch(/^[\x20-\x7e]*$/)
    }
  })

  test('colours are the sixteen of the terminal, and end where they began', () => {
    for (const state of states) {
      for (const line of frameOf(state, look({ columns: 60, rows: 100, colour: true })).lines) {
        const codes = Array.from(line.matchAll(/\u001b\[([\d;]*)m/g), (match) => match[1] ?? '')
        expect(codes.flatMap((code) => code.split(';')).filter((code) => !/^(0|1|2|7|27|3[0-7])$/.test(code))).toEqual(
          [],
        )
        expect(['0', '27', undefined]).toContain(codes.at(-1))
      }
    }
  })

  test('colour says nothing that a word does not say', () => {
    for (const state of states) {
      const at = { columns: 100, rows: 100 }
      const coloured = frameOf(state, look({ ...at, colour: true })).lines.map(plainLine)
      expect(coloured).toEqual(frameOf(state, look(at)).lines)
    }
  })
})

function look(given: {
  readonly columns: number
  readonly rows: number
  readonly colour?: boolean
  readonly ascii?: boolean
}) {
  return screenLook({
    width: given.columns,
    rows: given.rows,
    colour: given.colour ?? false,
    ascii: given.ascii ?? false,
  })
}

function drawn(state: UiState, columns: number): string {
  return `${frameOf(state, look({ columns, rows: 30 }))
    .lines.map((line) => line.trimEnd())
    .join('\n')}\n`
}
