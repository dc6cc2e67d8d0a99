import { UsageError } from '../../errors.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { certificatesOf, type ShownChain, storedChain } from '../../report/certificates.ts'
import type { System } from '../../system/system.ts'
import { readCertificateFile } from '../../x509/certificate-file.ts'
import { EXIT } from '../exit-code.ts'
import { readInput } from '../input.ts'
import { interruptible } from '../interrupt.ts'
import { type Invocation, isSet, lastValue, type RunCommand } from '../invocation.ts'
import { diagnoseRequest } from '../options.ts'
import { outputFormat } from '../output-format.ts'
import { CHAIN_FORMATS } from '../output-formats.ts'
import { shown } from '../read-flags.ts'
import { lookOf } from '../terminal.ts'
import type { World } from '../world.ts'

const MAX_FILE_BYTES = 16 * 1024 * 1024

/** Shows the chain in a file, or what a server presents. */
export const runCerts: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), CHAIN_FORMATS, 'text')
  const { certificatesRenderers } = await import('../../render/certificates.ts')
  const chains = await chainsOf(invocation, world)
  const certificates = certificatesOf(chains)
  await world.stdout.write(certificatesRenderers[format](certificates, lookOf(world, isSet(invocation, 'no-color'))))
  return chains.some((chain) => chain.certificates.length > 0) ? EXIT.ok : EXIT.failing
}

async function chainsOf(invocation: Invocation, world: World): Promise<readonly ShownChain[]> {
  const [place] = invocation.positionals
  if (place === undefined) return presentedChains(null, invocation, world)
  const system = await world.system()
  if (place !== '-' && !system.exists(place)) {
    const server = serverUrl(place)
    if (server !== null) return presentedChains(server, invocation, world)
  }
  return storedChains(place, await readInput(place, MAX_FILE_BYTES, world), system)
}

/** `null`: looks like a file. */
function serverUrl(place: string): string | null {
  const bare = place.replace(/^https:\/\//i, '').replace(/\/$/, '')
  const match = /^(?<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(?<port>\d{1,5})$/.exec(bare)?.groups
  if (match !== undefined) return `https://${bare}`
  return bare !== place && /^[A-Za-z0-9._-]+$/.test(bare) ? `https://${bare}:443` : null
}

async function storedChains(place: string, bytes: Uint8Array, system: System): Promise<readonly ShownChain[]> {
  const name = place === '-' ? 'standard input' : place
  const read = readCertificateFile(bytes)
  if (read.ok) return [storedChain(`${name} (${read.format})`, read.certificates)]
  const { kubeconfigChains } = await import('../../diagnose/kubeconfig-chains.ts')
  const configured = kubeconfigChains(place, bytes, system)
  if (configured !== null && configured.length > 0) return configured
  const problem = configured === null ? read.problem : 'a kubeconfig without any certificate'
  throw new UsageError(`${shown(name)}: ${bounded(escapeControl(problem), 200)}`)
}

async function presentedChains(
  server: string | null,
  invocation: Invocation,
  world: World,
): Promise<readonly ShownChain[]> {
  const request = diagnoseRequest(invocation)
  const { presentedBy } = await import('../../diagnose/presented.ts')
  const { presentedChain } = await import('../../report/certificates.ts')
  const ctrlC = interruptible(world)
  try {
    const { flags, timeoutMs, via, endpoints, only, exclude } = request
    const wanted = { via, endpoints, only, exclude }
    const seen = await presentedBy({ server, flags, wanted, timeoutMs, signal: ctrlC.signal }, await world.system())
    if (seen.kind === 'refused') throw new UsageError(escapeControl(seen.error.message.replace(/^error: /, '')))
    return seen.paths.map(({ path, transcript }) => presentedChain(path, transcript))
  } finally {
    ctrlC.stop()
  }
}
