import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderManifest } from '../plugin-manifest/manifest.ts'
import { archiveName, type Platform, platforms } from '../plugin-manifest/platforms.ts'
import { buildChunks } from './bundle/chunks.ts'
import { embedded } from './bundle/executable.ts'
import { thirdPartyLicenses } from './bundle/licenses.ts'

/**
 * `npm run release -- --homepage URL --downloads URL [--only linux/amd64]`: the archives that krew installs, one a
 * platform, and the manifest that names them. An executable holds its own Node.js, because people who run kubectl
 * seldom have one. Executables for macOS must be made (and are signed) on macOS: made elsewhere they are for checking.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: { homepage: { type: 'string' }, downloads: { type: 'string' }, only: { type: 'string' } },
})
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const out = join(root, 'dist', 'release')
const work = mkdtempSync(join(tmpdir(), 'tlsdoctor-release-'))

try {
  const { chunks, metafile } = await buildChunks(root, 'src/main.ts', {
    version: manifest.version,
    homepage: values.homepage ?? null,
  })
  const { main, payload } = embedded(chunks)
  writeFileSync(join(work, 'main.cjs'), main)
  writeFileSync(join(work, 'payload'), payload)
  writeFileSync(join(work, 'THIRD-PARTY-LICENSES'), thirdPartyLicenses(root, metafile))
  mkdirSync(out, { recursive: true })
  const wanted = platforms.filter(({ os, arch }) => values.only === undefined || values.only === `${os}/${arch}`)
  const archives = wanted.map((platform) => ({ platform, sha256: sha256(archive(platform)) }))
  for (const { platform, sha256 } of archives) console.log(`${sha256}  ${archiveName(manifest.version, platform)}`)
  if (values.homepage !== undefined && values.downloads !== undefined) {
    const release = { version: manifest.version, homepage: values.homepage, downloads: values.downloads, archives }
    writeFileSync(join(root, 'krew', 'tlsdoctor.yaml'), renderManifest(release))
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Executable and licences (krew's index wants them extracted), with fixed times and owners. */
function archive(platform: Platform): string {
  const folder = join(work, `${platform.os}-${platform.arch}`)
  mkdirSync(folder)
  executableFor(platform, join(folder, platform.bin))
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  copyFileSync(join(work, 'THIRD-PARTY-LICENSES'), join(folder, 'THIRD-PARTY-LICENSES'))
  const path = join(out, archiveName(manifest.version, platform))
  const reproducible = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  execFileSync('tar', [...reproducible, '-I', 'gzip -9n', '-cf', path, '-C', folder, '.'])
  return path
}

function executableFor(platform: Platform, path: string): void {
  const configuration = {
    main: join(work, 'main.cjs'),
    output: path,
    executable: nodeFor(platform),
    assets: { payload: join(work, 'payload') },
    disableExperimentalSEAWarning: true,
    useCodeCache: false,
  }
  const file = join(work, 'sea.json')
  writeFileSync(file, JSON.stringify(configuration))
  execFileSync(process.execPath, ['--build-sea', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  chmodSync(path, 0o755)
}

/** The platform's Node.js of the very version that the tests ran on; the one of this machine is installed already. */
function nodeFor({ nodePackage, os }: Platform): string {
  const binary = join('bin', os === 'windows' ? 'node.exe' : 'node')
  const installed = join(root, 'node_modules', nodePackage, binary)
  if (existsSync(installed)) return installed
  const version: string = manifest.optionalDependencies[nodePackage]
  const folder = join(work, nodePackage)
  mkdirSync(folder)
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `${nodePackage}@${version}`], { cwd: folder })
  execFileSync('sh', ['-c', 'tar -xzf *.tgz'], { cwd: folder })
  return join(folder, 'package', binary)
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
