import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../../plugin-manifest/platforms.ts'
import type { Embedded } from './embedded.ts'

/**
 * Puts the program into a copy of a Node.js binary (Node.js "single executable applications"). Such an executable takes
 * no options of Node.js, neither from its command line nor from NODE_OPTIONS, and no settings of OpenSSL.
 *
 * macOS runs none that is not signed, so on macOS it is signed ad hoc; one for macOS that was made elsewhere is for
 * looking at.
 *
 * @returns the path of the executable
 */
export function singleExecutable(
  { main, assets }: Embedded,
  node: string,
  { os, arch, bin }: Platform,
  work: string,
): string {
  const folder = join(work, `${os}-${arch}`)
  mkdirSync(folder)
  // By its name alone: the path of the main script becomes part of the executable, and the folder is another each time.
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return name
  }
  const output = join(folder, bin)
  const configuration = write(
    'configuration.json',
    JSON.stringify({
      main: write('main.cjs', main),
      output: bin,
      executable: node,
      assets: Object.fromEntries(Object.entries(assets).map(([name, bytes]) => [name, write(`${name}.asset`, bytes)])),
      disableExperimentalSEAWarning: true,
      useCodeCache: false,
      execArgvExtension: 'none',
      // Before any of our code runs, Node.js ends where OPENSSL_CONF names a file that OpenSSL cannot read. An empty one
      // is named instead; Windows has no such file, and one that is missing is passed over.
      // And V8 begins with more room (MiB) for what is new: else it collects five times while the program starts.
      execArgv: ['--openssl-config=/dev/null', '--min-semi-space-size=4'],
    }),
  )
  execFileSync(process.execPath, ['--build-sea', configuration], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  chmodSync(output, 0o755)
  if (os === 'darwin' && process.platform === 'darwin') execFileSync('codesign', ['--force', '--sign', '-', output])
  return output
}
