import type { X509Certificate } from 'node:crypto'
import type { Canary } from '../../case.ts'
import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { escapeControl } from '../../lib/escape.ts'
import { parseIp } from '../../lib/ip.ts'
import type { Evidence } from '../rule.ts'
import { answersLikeApiServer, asksForClientCertificate, namedLikeApiServer } from './api-server-signs.ts'
import {
  chainOrigin,
  distinguishedName,
  readCertificate,
  sameCertificate,
  samePublicKey,
  signedWithKeyOf,
} from './chain-origin.ts'
import { namesInDer } from './names-in-der.ts'
import { byFile, trustedElsewhere } from './trusted-elsewhere.ts'
import { decisiveWalk, isTargetServer, lastExchange, seenBesideWalks, seenOn } from './walks.ts'

/**
 * What speaks for something on this path ending TLS in the server's place. `proof` alone convinces, `supports` needs
 * company: another authority, a load balancer or a re-created cluster can show all of those.
 */
export function signsOfInterception(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  const leaf = leafOf(path)
  if (leaf === null) return []
  return [
    ...impossibleName(subject, path, leaf),
    ...mirroredServerName(subject, path, leaf),
    ...reservedAddress(subject, path),
    ...otherLeafElsewhere(subject, path, leaf),
    ...authorityTrustedElsewhere(subject, path),
    ...leafKeyIsAuthorityKey(subject, path, leaf),
    ...addressAsDnsName(subject, path),
    ...noClientCertificateAsked(subject, path),
    ...asksForOthersCertificates(subject, path),
    ...followsTheName(subject, path, leaf),
    ...notAnApiServersAnswer(subject, path),
    ...mintedJustNow(subject, path, leaf),
  ]
}

export function isIntercepted(subject: JudgedCase, path: JudgedPath): boolean {
  return signsOfInterception(subject, path).some((sign) => sign.weight === 'proof')
}

/** Whoever presents this chain was caught at making certificates, which stands whatever kubectl trusts. */
export function isMinted(subject: JudgedCase, path: JudgedPath): boolean {
  const leaf = leafOf(path)
  if (leaf === null) return false
  const signs = [...impossibleName(subject, path, leaf), ...mirroredServerName(subject, path, leaf)]
  return signs.some((sign) => sign.weight === 'proof')
}

/**
 * The proxy opened a tunnel to a name that cannot exist, and whoever answered there presented a certificate of the same
 * issuer as on this path: so the proxy made both.
 */
function impossibleName(subject: JudgedCase, path: JudgedPath, leaf: X509Certificate): readonly Evidence[] {
  return subject.case.canaries.flatMap((canary, i) => {
    if (canary.kind !== 'connect-to-impossible-name' || canary.status !== 200) return []
    if (!usesProxyOf(subject, path, canary)) return []
    const minted = canary.certificates?.[0] === undefined ? null : readCertificate(canary.certificates[0])
    if (minted === null || !(minted.issuer === leaf.issuer || samePublicKey(minted, leaf))) return []
    const text = `the proxy opened a tunnel to ${escapeControl(canary.name)}, which cannot exist, and presented a certificate of the same issuer there`
    return [{ path: path.path.id, pointer: `/canaries/${i}`, text, weight: 'proof' } as const]
  })
}

function usesProxyOf(subject: JudgedCase, path: JudgedPath, canary: Canary & { pathId: string }): boolean {
  if (canary.pathId === path.path.id) return true
  const sent = subject.paths.find((one) => one.path.id === canary.pathId)?.path.proxy ?? null
  const own = path.path.proxy
  return sent !== null && own !== null && sent.host === own.host && sent.port === own.port
}

/**
 * A certificate that repeats the random name we asked for was made while we waited. k3s's own listener does that too, but
 * asks for a client certificate, which no interceptor can use.
 */
