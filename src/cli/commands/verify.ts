import { UsageError } from '../../errors.ts'
import { parseInstant } from '../../lib/instant.ts'
import { parseIp } from '../../lib/ip.ts'
import type { System } from '../../system/system.ts'
import { EXIT } from '../exit-code.ts'
import { readInput } from '../input.ts'
import { type Invocation, isSet, lastValue, type RunCommand } from '../invocation.ts'
import { outputFormat } from '../output-format.ts'
import { DATA_FORMATS } from '../output-formats.ts'
import { shown } from '../read-flags.ts'
import { lookOf } from '../terminal.ts'
import type { World } from '../world.ts'

const MAX_FILE_BYTES = 16 * 1024 * 1024

/** Judges a chain on disk as kubectl would one that a server presents. */
export const runVerify: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), DATA_FORMATS, 'text')
  const { ca, files } = filesOf(invocation)
  const serverName = serverNameOf(invocation)
  const asked = instantOf(invocation)
  const system = await world.system()
  const at = asked ?? system.now()
  const { verifyChain } = await import('../../report/verification.ts')
  const { verificationRenderers } = await import('../../render/verification.ts')
  const verification = verifyChain({
    presented: await presentedIn(files, world),
    anchors: await anchorsIn(ca, world),
    serverName,
    at,
    zoneOffsetMinutes: system.zoneOffsetMinutes(at),
    release: await releaseOf(invocation, system),
  })
  await world.stdout.write(verificationRenderers[format](verification, lookOf(world, isSet(invocation, 'no-color'))))
  return verification.verdict.outcome === 'accepted' ? EXIT.ok : EXIT.failing
}

function filesOf(invocation: Invocation): { readonly ca: string; readonly files: readonly string[] } {
  const ca = lastValue(invocation, 'ca')
  // Cobra's words.
  if (ca === undefined) throw new UsageError('required flag(s) "ca" not set')
  const files = invocation.positionals
  if (files.length === 0) throw new UsageError('which chain? give the files with the certificates, leaf first')
  if ([ca, ...files].filter((name) => name === '-').length > 1) throw new UsageError('"-" can be read only once')
  return { ca, files }
}

function serverNameOf(invocation: Invocation): string | null {
  const host = lastValue(invocation, 'host')
  if (host === undefined) return null
  const bare = /^\[(?<address>.+)\]$/.exec(host)?.groups?.address ?? host
  if (bare === '' || /[\s/@[\]]/.test(bare) || (bare.includes(':') && parseIp(bare.replace(/%.*$/, '')) === null)) {
    throw new UsageError(
      `invalid argument ${JSON.stringify(shown(host))} for "--host" flag: must be a name or an address, without scheme and port`,
    )
  }
  return bare
}

function instantOf(invocation: Invocation): Date | null {
  const text = lastValue(invocation, 'at')
  if (text === undefined) return null
  const at = parseInstant(text)
  if (at !== null) return at
  throw new UsageError(
    `invalid argument ${JSON.stringify(shown(text))} for "--at" flag: must be a time such as 2026-01-31T12:00:00Z, or seconds since 1970`,
  )
}

async function releaseOf(invocation: Invocation, system: System) {
  const { detectKubectl } = await import('../../probe/detect-kubectl.ts')
  const { resolveRelease } = await import('../../release/resolve.ts')
  const { recordedVariables } = await import('../../transcript/recorded-variables.ts')
  const requested = lastValue(invocation, 'kubectl-version') ?? null
  const kubectl = await detectKubectl(lastValue(invocation, 'kubectl') ?? null, requested, system)
  return resolveRelease(kubectl, recordedVariables(system.env))
}

async function presentedIn(files: readonly string[], world: World): Promise<readonly Uint8Array[]> {
  const { readCertificateFile } = await import('../../x509/certificate-file.ts')
  const presented: Uint8Array[] = []
  for (const file of files) {
    const read = readCertificateFile(await readInput(file, MAX_FILE_BYTES, world))
    if (!read.ok) throw new UsageError(`${shown(file)}: ${read.problem}`)
    presented.push(...read.certificates)
  }
  return presented
}

/** As client-go reads `certificate-authority`: PEM, unusable certificates beside usable ones dropped; DER besides. */
async function anchorsIn(file: string, world: World): Promise<readonly Uint8Array[]> {
  const { poolCertificates, unusablePem } = await import('../../target/pem-certificates.ts')
  const { readCertificateFile } = await import('../../x509/certificate-file.ts')
  const bytes = await readInput(file, MAX_FILE_BYTES, world)
  const pool = poolCertificates(bytes)
  if (pool.length > 0) return pool
  const read = readCertificateFile(bytes)
  if (read.ok && read.format === 'der') return read.certificates
  throw new UsageError(`${shown(file)}: unable to load root certificates: ${unusablePem(bytes)}`)
}
