import { platformName, platforms } from '../../plugin-manifest/platforms.ts'
import { checkInstallation } from './check-installation.ts'
import { type CheckList, newCheckList } from './check-list.ts'
import { checkManifest } from './check-manifest.ts'
import { checkPlugin } from './check-plugin.ts'
import { KREW_VERSION } from './krew-tools.ts'
import { newMachine } from './machine.ts'
import { findPrograms, type Programs } from './programs.ts'
import { type Shipped, whatIsShipped } from './shipped.ts'

/**
 * `npm run test:krew`, after `npm run package`: the real krew, by the real kubectl, installs the archives of every
 * platform from the manifest; the plugin of this platform runs as it was installed; krew's own validator takes the
 * manifest. Needs a Go toolchain to build krew, and says what is skipped where there is none.
 */
async function main(): Promise<void> {
  const programs = await findPrograms()
  if ('missing' in programs) {
    console.log(`krew: here is ${programs.missing}`)
    console.log('krew: skipped: installing on each platform, running the plugin, validating the manifest')
    return
  }
  const shipped = whatIsShipped()
  console.log(`krew: krew ${KREW_VERSION}, ${programs.kubectl}, archives of v${shipped.version}`)
  const checks = newCheckList(console.log)
  await checkPlatforms(programs, shipped, checks)
  await checkManifest(programs, shipped, checks)
  console.log(`krew: ${checks.passed} passed, ${checks.failed} failed`)
  if (checks.failed > 0) process.exitCode = 1
}

async function checkPlatforms(programs: Programs, shipped: Shipped, checks: CheckList): Promise<void> {
  for (const platform of platforms) {
    const machine = newMachine(programs, platform)
    try {
      const installed = await checkInstallation(machine, platform, shipped, checks)
      if (installed && platformName(platform) === HERE) await checkPlugin(machine, shipped.version, checks)
    } finally {
      machine.remove()
    }
  }
}

const HERE = `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`

// By `process.exit` what runs is ended and temporary folders go (atExit).
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

try {
  await main()
} catch (error) {
  console.error(`krew: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
