import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface SourceFile {
  /** From the folder read, with `/`: `go/judge.ts`. */
  readonly path: string
  readonly text: string
}

export interface Import {
  /** A path like `SourceFile.path` where it is a file of ours, else the module's name. */
  readonly target: string
  readonly own: boolean
  /** Only when it is reached, by `import()`. */
  readonly late: boolean
  readonly typeOnly: boolean
}

/** All TypeScript files under a folder of the checkout. */
export function readSources(folder: string): readonly SourceFile[] {
  const base = join(ROOT, folder)
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${sep}.`))
    .map((path) => ({ path: relative(base, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

const STATIC = /^[ \t]*(import|export)\b(\s+type\b)?[^'"`;=(]*?\bfrom\s+'([^']+)'/gm
const SIDE_EFFECT = /^import\s+'([^']+)'/gm
const LATE = /\bimport\(\s*'([^']+)'\s*\)/g

export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const code = withoutComments(text)
  return [
    ...[...code.matchAll(STATIC)].map((found) => resolve(path, found[3] ?? '', false, found[2] !== undefined)),
    ...[...code.matchAll(SIDE_EFFECT)].map((found) => resolve(path, found[1] ?? '', false, false)),
    ...[...code.matchAll(LATE)].map((found) => resolve(path, found[1] ?? '', true, false)),
  ]
}

function resolve(from: string, specifier: string, late: boolean, typeOnly: boolean): Import {
  const own = specifier.startsWith('.')
  return { target: own ? posix.join(posix.dirname(from), specifier) : specifier, own, late, typeOnly }
}

/** Good enough for sources that a formatter keeps: comment lines, and what stands behind `//` after a blank. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/(^|[ \t])\/\/.*$/gm, '$1')
}
