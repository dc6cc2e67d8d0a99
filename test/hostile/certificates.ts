import { concatBytes } from '../../src/lib/bytes.ts'
import { element, TAG } from '../../src/lib/der-encode.ts'
import { certificateFlight } from '../oracle/ask/flight.ts'
import { extension, san } from '../oracle/cases/extensions.ts'
import { createForge, type Forging } from '../oracle/cases/forge.ts'
import { name } from '../oracle/cases/names.ts'
import { clusterCa } from '../probe/loopback.ts'
import { AT } from '../scenarios/certificates.ts'
import { diagnose } from './doctor.ts'
import { clear, says } from './peers.ts'

/** Certificates that are sound but for what is asked, and what the doctor says of them. */

export const forge = createForge(new Date(AT))
export const root = { subject: name('cluster-ca'), key: clusterCa.key }
export const HERE = san(['ip', '127.0.0.1'])
/** Signed by the authority that the kubeconfig trusts. */
export const leaf = (more: Forging = {}): Uint8Array =>
  forge({ issuer: root, subject: name('kube-apiserver'), extensions: [HERE], ...more }).der
export const withExtension = (id: string, value: Uint8Array): Uint8Array =>
  leaf({ extensions: [HERE, extension(id, value)] })

export function nested(depth: number, tag: number = TAG.sequence): Uint8Array {
  const headers: Uint8Array[] = [element(TAG.null)]
  for (let i = 0, length = 2; i < depth; i++) {
    const header = headerOf(tag, length)
    headers.push(header)
    length += header.length
  }
  return concatBytes(...headers.toReversed())
}

function headerOf(tag: number, length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(tag, length)
  const octets = Buffer.from(length.toString(16).padStart(6, '0'), 'hex')
  const first = octets.findIndex((octet) => octet !== 0)
  return Uint8Array.of(tag, 0x80 | (3 - first), ...octets.subarray(first))
}

/** A server that presents this chain and has no key. */
export async function presented(chain: readonly Uint8Array[]) {
  const port = await clear(says(certificateFlight(chain), 'end'))
  return diagnose({ server: `https://127.0.0.1:${port}` })
}
