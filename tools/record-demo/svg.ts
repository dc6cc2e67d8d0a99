import type { IBufferCell, Terminal } from '@xterm/headless'

const CELL_WIDTH = 8.4
const LINE_HEIGHT = 18
const MARGIN = 14
const TITLE_BAR = 30

/** What the terminal shows, every run of equal cells placed by its column, so that any monospaced font keeps the table. */
export function svgOf(terminal: Terminal, title: string): string {
  const width = terminal.cols * CELL_WIDTH + 2 * MARGIN
  const height = terminal.rows * LINE_HEIGHT + 2 * MARGIN + TITLE_BAR
  const rows = Array.from({ length: terminal.rows }, (_, row) =>
    runsOf(terminal, row)
      .map((run) => textOf(run, row))
      .join(''),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<text x="${width / 2}" y="20" fill="${FAINT}" font-family="monospace" font-size="12" text-anchor="middle">${escapeXml(title)}</text>
<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
${rows.filter((row) => row !== '').join('\n')}
</g>
</svg>
`
}

const BACKGROUND = '#16181d'
const FOREGROUND = '#d7dae0'
const FAINT = '#8a8f98'
/** The palette's colours that the screen uses: red, green, yellow, cyan. */
const PALETTE: Readonly<Record<number, string>> = { 1: '#ff6b6b', 2: '#7bd88f', 3: '#f2c063', 6: '#66d9e8' }

interface Run {
  readonly column: number
  readonly text: string
  readonly look: Look
}

interface Look {
  readonly colour: string
  readonly bold: boolean
  readonly inverse: boolean
}

function runsOf(terminal: Terminal, row: number): readonly Run[] {
  const { active } = terminal.buffer
  const line = active.getLine(active.baseY + row)
  const runs: Run[] = []
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line?.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const look = lookOf(cell)
    const text = cell.getChars() === '' ? ' ' : cell.getChars()
    const last = runs.at(-1)
    if (last !== undefined && sameLook(last.look, look)) runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ column, text, look })
  }
  return runs.filter((run) => run.look.inverse || run.text.trim() !== '')
}

function lookOf(cell: IBufferCell): Look {
  const palette = cell.isFgPalette() ? PALETTE[cell.getFgColor()] : undefined
  const colour = palette ?? (cell.isDim() === 0 ? FOREGROUND : FAINT)
  return { colour, bold: cell.isBold() !== 0, inverse: cell.isInverse() !== 0 }
}

function sameLook(a: Look, b: Look): boolean {
  return a.colour === b.colour && a.bold === b.bold && a.inverse === b.inverse
}

function textOf({ column, text, look }: Run, row: number): string {
  const x = MARGIN + column * CELL_WIDTH
  const top = MARGIN + TITLE_BAR + row * LINE_HEIGHT
  const width = text.length * CELL_WIDTH
  const box = look.inverse
    ? `<rect x="${x.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="${LINE_HEIGHT}" fill="${look.colour}"/>`
    : ''
  const weight = look.bold ? ' font-weight="bold"' : ''
  const fill = look.inverse ? BACKGROUND : look.colour
  return `${box}<text x="${x.toFixed(1)}" y="${top + 13}" fill="${fill}"${weight} textLength="${width.toFixed(1)}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
