/** The next line from `from` on (not itself) that holds the text, whatever its case; round the end. `null`: none does. */
export function nextMatch(lines: readonly string[], text: string, from: number, step: 1 | -1): number | null {
  const wanted = text.toLowerCase()
  for (let away = 1; away <= lines.length; away += 1) {
    const at = (((from + step * away) % lines.length) + lines.length) % lines.length
    if (lines[at]?.toLowerCase().includes(wanted) === true) return at
  }
  return null
}
