import type { Report, ReportTarget } from '../../report/report.ts'
import { field, type Lines, type Page } from './page.ts'
import { releaseText } from './words.ts'

/** What kubectl talks to, how it checks it, and where that is written. */
export function targetLines(report: Targeted, page: Page): Lines {
  const { target } = report
  if (target === null) return field(page, 'server', 'none: the kubeconfig was refused before any connection')
  return [
    ...field(page, 'server', target.server),
    ...field(page, 'verified as', serverNameText(target)),
    ...field(page, 'trust', trustText(target.trust)),
    ...(page.wide ? target.trust.certificates.flatMap((anchor) => field(page, '', anchorText(anchor))) : []),
    ...field(page, 'context', contextText(target)),
    ...field(page, 'kubeconfig', target.kubeconfig.length === 0 ? 'none' : target.kubeconfig.join(', ')),
    ...field(
      page,
      'kubectl',
      `${releaseText(report)}${report.kubectl.binary === null ? '' : `, ${report.kubectl.binary}`}`,
    ),
    ...(report.requests.length === 0 ? [] : field(page, 'requests', requestsText(report))),
  ]
}

/** What a report and a list of paths have in common here. */
type Targeted = Pick<Report, 'target' | 'kubectl' | 'requests' | 'discoveryCache'>

/** `the kubeconfig's CA data: CN=kubernetes`. */
export function trustText(trust: ReportTarget['trust']): string {
  const source = TRUST_SOURCES[trust.source] ?? trust.source
  if (trust.source === 'insecure') return source
  const subjects = trust.certificates.slice(0, 3).map((anchor) => anchor.subject)
  const more = trust.certificates.length - subjects.length
  if (trust.source === 'system' && subjects.length === 0) return source
  return `${source}: ${subjects.length === 0 ? 'no certificate' : subjects.join('; ')}${more > 0 ? `; ${more} more` : ''}`
}

/** `203.0.113.10, without SNI (none is sent for an address)`. */
export function serverNameText(target: ReportTarget): string {
  if (target.sni === null) return `${target.serverName}, without SNI (none is sent for an address)`
  return target.sni === target.serverName
    ? `${target.serverName}, sent as SNI`
    : `${target.serverName}, SNI ${target.sni}`
}

export function contextText(target: ReportTarget): string {
  const parts = [
    target.context ?? 'none',
    ...(target.cluster === null ? [] : [`cluster ${target.cluster}`]),
    ...(target.user === null ? [] : [`user ${target.user}`]),
  ]
  return parts.join(', ')
}

const TRUST_SOURCES: Readonly<Record<string, string>> = {
  'kubeconfig-data': "the kubeconfig's certificate-authority-data",
  'kubeconfig-file': "the kubeconfig's certificate-authority file",
  flag: '--certificate-authority',
  system: "the system's trust store",
  insecure: 'none: verification is switched off',
}

function anchorText(anchor: ReportTarget['trust']['certificates'][number]): string {
  return `${anchor.subject}, until ${anchor.notAfter}, sha256 ${anchor.sha256}`
}

function requestsText(report: Targeted): string {
  const texts = report.requests.map((request) => `${request.method} ${request.url}`)
  const shown = texts.slice(0, 4)
  const more = texts.length - shown.length
  const cache = report.discoveryCache === 'unused' ? '' : ` (discovery cache ${report.discoveryCache})`
  return `${shown.join(', ')}${more > 0 ? `, ${more} more` : ''}${cache}`
}
