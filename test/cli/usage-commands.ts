import { commandLinesOf, readDocument } from '../readme/document.ts'

/** The commands under that heading of docs/usage.md, as words behind `kubectl tlsdoctor`. */
export function usageCommands(wanted: string): readonly (readonly string[])[] {
  return commandLinesOf(readDocument('docs/usage.md'))
    .filter(({ heading }) => heading === wanted)
    .map(({ line }) =>
      line
        .replace(/ +#.*$/, '')
        .replace(/^kubectl tlsdoctor /, '')
        .split(' '),
    )
}
