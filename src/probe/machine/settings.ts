/** One setting as it stands in a file. */
export interface Setting {
  readonly name: string
  readonly value: string
  /** 1-based. */
  readonly line: number
}

/** What `read` makes of each line; `null` for a line that is none of its settings. */
export function settingsByLine(
  text: string,
  read: (line: string) => { readonly name: string; readonly value: string } | null,
): readonly Setting[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    const setting = read(line.trim())
    return setting === null ? [] : [{ ...setting, line: i + 1 }]
  })
}

export function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
}
