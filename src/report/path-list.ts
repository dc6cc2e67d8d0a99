import type { Report } from './report.ts'

/** The candidate paths before anything touched the network: a Report's parts, every stage `not-measured`. */
export interface PathList
  extends Pick<Report, 'schemaVersion' | 'tool' | 'at' | 'target' | 'kubectl' | 'paths' | 'proxy' | 'proxySettings'> {
  readonly kind: 'PathList'
}

/** @param report made of a Case in which no path was walked. */
export function pathListOf(report: Report): PathList {
  const { schemaVersion, tool, at, target, kubectl, paths, proxy, proxySettings } = report
  return {
    schemaVersion,
    kind: 'PathList',
    tool,
    at,
    target,
    kubectl,
    paths,
    proxy,
    ...(proxySettings === undefined ? {} : { proxySettings }),
  }
}
