import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run, temporaryFolder } from './doctor.ts'

/** With exit status and first line of the error, `FILE` for the file. */
type TextRow = readonly [title: string, text: () => string | Uint8Array, expected: string]

const CASE = { schemaVersion: '1', kind: 'Case' }
const json = (value: unknown) => () => JSON.stringify(value)

const cases: readonly TextRow[] = [
  ['nothing', () => '', '2 error: FILE: not JSON'],
  ['NUL bytes', () => '\0'.repeat(1000), '2 error: FILE: not JSON'],
  ['no JSON', () => '{', '2 error: FILE: not JSON'],
  ['UTF-16', () => Buffer.from('\ufeff{}', 'utf16le'), '2 error: FILE: not JSON'],
  ['a number', () => '7', '2 error: FILE: /kind: "Case" is expected, but it is missing'],
  ['null', () => 'null', '2 error: FILE: /kind: "Case" is expected, but it is missing'],
  ['a list', () => '[]', '2 error: FILE: /kind: "Case" is expected, but it is missing'],
  ['another kind', json({ ...CASE, kind: 'Scan' }), '2 error: FILE: /kind: "Case" is expected, but it is another'],
  [
    'another version',
    json({ ...CASE, schemaVersion: '2' }),
    '2 error: FILE: /schemaVersion: "1" is expected: this Case was written by another version',
  ],
  ['nothing but its kind', json(CASE), '2 error: FILE: /tool: an object is expected, but it is missing'],
  ['100 000 brackets', () => '['.repeat(100_000), '2 error: FILE: not JSON'],
  [
    'a million brackets inside a member',
    () => `{"schemaVersion":"1","kind":"Case","at":${'['.repeat(1_000_000)}`,
    '2 error: FILE: not JSON',
  ],
  [
    '10 000 objects in one another',
    () => `${'{"at":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    '2 error: FILE: /kind: "Case" is expected, but it is missing',
  ],
  [
    '__proto__',
    () => '{"schemaVersion":"1","kind":"Case","__proto__":{"at":"x","polluted":true}}',
    '2 error: FILE: /tool: an object is expected, but it is missing',
  ],
  [
    'constructor.prototype',
    json({ ...CASE, constructor: { prototype: { polluted: true } } }),
    '2 error: FILE: /tool: an object is expected, but it is missing',
  ],
  [
    'a number beyond any',
    () => '{"schemaVersion":"1","kind":"Case","at":1e999}',
    '2 error: FILE: /tool: an object is expected, but it is missing',
  ],
  [
    'a number of 100 000 digits',
    () => `{"schemaVersion":"1","kind":"Case","at":${'9'.repeat(100_000)}}`,
    '2 error: FILE: /tool: an object is expected, but it is missing',
  ],
  [
    'escapes in a member that nobody knows',
    json({ ...CASE, '\u001b[2J': 1 }),
    '2 error: FILE: /tool: an object is expected, but it is missing',
  ],
  ['more than is read', () => `{"a":"${'x'.repeat(70 * 1024 * 1024)}"}`, '2 error: FILE: more than 67108864 bytes'],
]

describe('a Case from a stranger', () => {
  test.each(cases)('%s', async (_, text, expected) => {
    const file = join(temporaryFolder(), 'case.json')
    writeFileSync(file, text())
    const { exit, err } = await run(['replay', file])
    const said = (err.split('\n')[0] ?? '').replaceAll(file, 'FILE')
    // What the engine says of broken JSON differs from one to the next.
    expect(`${exit} ${said.replace(/not JSON: .*/, 'not JSON')}`).toBe(expected)
    expect(err).not.toContain('this is a bug')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
