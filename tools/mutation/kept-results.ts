import { existsSync, readFileSync, writeFileSync } from 'node:fs'

interface Results {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

/**
 * Leaves of a former run's results only what a test killed. Stryker would keep a survivor until another test reaches it,
 * but of a table that is read when a file is loaded it does not know which tests reach it, nor that a helper of the
 * tests changed.
 */
export function forgetSurvivors(path: string): void {
  if (!existsSync(path)) return
  const results = JSON.parse(readFileSync(path, 'utf8')) as Results
  const files = Object.entries(results.files).map(([name, file]) => [
    name,
    { ...file, mutants: file.mutants.filter(({ status }) => status === 'Killed') },
  ])
  writeFileSync(path, JSON.stringify({ ...results, files: Object.fromEntries(files) }))
}
