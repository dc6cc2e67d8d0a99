import { createHash } from 'node:crypto'
import type { Case } from '../case.ts'
import { type Base64, fromBase64 } from '../lib/bytes.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { encodePem } from '../x509/pem.ts'

/** One presented chain as a file: leaf first, as `openssl verify` and `kubectl tlsdoctor verify` read it. */
export interface ChainFile {
  /** Letters, digits, dots and dashes only; the same from run to run. */
  readonly name: string
  readonly pem: string
}

/**
 * The chains that were presented on every path: the server's of the walk that counts, and that of an `https://` proxy.
 * Names are made of the path's id, which comes from the kubeconfig, the environment and the flags, and never of anything
 * that a peer sent.
 */
export function chainFiles(subject: Case): readonly ChainFile[] {
  return subject.transcripts.flatMap((transcript) => [
    ...chainFile(transcript, '', transcript.walks.at(-1)?.tls?.certificates ?? []),
    ...chainFile(transcript, '.proxy', transcript.walks.at(-1)?.proxyTls?.certificates ?? []),
  ])
}

const MAX_NAME = 100

function chainFile({ pathId }: Transcript, which: string, chain: readonly Base64[]): readonly ChainFile[] {
  if (chain.length === 0) return []
  const pem = chain.map((der) => encodePem('CERTIFICATE', fromBase64(der))).join('')
  return [{ name: `${safeName(pathId)}${which}.pem`, pem }]
}

/** Different ids get different names: what of the id cannot stand in a file name is still in the digest. */
function safeName(id: string): string {
  const words = id.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 8)
  return `${words.slice(0, MAX_NAME)}-${digest}`
}
