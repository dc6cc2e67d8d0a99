import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { collect } from './collect-release/collect.ts'

/**
 * `npm run release:collect -- --homepage URL --downloads URL`: for archives in dist/packages that five machines have
 * built, the checksums and the krew manifest of the release. Neither link has a default: a manifest that leads nowhere
 * must not be published.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { homepage: { type: 'string' }, downloads: { type: 'string' } } })
const { homepage, downloads } = values
const folder = join(root, 'dist', 'packages')

if (homepage === undefined || downloads === undefined) {
  console.error('error: --homepage URL and --downloads URL are needed: they stand in the krew manifest')
  process.exitCode = 2
} else {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  try {
    collect(folder, { version, homepage, downloads })
    console.log(folder)
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
