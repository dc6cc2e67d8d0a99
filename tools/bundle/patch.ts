/** A change to a dependency's text at build time. */
export interface Patch {
  /** The file's path ends so. */
  readonly file: RegExp
  /** The file of another version that another package brings. */
  readonly except?: RegExp
  readonly because: string
  /** Each text must be found. An expression is held against the whole file, and replaced wherever it matches. */
  readonly replace: readonly (readonly [from: string | RegExp, to: Replacement])[]
}

type Replacement = string | ((whole: string, ...groups: string[]) => string)

/** What is bundled in place of a module, for those who import it from certain files. */
export interface StandIn {
  /** As it is written in the import. */
  readonly module: RegExp
  /** Path of the importing file. */
  readonly importer: RegExp
  readonly because: string
  readonly contents: string
}

/** @throws where a text is not in the file: a version of the dependency that no longer has it must fail the build */
export function applyPatch(patch: Pick<Patch, 'because' | 'replace'>, path: string, original: string): string {
  let text = original
  for (const [from, to] of patch.replace) {
    const found = typeof from === 'string' ? text.includes(from) : text.search(from) !== -1
    if (!found) throw new Error(`${path} no longer holds ${from}; it is replaced because ${patch.because}`)
    text = typeof to === 'string' ? text.replaceAll(from, to) : text.replace(from, to)
  }
  return text
}
