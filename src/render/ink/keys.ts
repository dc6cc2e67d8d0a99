import type { Command, Move } from './command.ts'
import type { Overlay } from './ui-state.ts'
import { viewOfKey } from './views.ts'

/** The part of Ink's `Key` that is looked at. */
export type KeyPress = Readonly<
  Record<
    | 'upArrow'
    | 'downArrow'
    | 'leftArrow'
    | 'rightArrow'
    | 'pageUp'
    | 'pageDown'
    | 'home'
    | 'end'
    | 'return'
    | 'escape'
    | 'tab'
    | 'shift'
    | 'ctrl'
    | 'backspace'
    | 'delete',
    boolean
  >
>

export interface Press {
  readonly input: string
  readonly key: KeyPress
}

/** Keys that arrived in one piece (a fast typist, a slow line, a paste), one by one: each meets what the one before it did. */
export function pressesOf(input: string, key: KeyPress): readonly Press[] {
  const letters = Array.from(input)
  if (letters.length < 2 || key.ctrl) return [{ input, key }]
  return letters.map((letter) => ({
    input: letter,
    key: {
      ...key,
      return: letter === '\r',
      tab: letter === '\t',
      backspace: letter === '\u007f' || letter === '\b',
      ctrl: false,
    },
  }))
}

/** What a key means, as k9s, lazygit and less have it. Where a line is typed, letters are text. */
export function commandsOf(input: string, key: KeyPress, overlay: Overlay | null): readonly Command[] {
  if (key.ctrl && input === 'c') return [{ kind: 'interrupt' }]
  if (overlay?.kind === 'search' || overlay?.kind === 'save') return typed(input, key)
  const special = specialKey(input, key)
  if (special !== null) return overlay === null ? [special] : inOverlay(special, overlay)
  if (overlay?.kind === 'apply') return [{ kind: /^y$/i.test(input) ? 'accept' : 'cancel' }]
  const command = letterKey(input)
  if (command === null) return []
  return overlay === null ? [command] : inOverlay(command, overlay)
}

function typed(input: string, key: KeyPress): readonly Command[] {
  if (key.escape) return [{ kind: 'cancel' }]
  if (key.return) return [{ kind: 'accept' }]
  if (key.backspace || key.delete) return [{ kind: 'erase' }]
  const text = key.ctrl ? '' : input.replace(/[^\x20-\x7e\u00a0-\u{10ffff}]/gu, '')
  return text === '' ? [] : [{ kind: 'type', text }]
}

/** A list to choose from knows up, down, Enter and Esc; a question yes and no. */
function inOverlay(command: Command, overlay: Overlay): readonly Command[] {
  if (overlay.kind === 'apply') return [{ kind: 'cancel' }]
  switch (command.kind) {
    case 'move':
      return [command]
    case 'open':
      return [{ kind: 'accept' }]
    case 'back':
    case 'quit':
    case 'format':
      return [{ kind: 'cancel' }]
    default:
      return []
  }
}

function specialKey(input: string, key: KeyPress): Command | null {
  if (key.ctrl) return CTRL[input] === undefined ? null : { kind: 'move', by: CTRL[input] }
  if (key.upArrow) return { kind: 'move', by: 'up' }
  if (key.downArrow) return { kind: 'move', by: 'down' }
  if (key.leftArrow) return { kind: 'neighbour', step: -1 }
  if (key.rightArrow) return { kind: 'neighbour', step: 1 }
  if (key.pageUp) return { kind: 'move', by: 'page-up' }
  if (key.pageDown) return { kind: 'move', by: 'page-down' }
  if (key.home) return { kind: 'move', by: 'first' }
  if (key.end) return { kind: 'move', by: 'last' }
  if (key.return) return { kind: 'open' }
  if (key.escape || key.backspace) return { kind: 'back' }
  if (key.tab) return { kind: 'neighbour', step: key.shift ? -1 : 1 }
  return null
}

const CTRL: Readonly<Record<string, Move>> = {
  d: 'half-down',
  u: 'half-up',
  f: 'page-down',
  b: 'page-up',
  n: 'down',
  p: 'up',
}

const LETTERS: Readonly<Record<string, Command>> = {
  j: { kind: 'move', by: 'down' },
  k: { kind: 'move', by: 'up' },
  h: { kind: 'neighbour', step: -1 },
  l: { kind: 'neighbour', step: 1 },
  ' ': { kind: 'move', by: 'page-down' },
  f: { kind: 'move', by: 'page-down' },
  b: { kind: 'move', by: 'page-up' },
  d: { kind: 'move', by: 'half-down' },
  u: { kind: 'move', by: 'half-up' },
  g: { kind: 'move', by: 'first' },
  G: { kind: 'move', by: 'last' },
  '/': { kind: 'search' },
  n: { kind: 'search-again', step: 1 },
  N: { kind: 'search-again', step: -1 },
  '?': { kind: 'help' },
  q: { kind: 'quit' },
  r: { kind: 'run-again' },
  s: { kind: 'save' },
  o: { kind: 'format' },
  c: { kind: 'copy' },
  a: { kind: 'apply' },
}

function letterKey(letter: string): Command | null {
  const command = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined
  if (command !== undefined) return command
  const view = viewOfKey(letter)
  return view === null ? null : { kind: 'view', view }
}
