import type { Random } from '../../oracle/fuzz/random.ts'

/** Changes whole lines of a text: drops, doubles, swaps, indents them, or puts a word of the parser there. */
export function mutateLines(text: string, other: string, words: readonly string[], random: Random): string {
  const lines = text.split('\n')
  const at = random.below(lines.length)
  const line = lines[at] ?? ''
  switch (random.below(8)) {
    case 0:
      return lines.toSpliced(at, 1 + random.below(3)).join('\n')
    case 1:
      return lines.toSpliced(at, 0, line).join('\n')
    case 2:
      return lines.toSpliced(random.below(lines.length), 0, ...lines.slice(at, at + 1 + random.below(4))).join('\n')
    case 3:
      return lines.with(at, random.chance(0.5) ? `  ${line}` : line.replace(/^ {1,2}/, '')).join('\n')
    case 4:
      return lines.toSpliced(at, 0, random.pick(other.split('\n'))).join('\n')
    case 5:
      return lines.with(at, withValue(line, words, random)).join('\n')
    case 6:
      return lines.with(at, line + (words.length === 0 ? ' ' : random.pick(words))).join('\n')
    default:
      return lines.with(at, inserted(line, words, random)).join('\n')
  }
}

/** Another value behind the colon, the equals sign or the first blank. */
function withValue(line: string, words: readonly string[], random: Random): string {
  const end = /^.*?(?:[:=]\s*| )/.exec(line)?.[0].length ?? 0
  return line.slice(0, end) + (words.length === 0 ? '' : random.pick(words))
}

function inserted(line: string, words: readonly string[], random: Random): string {
  const at = random.below(line.length + 1)
  return line.slice(0, at) + (words.length === 0 ? ':' : random.pick(words)) + line.slice(at + random.below(3))
}
