import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { expect, test } from 'vitest'
import { patches } from '../../tools/bundle/patches.ts'
import { ROOT } from '../architecture/source.ts'

test.each([
  ['of the terminal UI', ROOT],
  ['of help', join(ROOT, 'node_modules', 'cliui')],
])('widths of text are those of the string-width %s as it comes', async (_, folder) => {
  const stringWidth: StringWidth = await built('string-width', [], folder)
  const patched: StringWidth = await built('string-width', [patches], folder)
  for (const text of SAMPLES) expect([text, patched(text)]).toEqual([text, stringWidth(text)])
  for (let code = 0xa0; code < 0x3100; code++) {
    const text = `a${String.fromCodePoint(code)}b`
    expect([code.toString(16), patched(text)]).toEqual([code.toString(16), stringWidth(text)])
  }
  expect(patched('─', { ambiguousIsNarrow: false })).toBe(stringWidth('─', { ambiguousIsNarrow: false }))
})

test('help is wrapped as by the wrap-ansi that cliui brings', async () => {
  const folder = join(ROOT, 'node_modules', 'cliui')
  const wrapAnsi: WrapAnsi = await built('wrap-ansi', [], folder)
  const patched: WrapAnsi = await built('wrap-ansi', [patches], folder)
  for (const text of [...SAMPLES, ...SENTENCES])
    for (const columns of [1, 7, 20, 80])
      expect([text, columns, patched(text, columns, { hard: true })]).toEqual([
        text,
        columns,
        wrapAnsi(text, columns, { hard: true }),
      ])
})

const SENTENCES = [
  '  --timeout  DURATION: the whole run …  ',
  'two lines\nand  blanks ',
  'a \x1b[31mred sentence that is long enough\x1b[39m to be wrapped',
  '\x1b]8;;https://a.example\u0007a link over lines\x1b]8;;\u0007',
  '\u009b1mbold words of the other kind\u009b22m',
]

const SAMPLES = [
  '',
  'plain',
  '│ ✓ dns → tcp ─╴',
  '\x1b[31mred\x1b[39m ●',
  '日本語',
  'e\u0301',
  '👩‍👩‍👧 family',
  '▶\ufe0f',
  '↔\ufe0f',
  '1\u20e3',
  '각',
  '\u00ad',
  'ﾞ',
]

type StringWidth = (text: string, options?: { readonly ambiguousIsNarrow: boolean }) => number
type WrapAnsi = (text: string, columns: number, options: { readonly hard: boolean }) => string

async function built<T>(module: string, plugins: Plugin[], of: string): Promise<T> {
  const { outputFiles } = await build({
    stdin: { contents: `export { default } from '${module}'`, resolveDir: of },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins,
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  return (await import(`data:text/javascript;base64,${code}`)).default
}
