import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'
import { apartText, utcText } from '../reading/instants.ts'

const SOURCE = 'Go crypto/x509 CertificateInvalidError (Expired); kubernetes-sigs/kind#2166, Azure/AKS#1152'
const NEXT = diagnose('the dates of each certificate presented, and this clock beside that of the answers')

const INSTANT = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})'

/** What crypto/x509 says of dates; the current time in it is local, the limit UTC. */
export const validityTexts: readonly KnownText[] = [
  {
    id: 'x509-expired',
    pattern: new RegExp(
      `certificate has expired or is not yet valid: current time (?<now>${INSTANT}|<NOW>) is after (?<limit>${INSTANT})`,
    ),
    says: (values) =>
      `A certificate of the chain ended at ${utcText(values.limit)}${measured(values, 'before this clock')}.`,
    hop: 'server',
    causes: expiredCauses,
    next: NEXT,
    notes: zoneNotes,
    source: SOURCE,
  },
  {
    id: 'x509-not-yet-valid',
    pattern: new RegExp(
      `certificate has expired or is not yet valid: current time (?<now>${INSTANT}|<NOW>) is before (?<limit>${INSTANT})`,
    ),
    says: (values) =>
      `A certificate of the chain begins at ${utcText(values.limit)} only${measured(values, 'after this clock')}.`,
    hop: 'server',
    causes: [
      ['clock-skew', 'mostly the clock is behind, here or where the certificate was made'],
      ['certificate-not-yet-valid', 'a certificate that was just made, on a machine whose clock is ahead'],
      ['tls-intercepted-by-proxy', 'a certificate that a proxy minted by its own clock'],
    ],
    next: NEXT,
    notes: zoneNotes,
    source: SOURCE,
  },
  {
    id: 'x509-expired-platform',
    pattern: /certificate has expired or is not yet valid(?::? *(?<detail>[^"\\\n]{0,120}))?/,
    says: 'A certificate of the chain is outside of its dates; which one and by how much, the text does not say.',
    hop: 'server',
    causes: [
      ['certificate-expired', 'the certificate ran out, or was not renewed'],
      ['clock-skew', 'a suspended laptop, WSL 2 or a virtual machine whose clock stands'],
      [
        'verifier-is-platform',
        'macOS and Windows judge where the kubeconfig has no authority, and leave the times out',
      ],
    ],
    next: NEXT,
    source: SOURCE,
  },
]

function expiredCauses(values: Variables): readonly RankedCause[] {
  const expired: RankedCause = [
    'certificate-expired',
    "kubeadm's certificates last a year, k3s's too: it was not renewed, or not reloaded",
  ]
  const skew: RankedCause = ['clock-skew', 'this machine thinks that it is later than it is']
  const rest: readonly RankedCause[] = [
    ['intermediate-expired', 'Go prints the same text for an intermediate'],
    ['cluster-ca-expired', "Go prints the same text for the cluster's authority, after ten years mostly"],
    ['tls-intercepted-by-proxy', 'a stale certificate that a proxy minted and kept'],
  ]
  return yearsAfter(values) > 20 ? [skew, expired, ...rest] : [expired, skew, ...rest]
}

function yearsAfter({ now, limit }: Variables): number {
  const milliseconds = Date.parse(now ?? '') - Date.parse(limit ?? '')
  return Number.isNaN(milliseconds) ? 0 : milliseconds / (365.25 * 86_400_000)
}

function measured({ now, limit }: Variables, relation: string): string {
  const apart = apartText(now, limit)
  return apart === null ? '' : `, ${apart} ${relation}, which said ${utcText(now)}`
}

function zoneNotes({ now = '' }: Variables): readonly string[] {
  return /[+-]\d\d:\d\d$/.test(now)
    ? [`The text gives the current time in the local zone (${now}) and the limit in UTC; above both are UTC.`]
    : []
}
