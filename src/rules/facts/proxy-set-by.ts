import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { placeOf } from './config-finding.ts'

/** What makes kubectl take the proxy of this path: a variable, or proxy-url with its place. `null`: not kubectl's own path. */
export function proxySetBy(subject: JudgedCase, { path }: JudgedPath): string | null {
  const decidedBy = subject.case.target?.proxy.decidedBy
  if (!path.usedByKubectl || path.proxy === null || decidedBy === undefined) return null
  if (decidedBy.kind === 'variable') return decidedBy.variable
  if (decidedBy.kind !== 'proxy-url') return null
  const place = placeOf(decidedBy.at)
  return place === null ? 'proxy-url' : `proxy-url (${place})`
}
