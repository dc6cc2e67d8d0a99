/**
 * The text without these characters at its end. `replace(/x+$/, '')` would begin anew at each of them wherever a run of them
 * stands: for a long one that is not at the end, forever.
 */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
