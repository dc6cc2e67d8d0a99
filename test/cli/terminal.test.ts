import { describe, expect, test } from 'vitest'
import { lookOf } from '../../src/cli/terminal.ts'
import { fakeWorld } from './fake-world.ts'

describe('colour', () => {
  test.each([
    ['on a terminal', { tty: 80 }, false, true],
    ['not in a pipe', {}, false, false],
    ['not with --no-color', { tty: 80 }, true, false],
    ['not with NO_COLOR', { tty: 80, env: { NO_COLOR: '1' } }, false, false],
    ['with an empty NO_COLOR', { tty: 80, env: { NO_COLOR: '' } }, false, true],
    ['not with TERM=dumb', { tty: 80, env: { TERM: 'dumb' } }, false, false],
  ])('%s', (_, given, noColor, colour) => {
    expect(lookOf(fakeWorld(given), noColor).colour).toBe(colour)
  })
})

describe('width', () => {
  test.each([
    ['of the terminal', { tty: 132, env: { COLUMNS: '50' } }, 132],
    ['80 in a pipe', {}, 80],
    ['COLUMNS in a pipe', { env: { COLUMNS: '120' } }, 120],
    ['80 where COLUMNS is no number', { env: { COLUMNS: 'wide' } }, 80],
    ['80 where a terminal says nothing', { tty: 0 }, 80],
  ])('%s', (_, given, width) => {
    expect(lookOf(fakeWorld(given), false).width).toBe(width)
  })
})

describe('ASCII', () => {
  test.each([
    ['not where no locale is set', {}, 'linux', false],
    ['not with UTF-8', { LANG: 'en_GB.UTF-8' }, 'linux', false],
    ['with C', { LANG: 'C' }, 'linux', true],
    ['LC_ALL wins', { LC_ALL: 'POSIX', LANG: 'en_GB.utf8' }, 'linux', true],
    ['not on Windows', { LANG: 'C' }, 'win32', false],
  ])('%s', (_, env, platform, ascii) => {
    expect(lookOf(fakeWorld({ env, platform }), false).ascii).toBe(ascii)
  })
})
