import type { CertificateDescription } from '../x509/description.ts'
import type { Report } from './report.ts'
import type { ServerOutput } from './server-output.ts'

type Certificate = Pick<CertificateDescription, 'subject' | 'issuer' | 'sha256' | 'notBefore' | 'notAfter' | 'sans'>

/** What of a Report is compared; a stored one is checked for no more than this. */
export interface ComparedReport extends Pick<Report, 'kind' | 'at' | 'outcome'> {
  readonly target: {
    readonly server: string
    readonly serverName: string
    readonly trust: { readonly source: string; readonly certificates: readonly Certificate[] }
  } | null
  readonly kubectl: {
    readonly version: string
    readonly path: string | null
    readonly predicted: { readonly message: string | null }
    readonly observed: { readonly message: string | null } | null
  }
  readonly paths: readonly {
    readonly id: string
    readonly label: string
    readonly usedByKubectl: boolean
    readonly presented: readonly Certificate[] | null
    readonly verdict: { readonly outcome: 'accepted' | 'rejected' | 'unreached'; readonly code: string | null }
  }[]
  readonly findings: readonly { readonly id: string }[]
}

/** One place from which a server was looked at. */
export interface Vantage {
  /** As given on the command line. */
  readonly name: string
  /** `server`: on the control plane itself, where nothing can be in between. */
  readonly kind: 'client' | 'server'
  readonly at: string
  /** kubectl reaches its server there; of the server itself: it presents a certificate. `null`: not known. */
  readonly works: boolean | null
  /** What kubectl prints there; `null`: no error, or no kubectl was asked. */
  readonly message: string | null
  /** `null`: not known. */
  readonly server: string | null
  readonly kubectlVersion: string | null
  /** Fingerprints of the trust anchors; `null`: not known, or the system's. */
  readonly trust: readonly string[] | null
  /** Every chain that was presented, kubectl's own path first. */
  readonly chains: readonly VantageChain[]
}

export interface VantageChain {
  readonly from: string
  readonly usedByKubectl: boolean
  readonly leaf: Certificate
  /** The kubeconfig there does not accept it. */
  readonly rejected: boolean
}

export function clientVantage(name: string, report: ComparedReport): Vantage {
  const { target, kubectl } = report
  const paths = [...report.paths].sort((a, b) => Number(b.usedByKubectl) - Number(a.usedByKubectl))
  return {
    name,
    kind: 'client',
    at: report.at,
    works: report.outcome === 'unfinished' ? null : report.outcome !== 'failing',
    message: (kubectl.observed ?? kubectl.predicted).message,
    server: target?.server ?? null,
    kubectlVersion: kubectl.version,
    trust: target === null || target.trust.source === 'system' ? null : fingerprints(target.trust.certificates),
    chains: paths.flatMap(({ label, usedByKubectl, presented, verdict }) => {
      const leaf = presented?.[0]
      return leaf === undefined
        ? []
        : [
            {
              from: label,
              usedByKubectl,
              leaf,
              rejected: verdict.outcome === 'rejected' && isOfCertificate(verdict.code),
            },
          ]
    }),
  }
}

export function serverVantage(name: string, output: ServerOutput): Vantage {
  const chains = output.presented.flatMap(({ from, certificates }) => {
    const [leaf] = certificates
    return leaf === undefined ? [] : [{ from, usedByKubectl: false, leaf, rejected: false }]
  })
  return {
    name,
    kind: 'server',
    at: output.at,
    works: chains.length > 0,
    message: null,
    server: null,
    kubectlVersion: null,
    trust: null,
    chains,
  }
}

function isOfCertificate(code: string | null): boolean {
  return code?.startsWith('x509.') === true
}

function fingerprints(certificates: readonly Certificate[]): readonly string[] {
  return certificates.map(({ sha256 }) => sha256).sort()
}
