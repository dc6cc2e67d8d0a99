import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Release, renderManifest } from '../../plugin-manifest/manifest.ts'
import { archiveName, type Platform, platforms } from '../../plugin-manifest/platforms.ts'

const CHECKSUMS_FILE = 'checksums.txt'
const MANIFEST_FILE = 'tlsdoctor.yaml'

/**
 * Writes beside the archives of all platforms what is made of all of them: their checksums and the krew manifest.
 *
 * @throws Error that names the archives that are not there
 */
export function collect(folder: string, release: Omit<Release, 'archives'>): void {
  const named = platforms.map((platform) => ({ platform, name: archiveName(release.version, platform) }))
  const missing = named.filter(({ name }) => !existsSync(join(folder, name)))
  if (missing.length > 0) throw new Error(`${folder} lacks ${missing.map(({ name }) => name).join(', ')}`)
  const archives = writeChecksums(folder, named)
  writeFileSync(join(folder, MANIFEST_FILE), renderManifest({ ...release, archives }))
}

interface NamedArchive {
  readonly platform: Platform
  readonly name: string
}

/** Writes checksums.txt, as `sha256sum -c` reads it, beside these archives; they and their hashes, in lower-case hex. */
export function writeChecksums(folder: string, archives: readonly NamedArchive[]) {
  const hashed = archives.map((archive) => ({ ...archive, sha256: sha256(join(folder, archive.name)) }))
  writeFileSync(join(folder, CHECKSUMS_FILE), hashed.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''))
  return hashed
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
