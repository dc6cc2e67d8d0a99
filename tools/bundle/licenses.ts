import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/**
 * The licence texts of every package that the bundle holds something of, sorted by name. Taken from what was bundled,
 * since banners in the code give only a few of them.
 */
export function thirdPartyLicenses(root: string, metafile: Metafile): string {
  const sections = [...bundledPackages(metafile)].sort().map((folder) => section(join(root, folder)))
  return `${sections.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** Folders of packages, relative to the root: `node_modules/ink`, `node_modules/a/node_modules/@b/c`. */
export function bundledPackages(metafile: Metafile): ReadonlySet<string> {
  const packages = new Set<string>()
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)
      if (found?.[1] !== undefined && bytesInOutput > 0) packages.add(found[1])
    }
  }
  return packages
}

function section(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = licenseText(folder) ?? `(the package holds no licence file; its package.json says ${license})`
  return `${name} ${version} (${license})\n\n${text.trim()}\n`
}

function licenseText(folder: string): string | null {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  if (file === undefined) return null
  const path = join(folder, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
