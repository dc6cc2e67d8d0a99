import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archiveName, platforms } from '../../plugin-manifest/platforms.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { type ArchiveServer, serveArchives } from './archive-server.ts'
import type { CheckList } from './check-list.ts'
import type { Programs } from './programs.ts'
import { runToEnd, type Said } from './run-to-end.ts'
import { PLUGIN, type Shipped } from './shipped.ts'
import { temporaryFolder } from './temporary-folder.ts'

const WHAT = 'manifest'
const BOUND_MS = 600_000

/**
 * The check that the CI of krew's index makes: on the manifest as it is shipped all but the installing, since its
 * archives are published later; then all of it, with nothing changed but the folder of its uris, which is on loopback.
 */
export async function checkManifest(programs: Programs, shipped: Shipped, checks: CheckList): Promise<void> {
  const folder = temporaryFolder(tmpdir(), 'tlsdoctor-krew-manifest-')
  const server = await serveArchives(shipped.folder)
  try {
    const validate = validatorIn(folder.path, programs, server)
    await checkAsShipped(shipped, validate, checks)
    await checkOnLoopback(shipped, validate, server, checks)
  } finally {
    await server.close()
    folder.remove()
  }
}

async function checkAsShipped(shipped: Shipped, validate: Validate, checks: CheckList): Promise<void> {
  const text = readFileSync(shipped.manifest, 'utf8')
  await checks.holds(WHAT, "krew's validator takes it: structure, platforms, selectors", async () => {
    const { stderr } = await validate(text, ['-skip-install'])
    for (const step of STEPS) assert.ok(stderr.includes(step), `the validator did not say: ${step}`)
  })
  await checks.holds(WHAT, "krew's validator refuses it where two selectors overlap", async () => {
    const { stderr } = await validate(text.replaceAll(/^( +arch: ).*$/gm, '$1amd64'), ['-skip-install'], FATAL)
    assert.match(stderr, /overlapping platform selectors found/)
  })
  await checks.holds(WHAT, 'every archive is downloaded over https', () => {
    const uris = text.match(/^ +uri: .*$/gm) ?? []
    assert.equal(uris.length, platforms.length)
    for (const uri of uris) assert.match(uri, / https:\/\/\S+$/)
  })
}

async function checkOnLoopback(
  shipped: Shipped,
  validate: Validate,
  server: ArchiveServer,
  checks: CheckList,
): Promise<void> {
  const text = readFileSync(shipped.manifest, 'utf8').replaceAll(/^( +uri: ).*\//gm, `$1${server.url}/`)
  await checks.holds(WHAT, "krew's validator downloads and installs every archive, and finds the licence", async () => {
    const { stderr } = await validate(text, [])
    assert.match(stderr, new RegExp(`all ${platforms.length} spec\\.platforms installed fine`))
    assert.deepEqual(
      server.asked(),
      platforms.map((platform) => `/${archiveName(shipped.version, platform)}`),
    )
  })
}

/** What the validator logs after each of its steps (krew's cmd/validate-krew-manifest/main.go). */
const STEPS = [
  'structural validation OK',
  'all spec.platform[] items are used',
  'no overlapping spec.platform[].selector',
]
/** klog.Fatal ends a program with this status. */
const FATAL = 255

type Validate = (manifest: string, args: readonly string[], status?: number) => Promise<Said>

/** The validator hands `kubectl krew` nothing of its environment but PATH, so the trusted authority comes in between. */
function validatorIn(folder: string, { kubectl, krew, validator }: Programs, server: ArchiveServer): Validate {
  const bin = join(folder, 'bin')
  const authority = join(folder, 'authority.pem')
  writeFileSync(authority, server.authority)
  mkdirSync(bin)
  symlinkSync(kubectl, join(bin, 'kubectl'))
  const trusting = `SSL_CERT_FILE=${shellQuote(authority)} exec ${shellQuote(krew)} "$@"`
  writeFileSync(join(bin, 'kubectl-krew'), `#!/bin/sh\n${trusting}\n`, { mode: 0o755 })
  return (manifest, args, status) => {
    // It wants the file to be named like the plugin.
    const path = join(folder, `${PLUGIN}.yaml`)
    writeFileSync(path, manifest)
    const env = { PATH: bin, TMPDIR: folder }
    return runToEnd({ file: validator, args: ['-manifest', path, ...args], env, timeoutMs: BOUND_MS }, status)
  }
}
