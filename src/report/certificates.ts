import type { NetworkPath } from '../transcript/network-path.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { toolVersion } from '../version.ts'
import { describeCertificate } from '../x509/describe.ts'
import { described } from '../x509/described.ts'
import type { CertificateDescription } from '../x509/description.ts'
import type { Report } from './report.ts'

/** Chains as they were presented or stored: contract.md section 2, `Certificates`. Nothing is judged. */
export interface Certificates extends Pick<Report, 'schemaVersion' | 'tool'> {
  readonly kind: 'Certificates'
  readonly chains: readonly ShownChain[]
}

export interface ShownChain {
  /** For people: a file, an entry of a kubeconfig, the label of a path. */
  readonly from: string
  /** Id of the path that it was presented on; `null`: it was stored. */
  readonly path: string | null
  readonly usedByKubectl: boolean
  /** In the order sent or stored; `[]`: none. */
  readonly certificates: readonly CertificateDescription[]
  /** Why there is none. */
  readonly problem: string | null
}

export function certificatesOf(chains: readonly ShownChain[]): Certificates {
  return {
    schemaVersion: '1',
    kind: 'Certificates',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    chains,
  }
}

/** @param certificates DER */
export function storedChain(from: string, certificates: readonly Uint8Array[]): ShownChain {
  return { from, path: null, usedByKubectl: false, certificates: certificates.map(describeCertificate), problem: null }
}

export function noStoredChain(from: string, problem: string): ShownChain {
  return { from, path: null, usedByKubectl: false, certificates: [], problem }
}

/** What the server presented on a path; where it never came to that, at which stage it ended. */
export function presentedChain({ id, label, usedByKubectl }: NetworkPath, transcript: Transcript | null): ShownChain {
  const walk = transcript?.walks.at(-1)
  const presented = walk?.tls?.certificates ?? []
  const ended = walk?.stages.find(({ status }) => status === 'failed')
  const cutOff = transcript?.cutOff === true ? 'the time was over before a certificate came' : 'no certificate came'
  return {
    from: label,
    path: id,
    usedByKubectl,
    certificates: presented.map(described),
    problem: presented.length > 0 ? null : ended === undefined ? cutOff : `${ended.name}: ${ended.detail}`,
  }
}
