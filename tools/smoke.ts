import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { archiveName, PLATFORM_NAMES, platformName, platforms } from '../plugin-manifest/platforms.ts'
import { smoke } from './smoke/smoke.ts'

/** `npm run smoke -- --platform linux/amd64`: unpacks that platform's archive in dist/packages and runs what is in it. */
const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { platform: { type: 'string' } } })
const platform = platforms.find((platform) => platformName(platform) === values.platform)

if (platform === undefined) {
  console.error(`error: --platform must be one of ${PLATFORM_NAMES}`)
  process.exitCode = 2
} else {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const archive = join(root, 'dist', 'packages', archiveName(version, platform))
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-smoke-'))
  try {
    execFileSync(tar(), ['-xf', archive, '-C', folder])
    const problems = smoke(join(folder, platform.bin), version)
    for (const problem of problems) console.error(`error: ${archive}: ${problem}`)
    process.exitCode = problems.length === 0 ? 0 : 1
    if (problems.length === 0) console.log(`${archive}: version and demo as they should be`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Windows' own tar reads zip, too; Git's, which may come first on PATH, takes `C:` for a host. */
function tar(): string {
  const { SystemRoot } = process.env
  return SystemRoot === undefined ? 'tar' : join(SystemRoot, 'System32', 'tar.exe')
}
