import type { Credentials } from '../kubeconfig/credentials.ts'
import { goPathError } from '../kubeconfig/go-errno.ts'
import type { Located } from '../kubeconfig/kubeconfig.ts'
import { toBase64 } from '../lib/bytes.ts'
import { Secret } from '../lib/secret.ts'
import type { System } from '../system/system.ts'
import { readWhole } from '../system/whole-file.ts'
import { decodePem } from '../x509/pem.ts'
import { keyPairFault } from './key-pair.ts'
import { poolCertificates, unusablePem } from './pem-certificates.ts'
import { ok, refuse, type Step } from './refusal.ts'
import type { Selection } from './selection.ts'
import { systemRoots } from './system-roots.ts'
import type { Oddity, Target, Trust } from './target.ts'

export interface TlsSettings {
  readonly trust: Trust
  readonly clientCertificate: Target['clientCertificate']
  readonly credential: Credentials['clientCertificate']
  readonly oddities: readonly Oddity[]
}

const MAX_BYTES = 8 * 1024 * 1024

/**
 * Trust anchors and client certificate as client-go loads them, in its order: CA beside insecure, the files, the pool,
 * the pair. Models TLSConfigFor and loadTLSFiles of client-go transport.
 *
 * @param emptyCaFile kubectl 1.36 takes an empty CA file for an empty pool, before that for none
 */
export function readTlsSettings(
  { cluster, user }: Selection,
  emptyCaFile: 'system-roots' | 'empty-pool',
  system: System,
): Step<TlsSettings> {
  const insecure = cluster.insecureSkipTlsVerify
  const anchor = cluster.certificateAuthorityData ?? cluster.certificateAuthority
  if (insecure !== null && anchor !== null) {
    return refuse(
      'insecure-with-ca',
      'specifying a root certificates file with the insecure flag is not allowed',
      insecure.at,
    )
  }
  const caPem = contents(cluster.certificateAuthorityData, cluster.certificateAuthority, 'ca-file-missing', system)
  if (caPem.kind === 'refused') return caPem
  const certificate = contents(
    user.clientCertificateData,
    user.clientCertificate,
    'client-credential-unreadable',
    system,
  )
  if (certificate.kind === 'refused') return certificate
  const keyData = user.clientKeyData === null ? null : secretBytes(user.clientKeyData)
  const key = contents(keyData, user.clientKey, 'client-credential-unreadable', system)
  if (key.kind === 'refused') return key
  const trust = trustOf(cluster, caPem.value, emptyCaFile, system)
  if (trust.kind === 'refused') return trust
  const pair = clientCertificate(user, certificate.value, key.value)
  if (pair.kind === 'refused') return pair
  return ok({
    trust: trust.value.trust,
    clientCertificate: pair.value.shown,
    credential: pair.value.credential,
    oddities: [...trust.value.oddities, ...pair.value.oddities],
  })
}

function contents(
  data: Located<Uint8Array> | null,
  file: Located<string> | null,
  code: string,
  system: System,
): Step<Uint8Array | null> {
  if (data !== null) return ok(data.value)
  if (file === null) return ok(null)
  const read = readWhole(file.value, MAX_BYTES, system)
  if (read.ok) return ok(read.bytes)
  return refuse(code, goPathError(file.value, read, system.platform), file.at, { file: file.value })
}

function secretBytes(secret: Located<Secret>): Located<Uint8Array> {
  return { value: new Uint8Array(Buffer.from(secret.value.reveal(), 'latin1')), at: secret.at }
}

interface TrustAndOddities {
  readonly trust: Trust
  readonly oddities: readonly Oddity[]
}

function trustOf(
  cluster: Selection['cluster'],
  pem: Uint8Array | null,
  emptyCaFile: 'system-roots' | 'empty-pool',
  system: System,
): Step<TrustAndOddities> {
  const { insecureSkipTlsVerify: insecure, certificateAuthority: file, certificateAuthorityData: data } = cluster
  if (insecure !== null) {
    return ok({
      trust: { source: 'insecure', certificates: [], files: [] },
      oddities: [{ code: 'verification-disabled', at: insecure.at, facts: {} }],
    })
  }
  const anchor = data ?? file
  if (anchor === null || pem === null) return ok(systemTrust([], system))
  const source = data !== null ? 'kubeconfig-data' : anchor.at.kind === 'flag' ? 'flag' : 'kubeconfig-file'
  const files = data === null && file !== null ? [file.value] : []
  if (pem.length === 0) {
    const oddity: Oddity = { code: 'ca-file-empty', at: anchor.at, facts: { file: files[0] ?? '', uses: emptyCaFile } }
    if (emptyCaFile === 'system-roots') return ok(systemTrust([oddity], system))
    return ok({ trust: { source, certificates: [], files }, oddities: [oddity] })
  }
  const certificates = poolCertificates(pem)
  if (certificates.length === 0) {
    const why = unusablePem(pem)
    return refuse('ca-data-invalid', `unable to load root certificates: ${why}`, anchor.at, { why, ...fileFact(files) })
  }
  return ok({ trust: { source, certificates: certificates.map(toBase64), files }, oddities: [] })
}

function systemTrust(oddities: readonly Oddity[], system: System): TrustAndOddities {
  const roots = systemRoots(system)
  const platform = system.platform === 'darwin' || system.platform === 'win32'
  return {
    trust: { source: 'system', certificates: roots.certificates.map(toBase64), files: roots.files },
    oddities: platform
      ? [...oddities, { code: 'verifier-is-platform', at: null, facts: { platform: system.platform } }]
      : oddities,
  }
}

interface ClientPair {
  readonly shown: Target['clientCertificate']
  readonly credential: Credentials['clientCertificate']
  readonly oddities: readonly Oddity[]
}

/** Two files are read again for each handshake: a pair that does not fit then fails only where the server asks for it. */
function clientCertificate(
  user: Selection['user'],
  certificate: Uint8Array | null,
  key: Uint8Array | null,
): Step<ClientPair> {
  const where = user.clientCertificateData ?? user.clientCertificate
  if (certificate === null || key === null || where === null) return ok({ shown: null, credential: null, oddities: [] })
  const keyText = Buffer.from(key).toString('latin1')
  const fault = keyPairFault(certificate, keyText)
  const reloaded = user.clientCertificateData === null && user.clientKeyData === null
  const code = fault?.startsWith('tls: private key ') ? 'client-key-mismatch' : 'client-credential-unreadable'
  if (fault !== null && !reloaded) return refuse(code, fault, where.at, { why: fault })
  const certificates = decodePem(certificate)
    .filter((block) => block.label === 'CERTIFICATE')
    .map((block) => toBase64(block.der))
  return ok({
    shown: { certificates, at: where.at },
    credential: fault === null ? { certificate, key: new Secret(keyText) } : null,
    oddities: fault === null ? [] : [{ code, at: where.at, facts: { why: fault } }],
  })
}

function fileFact(files: readonly string[]): Readonly<Record<string, string>> {
  const [file] = files
  return file === undefined ? {} : { file }
}
