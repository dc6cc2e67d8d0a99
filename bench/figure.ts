/** One line of docs/benchmarks.md: a median, and the median of the paired ratios to what it is held against. */
export interface Figure {
  readonly what: string
  /** As it is read: `24 ms`, `1.62 MB`. */
  readonly value: string
  readonly ratio: number
  /** `null`: shown beside, not bounded. */
  readonly atMost: number | null
}

export function table(title: string, against: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, ratio, atMost }) => [
    what,
    value,
    `${ratio.toFixed(2)} ×`,
    atMost === null ? '' : `≤ ${atMost} ×`,
    atMost === null ? '' : isHeld({ ratio, atMost }) ? 'held' : 'NOT HELD',
  ])
  const lines = [['', 'median', against, 'bound', ''], ['---', '---', '---', '---', '---'], ...rows]
  return `## ${title}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

export function isHeld({ ratio, atMost }: Pick<Figure, 'ratio' | 'atMost'>): boolean {
  return atMost === null || ratio <= atMost
}
