import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoError, VerifyStep } from '../verdict.ts'
import type { GoCertificate } from './certificate.ts'
import { checkKeySize, checkLeafKey } from './check-leaf-key.ts'
import type { VerifyError } from './errors.ts'
import { parseCertificate } from './parse-certificate.ts'
import { type VerifyOptions, verify } from './verify.ts'

export interface JudgeChainInput {
  /** DER as in the Certificate message, leaf first. */
  readonly presented: readonly Uint8Array[]
  /** DER of the trust anchors; what Go cannot parse is passed over. `null`: the system's roots failed to load. */
  readonly anchors: readonly Uint8Array[] | null
  /** As it stands in the URL or in tls-server-name; `''`: no name is checked. */
  readonly dnsName: string
  readonly at: Date
  /** Minutes east of UTC of the zone that `current time` is printed in. */
  readonly zoneOffsetMinutes: number
  readonly behaviours: Behaviours
  /** insecure-skip-tls-verify: certificates are parsed and their keys looked at, nothing more. */
  readonly insecure: boolean
}

export interface ChainJudgement {
  readonly outcome: 'accepted' | 'rejected'
  /** `null` when accepted; `text` with crypto/tls's prefix. */
  readonly error: GoError | null
  /** Every chain that verifies, leaf first, as SHA-256 in lower-case hex. */
  readonly chains: readonly (readonly string[])[]
  readonly trace: readonly VerifyStep[]
  /** What would be rejected once the error before it is mended, one after the other. */
  readonly next: readonly GoError[]
  /** Why the text may differ from that release's; `null`: it is exact. */
  readonly approximate: string | null
}

/**
 * What kubectl's Go says of a presented chain: parsing, key sizes, verification, key type, in the order of crypto/tls
 * Conn.verifyServerCertificate; and what it would say after that (contract.md section 2, `next`).
 */
export function judgeChain(input: JudgeChainInput): ChainJudgement {
  const judgement = judgeUnworded(input)
  const { error, next } = judgement
  const worded = (one: GoError) => ({ ...one, text: quotedAs(one.text, input.behaviours) })
  return { ...judgement, error: error === null ? null : worded(error), next: next.map(worded) }
}

/** DEL, where a text quotes a name that holds it, as that release's strconv.Quote writes it. */
function quotedAs(text: string, behaviours: Behaviours): string {
  if (!x509Behaviours(behaviours).deleteAsUnicode) return text
  return text.replaceAll(/(?<!\\)((?:\\\\)*)\\x7f/g, '$1\\u007f')
}

function judgeUnworded(input: JudgeChainInput): ChainJudgement {
  const leaf = readPresented(input)
  if (!leaf.ok) {
    const approximate = wordedByAsn1(leaf.error, input.behaviours)
    return { outcome: 'rejected', error: leaf.error, chains: [], trace: [], next: [], approximate }
  }
  const anchors = input.anchors === null ? null : readAnchors(input.anchors, input.behaviours)
  const attempt: Attempt = { presented: leaf.certificates, anchors, dnsName: input.dnsName, renewed: new Set() }
  const first = judge(attempt, input)
  const { error, chains, trace } = first
  if (error === null) return { outcome: 'accepted', error, chains, trace, next: [], approximate: null }
  const next = afterMending(attempt, first, input)
  return { outcome: 'rejected', error, chains, trace, next, approximate: null }
}

/** What mending changes. */
interface Attempt {
  readonly presented: Presented
  readonly anchors: readonly GoCertificate[] | null
  readonly dnsName: string
  /** SHA-256 of certificates that were issued anew. */
  readonly renewed: ReadonlySet<string>
}

/** The leaf is always there. */
type Presented = readonly [GoCertificate, ...GoCertificate[]]

interface Judged {
  readonly error: GoError | null
  readonly chains: readonly (readonly string[])[]
  readonly trace: readonly VerifyStep[]
  /** The verifier's own error behind `error`, where it was that. */
  readonly cause: VerifyError | null
}

