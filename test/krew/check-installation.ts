import assert from 'node:assert/strict'
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Platform, platformName } from '../../plugin-manifest/platforms.ts'
import { ROOT } from '../architecture/source.ts'
import type { CheckList } from './check-list.ts'
import type { Machine } from './machine.ts'
import { platformOfExecutable } from './platform-of-executable.ts'
import { PLUGIN, type Shipped } from './shipped.ts'

/** Has krew install that platform's archive on a new machine, and looks at what is there then. Whether it installed. */
export async function checkInstallation(
  machine: Machine,
  platform: Platform,
  shipped: Shipped,
  checks: CheckList,
): Promise<boolean> {
  const what = platformName(platform)
  const store = join(machine.krewRoot, 'store', PLUGIN, `v${shipped.version}`)
  const program = join(store, platform.bin)
  const install = ['krew', 'install', `--manifest=${shipped.manifest}`]

  await checks.holds(what, 'krew refuses a file with another hash than the manifest says', async () => {
    const { stderr } = await machine.kubectl([...install, `--archive=${join(ROOT, 'package.json')}`], 1)
    assert.match(stderr, /checksum does not match/)
  })
  const installed = await checks.holds(what, 'krew installs the archive', async () => {
    const { stderr } = await machine.kubectl([...install, `--archive=${shipped.archiveOf(platform)}`])
    assert.match(stderr, /^Installed plugin: tlsdoctor$/m)
  })
  if (!installed) return false

  await checks.holds(what, `it links ${linkName(platform)} to the program`, () => {
    assert.deepEqual(readdirSync(join(machine.krewRoot, 'bin')), [linkName(platform)])
    assert.equal(realpathSync(join(machine.krewRoot, 'bin', linkName(platform))), realpathSync(program))
  })
  await checks.holds(what, 'the program is made for that platform, and its mode lets it run', () => {
    assert.equal(platformOfExecutable(headOf(program)), what)
    // A .zip that was made for Windows knows of no execute bit.
    const wanted = platform.os === 'windows' ? 0o400 : 0o500
    assert.equal(statSync(program).mode & wanted, wanted)
  })
  await checks.holds(what, 'licences and the bill of materials are extracted', () => {
    assert.equal(readFileSync(join(store, 'LICENSE'), 'utf8'), readFileSync(join(ROOT, 'LICENSE'), 'utf8'))
    for (const name of ['THIRD-PARTY-LICENSES', 'sbom.cdx.json']) assert.ok(statSync(join(store, name)).size > 0)
  })
  return true
}

/** `pluginNameToBin` in krew's internal/installation/install.go. */
function linkName({ os }: Platform): string {
  return os === 'windows' ? `kubectl-${PLUGIN}.exe` : `kubectl-${PLUGIN}`
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(4096)
  const file = openSync(path, 'r')
  try {
    return head.subarray(0, readSync(file, head))
  } finally {
    closeSync(file)
  }
}
