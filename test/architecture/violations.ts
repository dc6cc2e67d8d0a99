import { importsOf, type SourceFile, withoutComments } from './source.ts'
import { ALLOWED, BANS, DOMAIN_WORDS, MAX_LINES, RESTRICTIONS, ROWS, VAGUE_FOLDERS, WORLDLY } from './table.ts'

/** One line for each way in which the file breaks the layer table; `[]`: it keeps to it. `path` is relative to src. */
export function layerViolations(file: SourceFile): readonly string[] {
  const row = rowOf(file.path)
  if (row === -1) return [`${file.path}: ${partOf(file.path)} stands in no row of the layer table`]
  return importsOf(file).flatMap(({ target, own, late, typeOnly }) => {
    if (!own) return []
    return [
      ...rowViolation(file.path, row, target),
      ...banViolations(file.path, target),
      ...inkViolation(file.path, target, late || typeOnly),
    ]
  })
}

function rowViolation(from: string, row: number, target: string): readonly string[] {
  if (target.startsWith('..')) return [`${from} imports ${target} from outside of src`]
  const targetRow = rowOf(target)
  if (targetRow === -1) return [`${from} imports ${target}, which stands in no row of the layer table`]
  return targetRow <= row ? [] : [`${from} (row ${row}) imports ${target} (row ${targetRow})`]
}

function banViolations(from: string, target: string): readonly string[] {
  if (ALLOWED.some((edge) => isIn(from, edge.from) && edge.file === target)) return []
  return BANS.filter(
    (ban) => ban.from.some((part) => isIn(from, part)) && ban.to.some((part) => isIn(target, part)),
  ).map(({ because }) => `${from} imports ${target}, but ${because}`)
}

function inkViolation(from: string, target: string, lateOrType: boolean): readonly string[] {
  if (lateOrType || !isIn(target, 'render/ink') || isIn(from, 'render/ink')) return []
  return [`${from} imports ${target} at once, but the terminal UI is loaded by import() on a terminal only`]
}

/** Packages and builtins imported, and globals touched, outside of their places. */
export function worldViolations(file: SourceFile): readonly string[] {
  const modules = importsOf(file).flatMap(({ target, own }) => {
    if (own) return []
    return RESTRICTIONS.filter(
      ({ modules, only }) => modules.includes(target) && !only.some((place) => isIn(file.path, place)),
    ).map(({ because }) => `${file.path} imports ${target}, but ${because}`)
  })
  const code = withoutComments(file.text)
  const globals = WORLDLY.flatMap(({ pattern, only, because }) => {
    const found = pattern.exec(code)
    return found === null || only.some((place) => isIn(file.path, place))
      ? []
      : [`${file.path} has ${found[0]}, but ${because}`]
  })
  return [...modules, ...globals]
}

/** Names, sizes and forms; for any file of ours. Only the sources have a `lib/` in the sense of the table. */
export function formViolations({ path, text }: SourceFile): readonly string[] {
  const lines = text.split('\n').length - 1
  const code = withoutComments(text)
  return [
    ...(lines > MAX_LINES && !path.includes('data/')
      ? [`${path} has ${lines} lines; one thing takes at most ${MAX_LINES}`]
      : []),
    ...(path.split('/').some((part) => VAGUE_FOLDERS.includes(part))
      ? [`${path} stands in a folder whose name says nothing`]
      : []),
    ...(/^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/.test(path) ? [] : [`${path} is not in kebab-case`]),
    ...(/^export default\b/m.test(code) ? [`${path} has a default export`] : []),
    ...(/^lib\/.*(?<!\.test)\.ts$/.test(path) && DOMAIN_WORDS.test(code)
      ? [`${path} knows of the field: ${DOMAIN_WORDS.exec(code)?.[0]}`]
      : []),
  ]
}

function rowOf(path: string): number {
  return ROWS.findIndex((row) => row.includes(partOf(path)))
}

function partOf(path: string): string {
  return path.split('/', 1)[0] ?? path
}

function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}
