import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { startInTerminal } from '../test/pty/terminal.ts'
import { svgOf } from './record-demo/svg.ts'

/**
 * `npm run record:demo`: runs the built file's `demo` in a pseudo-terminal and keeps its screen as docs/golden.svg, the
 * picture in the README. `npm run record:demo -- FILE.png` makes a PNG besides, with DejaVu Sans Mono.
 */
const COLUMNS = 100
const ROWS = 20

const run = startInTerminal(['demo', '--no-observe'], { columns: COLUMNS, rows: ROWS })
try {
  await run.until((text) => text.includes('FAILING  The proxy'), 'the verdict on the golden case')
  const svg = svgOf(run.emulator, 'kubectl tlsdoctor demo')
  writeFileSync(new URL('../docs/golden.svg', import.meta.url), svg)
  const png = process.argv[2]
  if (png !== undefined) writeFileSync(png, pngOf(svg))
  run.press('q')
  await run.ended
} finally {
  run.end()
}

function pngOf(svg: string): Uint8Array {
  const find = createRequire(import.meta.url).resolve
  const fontFiles = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'].map((name) =>
    find(`dejavu-fonts-ttf/ttf/${name}`),
  )
  const font = {
    fontFiles,
    loadSystemFonts: false,
    defaultFontFamily: 'DejaVu Sans Mono',
    monospaceFamily: 'DejaVu Sans Mono',
  }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: 1.5 } }).render().asPng()
}
