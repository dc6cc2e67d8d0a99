import type { Canary } from '../case.ts'
import type { JudgedCase } from '../judged-case.ts'
import { escapeControl } from '../lib/escape.ts'
import { distinguishedName, readCertificate } from '../rules/facts/chain-origin.ts'
import type { Report, ReportTarget } from './report.ts'

export function reportTarget(subject: JudgedCase): ReportTarget | null {
  const { target } = subject.case
  if (target === null) return null
  const { kubeconfig, context, cluster, user, server, serverName, sni, trust } = target
  // The system's roots are a hundred and more and the same everywhere: only those that vouch for something are shown.
  const certificates = trust.source === 'system' ? subject.vouching : subject.anchors()
  return { kubeconfig, context, cluster, user, server, serverName, sni, trust: { source: trust.source, certificates } }
}

/** @param label of the path that it was sent on */
export function reportCanary(canary: Canary, label: string | null): Report['canaries'][number] {
  const on = label === null ? '' : ` (${label})`
  switch (canary.kind) {
    case 'connect-to-impossible-name': {
      const answer = canary.status === null ? 'no answer' : `answered ${canary.status}`
      const minted = issuerOf(canary.certificates)
      const text = `CONNECT to the made-up name ${escapeControl(canary.name)} through ${canary.proxy}: ${answer}${minted === null ? '' : `, then a certificate issued by ${minted} was presented`}`
      return { kind: canary.kind, path: canary.pathId, text }
    }
    case 'random-sni': {
      const shown = issuerOf(canary.certificates)
      const text = `TLS for the made-up name ${escapeControl(canary.name)}${on}: ${shown === null ? 'no certificate' : `a certificate issued by ${shown}`}`
      return { kind: canary.kind, path: canary.pathId, text }
    }
    case 'reserved-address': {
      const text = `TCP to the reserved address ${escapeControl(canary.address)}: ${canary.connected ? 'accepted' : 'not accepted'}`
      return { kind: canary.kind, path: null, text }
    }
  }
}

function issuerOf(certificates: readonly string[] | null): string | null {
  const leaf = certificates?.[0] === undefined ? null : readCertificate(certificates[0])
  return leaf === null ? null : distinguishedName(leaf.issuer)
}
