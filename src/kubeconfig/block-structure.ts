/** A block collection that is open at some line. `indentless`: a sequence at the column of the mapping around it. */
interface OpenCollection {
  readonly kind: 'map' | 'seq'
  readonly column: number
  readonly indentless: boolean
}

/**
 * Which block collections of a YAML text are still open before a line (0-based), outermost first, by indentation
 * alone. Good for texts whose lines before it are sound; quoted and literal scalars over several lines are not known.
 */
export function openCollections(lines: readonly string[], before: number): readonly OpenCollection[] {
  let open: readonly OpenCollection[] = []
  for (const line of lines.slice(0, before)) {
    if (/^\s*(#.*)?$/.test(line) || /^(---|\.\.\.)/.test(line)) continue
    open = afterLine(open, line)
  }
  return open
}

/** The collection that a token at that column meets: deeper ones end before it. */
export function collectionAt(open: readonly OpenCollection[], column: number): OpenCollection | null {
  return open.findLast((collection) => collection.column <= column) ?? null
}

function afterLine(before: readonly OpenCollection[], line: string): readonly OpenCollection[] {
  let column = line.search(/\S/)
  let rest = line.slice(column)
  let open = before.filter((collection) => collection.column <= column)
  while (/^-(\s|$)/.test(rest)) {
    const top = open.at(-1)
    if (top?.kind !== 'seq' || top.column !== column) {
      open = [...open, { kind: 'seq', column, indentless: top?.kind === 'map' && top.column === column }]
    }
    const gap = rest.slice(1).search(/\S/)
    if (gap === -1) return open
    column += gap + 1
    rest = rest.slice(gap + 1)
  }
  const top = open.at(-1)
  // A key at the column of an indentless sequence ends it.
  if (top?.kind === 'seq' && top.indentless && top.column === column) open = open.slice(0, -1)
  const isKey = /^("[^"]*"|'[^']*'|[^"'[\]{}#&*!|>%@`,][^#]*?):(\s|$)/.test(rest)
  const inner = open.at(-1)
  if (isKey && (inner?.kind !== 'map' || inner.column !== column)) {
    open = [...open, { kind: 'map', column, indentless: false }]
  }
  return open
}
