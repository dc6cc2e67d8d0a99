import { build, type Plugin } from 'esbuild'
import { expect, test } from 'vitest'
import { patches } from '../../tools/bundle/patches.ts'
import { ROOT } from '../architecture/source.ts'

test('widths of text are those of string-width as it comes', async () => {
  const stringWidth = await builtStringWidth([])
  const patched = await builtStringWidth([patches])
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

async function builtStringWidth(plugins: Plugin[]): Promise<StringWidth> {
  const { outputFiles } = await build({
    stdin: { contents: "export { default } from 'string-width'", resolveDir: ROOT },
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
