import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PLACEHOLDER, renderManifest } from '../plugin-manifest/manifest.ts'
import { archiveName, PLATFORM_NAMES, type Platform, platformName, platforms } from '../plugin-manifest/platforms.ts'
import { completionScripts } from '../src/cli/completion/scripts.ts'
import { buildChunks } from './bundle/chunks.ts'
import { thirdPartyLicenses } from './bundle/licenses.ts'
import { writeChecksums } from './collect-release/collect.ts'
import { manPage } from './man-page/page.ts'
import { type Entry, fileEntry, writeArchive } from './package/archive.ts'
import { codeCaches } from './package/code-caches.ts'
import { embedded, rawLayout } from './package/embedded.ts'
import { type NodeBinary, nodeBinary } from './package/node-binary.ts'
import { sbom } from './package/sbom.ts'
import { singleExecutable } from './package/single-executable.ts'

/**
 * `npm run package [-- --only linux/amd64] [--homepage URL] [--downloads URL]`: into dist/packages an archive for each
 * platform, with an executable that brings its own Node.js (people who run kubectl seldom have one), and their checksums;
 * into krew/ the manifest that names them, where all of them were made.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'dist', 'packages')
const { version, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    homepage: { type: 'string' },
    downloads: { type: 'string' },
  },
})

const { only } = values
const wanted = platforms.filter((platform) => only === undefined || only.includes(platformName(platform)))
const unknown = only?.find((name) => !platforms.some((platform) => name === platformName(platform)))
if (unknown !== undefined) {
  console.error(`error: --only ${JSON.stringify(unknown)} is no platform; there are: ${PLATFORM_NAMES}`)
  process.exit(2)
}

const { chunks, metafile } = await buildChunks(root, 'src/main.ts', { version, homepage: values.homepage ?? null })
const layout = rawLayout(chunks)
const licenses = thirdPartyLicenses(root, metafile)
const work = mkdtempSync(join(tmpdir(), 'tlsdoctor-package-'))

try {
  mkdirSync(out, { recursive: true })
  const named = wanted.map((platform) => ({ platform, name: archiveName(version, platform) }))
  for (const { platform, name } of named) {
    const node = nodeBinary(platform, optionalDependencies[platform.nodePackage], root, work)
    await writeArchive(join(out, name), entriesFor(platform, node))
  }
  const archives = writeChecksums(out, named)
  for (const { name, sha256 } of archives) console.log(`${sha256}  ${name}`)
  if (archives.length === platforms.length) {
    const { homepage = PLACEHOLDER.homepage, downloads = PLACEHOLDER.downloads } = values
    mkdirSync(join(root, 'krew'), { recursive: true })
    writeFileSync(join(root, 'krew', 'tlsdoctor.yaml'), renderManifest({ version, homepage, downloads, archives }))
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** krew's index wants the licence extracted beside the executable. */
function entriesFor(platform: Platform, node: NodeBinary): readonly Entry[] {
  const program = embedded(layout, isThisMachine(platform) ? codeCaches(layout, [node.binary]) : null)
  const executable = singleExecutable(program, node.binary, platform, work)
  const text = (name: string, content: string): Entry => ({ name, bytes: Buffer.from(content) })
  const nodes = `Node.js ${node.version}\n\n${readFileSync(node.license, 'utf8')}`
  return [
    fileEntry(platform.bin, executable, true),
    fileEntry('LICENSE', join(root, 'LICENSE')),
    text('THIRD-PARTY-LICENSES', `${licenses}\n${'-'.repeat(80)}\n\n${nodes}`),
    text('sbom.cdx.json', sbom(root, metafile, node.version)),
    ...(platform.os === 'windows'
      ? []
      : [
          text('kubectl-tlsdoctor.1', manPage(version)),
          { ...text('kubectl_complete-tlsdoctor', completionScripts.kubectl), executable: true },
        ]),
  ]
}

/** Code caches are made by the Node.js that is to read them, so a cross-built executable has none and starts slower. */
function isThisMachine({ os, arch }: Platform): boolean {
  const goArch = process.arch === 'x64' ? 'amd64' : process.arch
  const goOs = process.platform === 'win32' ? 'windows' : process.platform
  return os === goOs && arch === goArch
}
