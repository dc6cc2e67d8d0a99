import { describe, expect, test } from 'vitest'
import type { Command } from '../../../src/render/ink/command.ts'
import { reduce } from '../../../src/render/ink/reduce.ts'
import type { UiState } from '../../../src/render/ink/ui-state.ts'
import { golden, healthy } from '../fixtures.ts'
import { afterActions, begun, done, liveEvents } from './states.ts'

const ROOM = {
  lines: Array.from({ length: 30 }, (_, row) => `line ${row}${row % 10 === 7 ? ' Needle' : ''}`),
  height: 10,
  top: 0,
}

describe('moving', () => {
  test('a list stops at its ends', () => {
    const state = done(golden)
    expect(obeyed(state, { kind: 'move', by: 'up' }).selected.paths).toBe(0)
    expect(obeyed(state, { kind: 'move', by: 'down' }, { kind: 'move', by: 'down' }).selected.paths).toBe(1)
  })

  test('a text scrolls to its last page and no further', () => {
    const state: UiState = { ...done(golden), view: 'why' }
    expect(obeyed(state, { kind: 'move', by: 'last' }).scroll).toBe(20)
    expect(obeyed(state, { kind: 'move', by: 'page-down' }, { kind: 'move', by: 'up' }).scroll).toBe(8)
    expect(obeyed({ ...state, scroll: 99 }, { kind: 'move', by: 'down' }).scroll).toBe(20)
  })

  test('views follow each other in a circle, and the chosen path stays chosen', () => {
    const chosen = obeyed(done(golden), { kind: 'move', by: 'down' }, { kind: 'neighbour', step: -1 })
    expect([chosen.view, chosen.selected.paths]).toEqual(['help', 1])
    expect(obeyed(chosen, { kind: 'neighbour', step: 1 }).view).toBe('paths')
  })

  test('Esc closes what is open, then the search, then goes to the paths', () => {
    let state: UiState = { ...done(golden), view: 'remedies', opened: true, search: 'x' }
    const seen = [state]
    for (let step = 0; step < 3; step += 1) {
      state = obeyed(state, { kind: 'back' })
      seen.push(state)
    }
    expect(seen.map(({ opened, search, view }) => [opened, search, view])).toEqual([
      [true, 'x', 'remedies'],
      [false, 'x', 'remedies'],
      [false, '', 'remedies'],
      [false, '', 'paths'],
    ])
  })
})

describe('searching', () => {
  test('finds whatever the case, goes on with n, and round the end', () => {
    const typed = obeyed(
      { ...done(golden), view: 'why' },
      { kind: 'search' },
      { kind: 'type', text: 'nEEdle' },
      { kind: 'accept' },
    )
    expect([typed.match, obeyed(typed, again).match, obeyed(typed, again, again, again).match]).toEqual([7, 17, 7])
  })

  test('says what is not there', () => {
    const state = obeyed(done(golden), { kind: 'search' }, { kind: 'type', text: 'zzz' }, { kind: 'accept' })
    expect([state.match, state.notice]).toEqual([null, 'not found: zzz'])
  })

  const again = { kind: 'search-again', step: 1 } as const
})