function mirroredServerName(subject: JudgedCase, path: JudgedPath, leaf: X509Certificate): readonly Evidence[] {
  return subject.case.canaries.flatMap((canary, i) => {
    if (canary.kind !== 'random-sni' || canary.pathId !== path.path.id) return []
    const echo = canary.certificates?.[0] === undefined ? null : readCertificate(canary.certificates[0])
    if (echo === null || echo.issuer !== leaf.issuer) return []
    const mirrored = `${echo.subjectAltName ?? ''} ${echo.subject ?? ''}`
      .toLowerCase()
      .includes(canary.name.toLowerCase())
    if (!mirrored) return []
    const weight = asksForClientCertificate(path) ? 'supports' : 'proof'
    const text = `asked for the random name ${escapeControl(canary.name)}, it presented a certificate for that very name`
    return [{ path: path.path.id, pointer: `/canaries/${i}`, text, weight } as const]
  })
}

/** Something answers for an address that nobody has. Only the direct path can be meant. */
function reservedAddress(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  if (path.path.proxy !== null) return []
  return subject.case.canaries.flatMap((canary, i) => {
    if (canary.kind !== 'reserved-address' || !canary.connected) return []
    // A transparent forwarder that leaves TLS alone accepts every connect too; behind it the API server asks as ever.
    const weight = asksForClientCertificate(path) ? 'supports' : 'proof'
    const text = `a connection to the reserved address ${escapeControl(canary.address)} was accepted: something on the network answers for others`
    return [{ path: path.path.id, pointer: `/canaries/${i}`, text, weight } as const]
  })
}

/**
 * The very same server presents a certificate of the cluster on another path. Another address of its name may be another
 * machine, and a peer that asks for a client certificate is an API server, whosever. A proxy resolves a name itself, and may
 * well arrive at a load balancer where this machine gets an internal address: for a name it proves nothing, unless the one
 * certificate is a copy of the other by another issuer.
 */
function otherLeafElsewhere(subject: JudgedCase, path: JudgedPath, leaf: X509Certificate): readonly Evidence[] {
  if (chainOrigin(subject, path).kind !== 'foreign' || !isTargetServer(subject, path)) return []
  const clean = subject.paths.find(
    (other) => isSameMachine(subject, path, other) && chainOrigin(subject, other).kind === 'anchored',
  )
  const cleanLeaf = clean === undefined ? null : leafOf(clean)
  if (clean === undefined || cleanLeaf === null || sameCertificate(cleanLeaf, leaf)) return []
  const isSureOfMachine = parseIp(path.path.server.host) !== null || isCopy(leaf, cleanLeaf)
  const weight = isSureOfMachine && !asksForClientCertificate(path) ? 'proof' : 'supports'
  const text = `on ${clean.path.label} the same server presents a certificate of the trusted authority`
  return [seenOn(subject, path, 'tls/certificates/0', text, weight)]
}

function isCopy(a: X509Certificate, b: X509Certificate): boolean {
  return a.subject === b.subject && a.subjectAltName === b.subjectAltName && a.issuer !== b.issuer
}

function isSameMachine(subject: JudgedCase, path: JudgedPath, other: JudgedPath): boolean {
  if (other === path || !isTargetServer(subject, other)) return false
  if (path.path.proxy !== null || other.path.proxy !== null) return true
  return decisiveWalk(path)?.dial?.connected?.remote === decisiveWalk(other)?.dial?.connected?.remote
}

function authorityTrustedElsewhere(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  if (chainOrigin(subject, path).kind !== 'foreign') return []
  return byFile(trustedElsewhere(subject, path)).map(({ index, names, file }) => ({
    path: path.path.id,
    pointer: `/trustElsewhere/${index}`,
    text: `its authority stands in ${escapeControl(file)} (${names.map(escapeControl).join(', ')})`,
    weight: 'supports' as const,
  }))
}

