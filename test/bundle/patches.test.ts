import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { expect, test } from 'vitest'
import { patches } from '../../tools/bundle/patches.ts'
import { ROOT } from '../architecture/source.ts'

test.each([
  ['of the terminal UI', ROOT],
  ['of help', join(ROOT, 'node_modules', 'cliui')],
])('widths of text are those of the string-width %s as it comes', async (_, folder) => {
  const stringWidth = await builtStringWidth([], folder)
  const patched = await builtStringWidth([patches], folder)
  for (const text of SAMPLES) expect([text, patched(text)]).toEqual([text, stringWidth(text)])
  for (let code = 0xa0; code < 0x3100; code++) {
    const text = `a${String.fromCodePoint(code)}b`
    expect([code.toString(16), patched(text)]).toEqual([code.toString(16), stringWidth(text)])
  }
  expect(patched('─', { ambiguousIsNarrow: false })).toBe(stringWidth('─', { ambiguousIsNarrow: false }))
})

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

async function builtStringWidth(plugins: Plugin[], of = ROOT): Promise<StringWidth> {
  const { outputFiles } = await build({
    stdin: { contents: "export { default } from 'string-width'", resolveDir: of },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins,
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  const { default: built } = await import(`data:text/javascript;base64,${code}`)
  return built
}
