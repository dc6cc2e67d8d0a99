import { goPathError } from '../kubeconfig/go-errno.ts'
import type { Located } from '../kubeconfig/kubeconfig.ts'
import { loadKubeconfig } from '../kubeconfig/load.ts'
import { noStoredChain, type ShownChain, storedChain } from '../report/certificates.ts'
import type { System } from '../system/system.ts'
import { readCertificateFile } from '../x509/certificate-file.ts'

/**
 * The authorities and client certificates that a kubeconfig holds or names, entry by entry; keys are not touched.
 *
 * @param bytes what was read of `file`
 * @returns `null` where it is no kubeconfig
 */
export function kubeconfigChains(file: string, bytes: Uint8Array, system: System): readonly ShownChain[] | null {
  const loaded = loadKubeconfig(file, {
    ...system,
    readFile: (path, options) =>
      path === file ? { ok: true, bytes, truncated: false } : system.readFile(path, options),
  })
  if (loaded.kind === 'refused') return null
  const { clusters, users, contexts } = loaded.kubeconfig
  if (clusters.size + users.size + contexts.size === 0) return null
  return [
    ...[...clusters].flatMap(([name, cluster]) =>
      chain(
        `cluster "${name}", certificate-authority`,
        cluster.certificateAuthorityData,
        cluster.certificateAuthority,
        system,
      ),
    ),
    ...[...users].flatMap(([name, user]) =>
      chain(`user "${name}", client-certificate`, user.clientCertificateData, user.clientCertificate, system),
    ),
  ]
}

/** Data wins over a file, as for client-go. */
function chain(
  entry: string,
  data: Located<Uint8Array> | null,
  path: Located<string> | null,
  system: System,
): readonly ShownChain[] {
  if (data !== null) return [shown(`${entry}-data`, data.value)]
  if (path === null) return []
  const read = system.readFile(path.value)
  const from = `${entry} ${path.value}`
  return [read.ok ? shown(from, read.bytes) : noStoredChain(from, goPathError(path.value, read, system.platform))]
}

function shown(from: string, bytes: Uint8Array): ShownChain {
  const read = readCertificateFile(bytes)
  return read.ok ? storedChain(from, read.certificates) : noStoredChain(from, read.problem)
}