/** mitmproxy signs with one key and lets its leaves have the same (mitmproxy/certs.py). */
function leafKeyIsAuthorityKey(subject: JudgedCase, path: JudgedPath, leaf: X509Certificate): readonly Evidence[] {
  if (leaf.subject === leaf.issuer || !signedWithKeyOf(leaf, leaf)) return []
  return [seenOn(subject, path, 'tls/certificates/0', "the certificate's key is its issuer's own key", 'supports')]
}

function addressAsDnsName(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  const host = path.path.server.host
  if (parseIp(host) === null || path.presented?.[0]?.sans.dns.includes(host) !== true) return []
  return [seenOn(subject, path, 'tls/certificates/0', `it carries ${host} as a DNS name`, 'supports')]
}

function noClientCertificateAsked(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  if (decisiveWalk(path)?.tls?.end.kind !== 'established' || asksForClientCertificate(path)) return []
  const text = 'it asks for no client certificate; an API server does'
  return [seenOn(subject, path, 'tls/certificateRequest', text, 'supports')]
}

/**
 * It names the authorities whose client certificates it takes (RFC 8446 section 4.2.4), and neither the cluster's nor that
 * of the user's own certificate is among them. Clusters with an authority for clients alone do so too.
 */
function asksForOthersCertificates(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  const authorities = decisiveWalk(path)?.tls?.certificateRequest?.authorities ?? []
  const { target } = subject.case
  if (authorities.length === 0 || target === null) return []
  const own = [...target.trust.certificates, ...(target.clientCertificate?.certificates ?? [])]
  const names = own.flatMap((der) => namesInDer(der) ?? [])
  if (names.length === 0 || names.some((name) => authorities.includes(name))) return []
  const text = "the authorities that it takes client certificates from are not the cluster's"
  return [seenOn(subject, path, 'tls/certificateRequest', text, 'supports')]
}

/** Asked for a name that every API server has, it showed another certificate of the same issuer, made for that name. */
function followsTheName(subject: JudgedCase, path: JudgedPath, leaf: X509Certificate): readonly Evidence[] {
  return (path.transcript?.helloVariants ?? []).flatMap(({ sni, certificates }, i) => {
    const other = certificates?.[0] === undefined ? null : readCertificate(certificates[0])
    if (sni === null || other === null || other.issuer !== leaf.issuer || sameCertificate(other, leaf)) return []
    if (!hasName(other, sni) || hasName(leaf, sni)) return []
    const text = `asked for ${escapeControl(sni)}, it presented another certificate of the same issuer, for that name`
    return [seenBesideWalks(subject, path, `helloVariants/${i}`, text, 'supports')]
  })
}

function hasName(certificate: X509Certificate, name: string): boolean {
  return (certificate.subjectAltName ?? '').split(', ').includes(`DNS:${name}`)
}

function notAnApiServersAnswer(subject: JudgedCase, path: JudgedPath): readonly Evidence[] {
  const exchange = lastExchange(path)
  if (exchange === null || exchange.status === null || answersLikeApiServer(path) || namedLikeApiServer(path)) return []
  const text = `its answer (${exchange.status}) has none of an API server's headers`
  return [seenOn(subject, path, 'http', text, 'supports')]
}

function mintedJustNow(subject: JudgedCase, path: JudgedPath, leaf: X509Certificate): readonly Evidence[] {
  const ageMs = Date.parse(subject.case.at) - Date.parse(leaf.validFrom)
  if (!(Math.abs(ageMs) < FRESH_MS)) return []
  const text = `its certificate (issuer ${escapeControl(distinguishedName(leaf.issuer))}) was made within the last minutes`
  return [seenOn(subject, path, 'tls/certificates/0', text, 'supports')]
}

const FRESH_MS = 10 * 60 * 1000

function leafOf(path: JudgedPath): X509Certificate | null {
  const der = decisiveWalk(path)?.tls?.certificates?.[0]
  return der === undefined ? null : readCertificate(der)
}
