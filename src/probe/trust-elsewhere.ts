import { X509Certificate } from 'node:crypto'
import type { TrustStore } from '../case.ts'
import { type Base64, fromBase64, toBase64 } from '../lib/bytes.ts'
import type { System } from '../system/system.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { decodePem } from '../x509/pem.ts'

/** Variables by which other tools on the machine are told which authorities to trust; kubectl reads the first two at most. */
const TRUST_VARIABLES = [
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
  'AWS_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'CARGO_HTTP_CAINFO',
  'NIX_SSL_CERT_FILE',
] as const

/** Where Debian and Red Hat keep authorities that an administrator added, and the bundles that they make. */
const SYSTEM_PLACES = [
  '/usr/local/share/ca-certificates',
  '/etc/pki/ca-trust/source/anchors',
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
] as const

const MAX_FILES_A_FOLDER = 300
const MAX_BYTES_A_FILE = 4 * 1024 * 1024

/**
 * Which other stores of this machine hold the authorities that a presented chain names. An interceptor's authority usually
 * stands there: put there by those who run it, for browsers and other tools, and unread by a kubectl whose kubeconfig pins
 * its own. Looks only; what it means is for the rules to say.
 */
export function trustElsewhere(transcripts: readonly Transcript[], system: System): readonly TrustStore[] {
  const presented = presentedCertificates(transcripts)
  if (presented.length === 0) return []
  // Several variables mostly name one and the same file.
  const matchingIn = new Map<string, readonly Base64[]>()
  return places(system).flatMap(({ name, file }) => {
    const matching = matchingIn.get(file) ?? matchingOf(file, presented, system)
    matchingIn.set(file, matching)
    return matching.length === 0 ? [] : [{ name, file, matching }]
  })
}

function matchingOf(file: string, presented: readonly X509Certificate[], system: System): readonly Base64[] {
  const read = system.readFile(file, { maxBytes: MAX_BYTES_A_FILE })
  if (!read.ok) return []
  const matching = decodePem(read.bytes)
    .filter((block) => block.label === 'CERTIFICATE' && named(block.der, presented))
    .map((block) => toBase64(block.der))
  return [...new Set(matching)]
}

function presentedCertificates(transcripts: readonly Transcript[]): readonly X509Certificate[] {
  const chains = transcripts.flatMap((transcript) => transcript.walks.flatMap((walk) => walk.tls?.certificates ?? []))
  return [...new Set(chains)].flatMap((der) => parsed(fromBase64(der)) ?? [])
}

function places(system: System): readonly { readonly name: string; readonly file: string }[] {
  const fromVariables = TRUST_VARIABLES.flatMap((variable) => {
    const value = system.env[variable]
    if (value === undefined || value === '') return []
    return value.split(variable === 'SSL_CERT_DIR' ? ':' : '\0').map((file) => ({ name: variable as string, file }))
  })
  const fromSystem = SYSTEM_PLACES.map((file) => ({ name: 'system', file: file as string }))
  return [...fromVariables, ...fromSystem].flatMap((place) => {
    const entries = system.listDirectory(place.file)
    if (entries === null) return [place]
    return entries.slice(0, MAX_FILES_A_FOLDER).map((entry) => ({ ...place, file: `${place.file}/${entry}` }))
  })
}

function named(der: Uint8Array, presented: readonly X509Certificate[]): boolean {
  const candidate = parsed(der)
  if (candidate === null) return false
  return presented.some((one) => one.fingerprint256 === candidate.fingerprint256 || one.checkIssued(candidate))
}

function parsed(der: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(der)
  } catch {
    return null
  }
}
