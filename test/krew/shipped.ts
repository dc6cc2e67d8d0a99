import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { archiveName, type Platform, platforms } from '../../plugin-manifest/platforms.ts'
import { ROOT } from '../architecture/source.ts'

/** What `npm run package` made, of which krew gets the manifest and one archive. */
export interface Shipped {
  /** Without `v`. */
  readonly version: string
  readonly manifest: string
  /** The folder of the archives. */
  readonly folder: string
  archiveOf(platform: Platform): string
}

export const PLUGIN = 'tlsdoctor'

/** Throws when something of it is missing. */
export function whatIsShipped(): Shipped {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const folder = join(ROOT, 'dist', 'packages')
  const manifest = join(ROOT, 'krew', `${PLUGIN}.yaml`)
  const archiveOf = (platform: Platform) => join(folder, archiveName(version, platform))
  const missing = [manifest, ...platforms.map(archiveOf)].filter((path) => !existsSync(path))
  if (missing.length > 0) {
    const [first = ''] = missing
    const more = missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''
    throw new Error(`${relative(ROOT, first)}${more} is missing: run npm run package first`)
  }
  return { version, manifest, folder, archiveOf }
}