function readPresented({
  presented,
  behaviours,
}: JudgeChainInput):
  | { readonly ok: true; readonly certificates: Presented }
  | { readonly ok: false; readonly error: GoError } {
  const certificates: GoCertificate[] = []
  for (const der of presented) {
    const parsed = parseCertificate(der, behaviours)
    if (!parsed.ok) {
      const text = `tls: failed to parse certificate from server: ${parsed.error.text}`
      return { ok: false, error: { code: parsed.error.code, text } }
    }
    const tooLarge = checkKeySize(parsed.certificate, behaviours)
    if (tooLarge !== null) return { ok: false, error: tooLarge }
    certificates.push(parsed.certificate)
  }
  const [leaf, ...intermediates] = certificates
  if (leaf === undefined) {
    // TLS 1.3; the TLS 1.2 wording is a matter of message order and stands in go/tls.
    return { ok: false, error: { code: 'tls.NoCertificates', text: 'tls: received empty certificates message' } }
  }
  return { ok: true, certificates: [leaf, ...intermediates] }
}

function wordedByAsn1({ code }: GoError, behaviours: Behaviours): string | null {
  if (!code.startsWith('x509.ParseError.') || !x509Behaviours(behaviours).laxParser) return null
  return 'go 1.17 and older word malformed certificates as encoding/asn1 does'
}

/** Models x509.CertPool.AppendCertsFromPEM: a bad certificate beside good ones is dropped without a word. */
function readAnchors(anchors: readonly Uint8Array[], behaviours: Behaviours): readonly GoCertificate[] {
  return anchors.flatMap((der) => {
    const parsed = parseCertificate(der, behaviours)
    return parsed.ok ? [parsed.certificate] : []
  })
}

function judge(attempt: Attempt, { behaviours, insecure, at, zoneOffsetMinutes }: JudgeChainInput): Judged {
  const [leaf, ...intermediates] = attempt.presented
  if (insecure) return { error: checkLeafKey(leaf), chains: [], trace: [], cause: null }
  const options: VerifyOptions = {
    intermediates,
    roots: attempt.anchors,
    dnsName: attempt.dnsName,
    at,
    renewed: attempt.renewed,
    zoneOffsetMinutes,
    behaviours,
  }
  const verification = verify(leaf, options)
  const { trace } = verification
  if (!verification.ok) {
    const { code, text } = verification.error
    const prefix = behaviours.verifyPrefix ? 'tls: failed to verify certificate: ' : ''
    return { error: { code, text: `${prefix}${text}` }, chains: [], trace, cause: verification.error }
  }
  const error = checkLeafKey(leaf)
  if (error !== null) return { error, chains: [], trace, cause: null }
  const chains = verification.chains.map((chain) => chain.map(({ sha256 }) => sha256))
  return { error: null, chains, trace, cause: null }
}

/** Each entry is a judgement of the mended input, not a guess. */
function afterMending(attempt: Attempt, first: Judged, input: JudgeChainInput): readonly GoError[] {
  const next: GoError[] = []
  const mendedBefore = new Set<string>()
  let { cause } = first
  let current = attempt
  while (cause !== null) {
    mendedBefore.add(fingerprintOf(cause))
    const mended = mend(current, cause)
    if (mended === null) break
    current = mended
    const judged = judge(current, input)
    // An error that was mended before: a top that did not sign.
    if (judged.error === null || (judged.cause !== null && mendedBefore.has(fingerprintOf(judged.cause)))) break
    next.push(judged.error)
    cause = judged.cause
  }
  return next
}

/** Each certificate fails in few ways, so the list of these ends. */
function fingerprintOf({ code, certificate }: VerifyError): string {
  return `${code} ${certificate?.sha256 ?? ''}`
}

/** `null` where nothing that one can change mends it. */
function mend(attempt: Attempt, cause: VerifyError): Attempt | null {
  switch (cause.code) {
    case 'x509.CertificateInvalidError.Expired':
    case 'x509.CertificateInvalidError.NotYetValid':
      return cause.certificate === null
        ? null
        : { ...attempt, renewed: new Set([...attempt.renewed, cause.certificate.sha256]) }
    case 'x509.HostnameError':
      return { ...attempt, dnsName: '' }
    case 'x509.UnknownAuthorityError':
      return { ...attempt, anchors: [...(attempt.anchors ?? []), topOf(attempt.presented)] }
    default:
      return null
  }
}

/** Follows the issuers among what was presented, from the leaf on; a server may send them in any order. */
function topOf([leaf, ...others]: Presented): GoCertificate {
  let top = leaf
  const rest = new Set(others)
  while (true) {
    const issuer = [...rest].find(({ rawSubject }) => Buffer.compare(rawSubject, top.rawIssuer) === 0)
    if (issuer === undefined) return top
    rest.delete(issuer)
    top = issuer
  }
}