describe('what is asked of the world', () => {
  test('q leaves, Ctrl-C interrupts, even where something is asked', () => {
    expect(effects(done(golden), { kind: 'quit' })).toEqual([{ kind: 'close', by: 'quit' }])
    const asking: UiState = { ...done(golden), overlay: { kind: 'search', text: '' } }
    expect(effects(asking, { kind: 'interrupt' })).toEqual([{ kind: 'close', by: 'interrupt' }])
  })

  test('a run is begun again only when none is under way', () => {
    expect(effects(done(golden), { kind: 'run-again' })).toEqual([{ kind: 'run-again' }])
    expect(effects(begun(), { kind: 'run-again' })).toEqual([])
    expect(obeyed(begun(), { kind: 'run-again' }).notice).toBe('it is still looking')
  })

  test('a report is saved in the chosen format, under the name that was typed', () => {
    const chosen = obeyed(
      done(golden),
      { kind: 'format' },
      { kind: 'move', by: 'down' },
      { kind: 'accept' },
      { kind: 'save' },
    )
    expect(chosen.overlay).toEqual({ kind: 'save', text: 'tlsdoctor-report.json' })
    const typed = obeyed(chosen, { kind: 'erase' }, { kind: 'type', text: 'N' })
    expect(effects(typed, { kind: 'accept' })).toEqual([
      { kind: 'save', file: 'tlsdoctor-report.jsoN', format: 'json' },
    ])
    expect(obeyed(begun(), { kind: 'save' }).notice).toBe('there is no report yet')
  })

  test('the steps of the chosen remedy are copied, controls made visible', () => {
    const steps = [{ kind: 'command', text: 'echo \u001b[2J\nls' }] as const
    const report = { ...golden, remedies: golden.remedies.slice(0, 1).map((remedy) => ({ ...remedy, steps })) }
    expect(effects({ ...done(report), view: 'remedies' }, { kind: 'copy' })).toEqual([
      { kind: 'copy', text: 'echo \\x1b[2J\nls' },
    ])
    expect(effects(done(report), { kind: 'copy' })).toEqual([])
  })

  test('a remedy is applied only after yes, and only where the doctor can', () => {
    const [first] = golden.remedies
    if (first === undefined) throw new Error('the fixture has a remedy')
    const edit = { kind: 'set', file: '/home/user/.kube/config' } as unknown as NonNullable<typeof first.edit>
    const state: UiState = { ...done({ ...golden, remedies: [{ ...first, edit }] }), view: 'remedies' }
    const asked = obeyed(state, { kind: 'apply' })
    expect(asked.overlay).toEqual({ kind: 'apply', remedy: { ...first, edit } })
    expect(effects(asked, { kind: 'cancel' })).toEqual([])
    expect(effects(asked, { kind: 'accept' })).toEqual([{ kind: 'apply', remedy: { ...first, edit } }])
    const cannot: UiState = { ...done({ ...golden, remedies: [{ ...first, edit: null }] }), view: 'remedies' }
    expect(obeyed(cannot, { kind: 'apply' }).overlay).toBe(null)
  })
})

describe('a run', () => {
  test('begins with empty rows and keeps what the report before it said', () => {
    const again = afterActions(done(golden), { kind: 'run-started' })
    expect([again.running, again.run.paths, again.report]).toEqual([true, [], golden])
  })

  test('keeps the newest 2000 events and counts the others', () => {
    const many = Array.from({ length: 300 }, () => liveEvents).flat()
    const { run } = afterActions(begun(), { kind: 'probed', events: many })
    expect([run.events.length, run.forgotten]).toEqual([2000, many.length - 2000])
  })

  test('of a watch tells what changed and since when, the newest first', () => {
    const ended = (state: UiState, report: typeof golden) =>
      afterActions(state, { kind: 'run-started' }, { kind: 'run-ended', report })
    const first = ended(begun(30_000), healthy)
    expect(first.watch?.changes).toEqual([])
    const later = ended(first, { ...healthy, outcome: 'unfinished', at: '2026-11-23T22:00:00.000Z' })
    expect(later.watch?.changes).toEqual([
      { since: '2026-11-23T22:00:00.000Z', text: 'outcome: healthy, now unfinished' },
    ])
    expect(later.watch?.runs).toBe(2)
  })
})

function obeyed(state: UiState, ...commands: readonly Command[]): UiState {
  return afterActions(state, ...commands.map((command) => ({ kind: 'commanded', command, room: ROOM }) as const))
}

function effects(state: UiState, command: Command) {
  return reduce(state, { kind: 'commanded', command, room: ROOM }).effects
}
