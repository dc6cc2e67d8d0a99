import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../architecture/source.ts'

const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts

export function isNpmScript(name: string): boolean {
  return Object.hasOwn(scripts, name)
}

/**
 * What `npm run [--silent] NAME [-- ARGUMENTS]` does, as a line for sh in the root of the checkout; `null` for another
 * command. Without the build, which other tests depend on while these run: `npm test` has made it.
 */
export function npmScriptLine(command: string): string | null {
  const asked = /^npm run (?:--silent )?(?<name>[\w:]+)(?: -- (?<rest>.*))?$/.exec(command)?.groups
  if (asked === undefined) return null
  const script = scripts[asked.name ?? '']
  if (script === undefined) throw new Error(`package.json has no script ${asked.name}`)
  return `cd '${ROOT}' && ${script.replace('npm run --silent build && ', '')} ${asked.rest ?? ''}`
}
