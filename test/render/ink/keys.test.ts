import { describe, expect, test } from 'vitest'
import type { Command } from '../../../src/render/ink/command.ts'
import { commandsOf, type KeyPress, pressesOf } from '../../../src/render/ink/keys.ts'
import type { ReportRemedy } from '../../../src/report/report.ts'
import { golden } from '../fixtures.ts'

describe('a key means what users of k9s, lazygit and less expect', () => {
  test.each<readonly [string, Partial<KeyPress>, Command]>([
    ['', { upArrow: true }, { kind: 'move', by: 'up' }],
    ['k', {}, { kind: 'move', by: 'up' }],
    ['', { downArrow: true }, { kind: 'move', by: 'down' }],
    ['j', {}, { kind: 'move', by: 'down' }],
    ['', { leftArrow: true }, { kind: 'neighbour', step: -1 }],
    ['h', {}, { kind: 'neighbour', step: -1 }],
    ['', { rightArrow: true }, { kind: 'neighbour', step: 1 }],
    ['l', {}, { kind: 'neighbour', step: 1 }],
    ['', { tab: true }, { kind: 'neighbour', step: 1 }],
    ['', { tab: true, shift: true }, { kind: 'neighbour', step: -1 }],
    ['', { pageDown: true }, { kind: 'move', by: 'page-down' }],
    [' ', {}, { kind: 'move', by: 'page-down' }],
    ['f', {}, { kind: 'move', by: 'page-down' }],
    ['f', { ctrl: true }, { kind: 'move', by: 'page-down' }],
    ['', { pageUp: true }, { kind: 'move', by: 'page-up' }],
    ['b', {}, { kind: 'move', by: 'page-up' }],
    ['d', {}, { kind: 'move', by: 'half-down' }],
    ['u', { ctrl: true }, { kind: 'move', by: 'half-up' }],
    ['g', {}, { kind: 'move', by: 'first' }],
    ['', { home: true }, { kind: 'move', by: 'first' }],
    ['G', {}, { kind: 'move', by: 'last' }],
    ['', { end: true }, { kind: 'move', by: 'last' }],
    ['', { return: true }, { kind: 'open' }],
    ['', { escape: true }, { kind: 'back' }],
    ['/', {}, { kind: 'search' }],
    ['n', {}, { kind: 'search-again', step: 1 }],
    ['N', {}, { kind: 'search-again', step: -1 }],
    ['?', {}, { kind: 'help' }],
    ['q', {}, { kind: 'quit' }],
    ['r', {}, { kind: 'run-again' }],
    ['s', {}, { kind: 'save' }],
    ['o', {}, { kind: 'format' }],
    ['c', {}, { kind: 'copy' }],
    ['a', {}, { kind: 'apply' }],
    ['3', {}, { kind: 'view', view: 'chain' }],
  ])('%j %j', (input, key, command) => {
    expect(commandsOf(input, pressed(key), null)).toEqual([command])
  })

  test('Ctrl-C ends it, wherever the user is', () => {
    for (const overlay of [null, SEARCH, SAVE, FORMAT, APPLY]) {
      expect(commandsOf('c', pressed({ ctrl: true }), overlay)).toEqual([{ kind: 'interrupt' }])
    }
  })

  test('keys that arrive together are taken one after the other, unknown ones dropped', () => {
    const commands = pressesOf('jx\r2', pressed({})).flatMap(({ input, key }) => commandsOf(input, key, null))
    expect(commands).toEqual([{ kind: 'move', by: 'down' }, { kind: 'open' }, { kind: 'view', view: 'why' }])
  })
})

describe('while something is asked', () => {
  test('letters are text in a line that is typed', () => {
    expect(commandsOf('q', pressed({}), SEARCH)).toEqual([{ kind: 'type', text: 'q' }])
    expect(commandsOf('a/b', pressed({}), SAVE)).toEqual([{ kind: 'type', text: 'a/b' }])
    expect(commandsOf('', pressed({ backspace: true }), SAVE)).toEqual([{ kind: 'erase' }])
    expect(commandsOf('', pressed({ return: true }), SAVE)).toEqual([{ kind: 'accept' }])
    expect(commandsOf('', pressed({ escape: true }), SAVE)).toEqual([{ kind: 'cancel' }])
  })

  test('pasted control characters are no text', () => {
    const typed = pressesOf('a\u001b[b\u007f\r', pressed({})).flatMap(({ input, key }) =>
      commandsOf(input, key, SEARCH),
    )
    expect(typed).toEqual([
      { kind: 'type', text: 'a' },
      { kind: 'type', text: '[' },
      { kind: 'type', text: 'b' },
      { kind: 'erase' },
      { kind: 'accept' },
    ])
  })

  test('only y applies a remedy', () => {
    expect(commandsOf('y', pressed({}), APPLY)).toEqual([{ kind: 'accept' }])
    expect(commandsOf('n', pressed({}), APPLY)).toEqual([{ kind: 'cancel' }])
    expect(commandsOf('', pressed({ return: true }), APPLY)).toEqual([{ kind: 'cancel' }])
  })

  test('a list of formats is chosen from by arrows and Enter', () => {
    expect(commandsOf('', pressed({ downArrow: true }), FORMAT)).toEqual([{ kind: 'move', by: 'down' }])
    expect(commandsOf('', pressed({ return: true }), FORMAT)).toEqual([{ kind: 'accept' }])
    expect(commandsOf('q', pressed({}), FORMAT)).toEqual([{ kind: 'cancel' }])
    expect(commandsOf('r', pressed({}), FORMAT)).toEqual([])
  })
})

const [REMEDY] = golden.remedies as readonly [ReportRemedy, ...ReportRemedy[]]
const SEARCH = { kind: 'search', text: '' } as const
const SAVE = { kind: 'save', text: '' } as const
const FORMAT = { kind: 'format', index: 0 } as const
const APPLY = { kind: 'apply', remedy: REMEDY } as const

function pressed(keys: Partial<KeyPress>): KeyPress {
  return {
    upArrow: false,
    downArrow: false,
    leftArrow: false,
    rightArrow: false,
    pageUp: false,
    pageDown: false,
    home: false,
    end: false,
    return: false,
    escape: false,
    tab: false,
    shift: false,
    ctrl: false,
    backspace: false,
    delete: false,
    ...keys,
  }
}
