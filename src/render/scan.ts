import { cellWidth, padCells, splitCells } from '../lib/cell-width.ts'
import { escapeControl } from '../lib/escape.ts'
import { toYaml } from '../lib/yaml-emit.ts'
import type { Report } from '../report/report.ts'
import { type Scan, type ScanRow, scanRow, shortMessage } from '../report/scan.ts'
import { toJson } from './json.ts'
import { inContractOrder } from './ordered.ts'
import type { RenderOptions } from './renderer.ts'
import { type Lines, type Page, pageOf } from './text/page.ts'
import type { Paint } from './text/theme.ts'

/** How far one context is, for the live view. */
export interface ScanState {
  readonly context: string | null
  readonly row: ScanRow | 'waiting' | 'looking'
}

export const scanRenderers = {
  text: (scan: Scan, options: RenderOptions) => text(scan, pageOf(options, false)),
  wide: (scan: Scan, options: RenderOptions) => text(scan, pageOf(options, true)),
  json: (scan: Scan) => toJson(ordered(scan)),
  yaml: (scan: Scan) => toYaml(ordered(scan)),
}

/** The table as far as it is filled, one terminal line a row and none wider than the terminal. */
export function liveTable(
  states: readonly ScanState[],
  total: { readonly of: number; readonly done: number },
  options: RenderOptions,
): Lines {
  const page = pageOf(options, false)
  const lines = table(states, page)
  const count = `${total.done} of ${total.of} contexts done`
  return [...lines, { sign: ' ', text: count, paint: page.theme.faint }].map(({ sign, text: line, paint }) => {
    const [shown] = splitCells(`${sign} ${line}`, page.width - 1)
    return paint(shown)
  })
}

function text(scan: Scan, page: Page): string {
  const rows = scan.items.map((report, index) => scanRow(scan.contexts[index] ?? null, report))
  const lines = table(
    rows.map((row) => ({ context: row.context, row })),
    page,
  ).map(({ sign, text: line, paint }) => `${paint(sign)} ${line}`.trimEnd())
  return `${[...lines, '', counts(rows)].join('\n')}\n`
}

interface TableLine {
  readonly sign: string
  readonly text: string
  readonly paint: Paint
}

/** A column is as wide as its widest cell; the last one, kubectl's words, is not filled up. */
function table(states: readonly ScanState[], page: Page): readonly TableLine[] {
  const titles = page.wide ? WIDE_TITLES : TITLES
  const cells = states.map((state) => cellsOf(state, page))
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => cellWidth(row[column] ?? ''))),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : padCells(cell, widths[column] ?? 0))).join('  ')
  return [
    { sign: ' ', text: line(titles), paint: page.theme.faint },
    ...states.map((state, index) => ({ ...look(state, page), text: line(cells[index] ?? []) })),
  ]
}

const TITLES = ['CONTEXT', 'SERVER', 'OUTCOME', 'CAUSE', 'WHO CAN ACT', 'KUBECTL PRINTS'] as const
const WIDE_TITLES = [
  'CONTEXT',
  'CLUSTER',
  'USER',
  'SERVER',
  'PATH',
  'OUTCOME',
  'CAUSE',
  'WHO CAN ACT',
  'KUBECTL PRINTS',
] as const
const NONE = '-'
const SHORT = 60

function cellsOf({ context, row }: ScanState, { wide }: Page): readonly string[] {
  const name = cell(context)
  if (typeof row === 'string') return [name, NONE, row]
  const { server, outcome, cause, actor, message } = row
  const where = cell(server?.replace(/^https:\/\//, '') ?? null)
  const words = message === null ? NONE : shortMessage(message, wide ? Number.POSITIVE_INFINITY : SHORT)
  const judged = [outcome, cell(cause), actor === null ? NONE : WHO[actor], words]
  return wide ? [name, cell(row.cluster), cell(row.user), where, cell(row.path), ...judged] : [name, where, ...judged]
}

const WHO = {
  you: 'you',
  'cluster-admin': 'cluster admin',
  'network-admin': 'network team',
} satisfies Record<NonNullable<ScanRow['actor']>, string>

function cell(value: string | null): string {
  return value === null || value === '' ? NONE : escapeControl(value)
}

function look({ row }: ScanState, { glyphs, theme }: Page): Omit<TableLine, 'text'> {
  if (typeof row === 'string') return { sign: row === 'looking' ? glyphs.pointer : ' ', paint: theme.faint }
  const looks = {
    healthy: { sign: glyphs.ok, paint: theme.good },
    degraded: { sign: glyphs.warning, paint: theme.caution },
    failing: { sign: glyphs.failed, paint: theme.bad },
    unfinished: { sign: glyphs.unknown, paint: theme.caution },
  } satisfies Record<Report['outcome'], Omit<TableLine, 'text'>>
  return looks[row.outcome]
}

/** `3 contexts: 1 failing, 2 healthy`. */
function counts(rows: readonly ScanRow[]): string {
  const of = (outcome: Report['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const kinds = (['failing', 'unfinished', 'degraded', 'healthy'] as const)
    .filter((outcome) => of(outcome) > 0)
    .map((outcome) => `${of(outcome)} ${outcome}`)
  return `${rows.length} ${rows.length === 1 ? 'context' : 'contexts'}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}`
}

function ordered({ schemaVersion, kind, tool, at, contexts, items }: Scan): Scan {
  return {
    schemaVersion,
    kind,
    tool: { name: tool.name, version: tool.version },
    at,
    contexts,
    items: items.map(inContractOrder),
  }
}
