import type { Report } from '../../src/report/report.ts'
import { type Canary, leaksIn } from './canary.ts'
import { PROXY_PASSWORD } from './credentials.ts'
import type { Received } from './received.ts'

/**
 * What was given to whom it is not meant for: the user's credentials to anyone but a server whose certificate kubectl
 * accepts, the proxy's password to anyone behind the proxy.
 */
export function givenAway(
  received: readonly Received[],
  report: Report,
  canaries: readonly Canary[],
): readonly string[] {
  const verified = report.paths.filter(({ stages }) =>
    stages.some(({ name, status }) => name === 'certificate' && status === 'ok'),
  )
  const trusted = new Set(verified.flatMap(({ presented }) => presented?.[0]?.sha256 ?? []))
  return received.flatMap(({ certificate, text }) => [
    ...(certificate !== null && trusted.has(certificate)
      ? []
      : leaksIn(`a server (${certificate ?? 'no TLS'})`, text, canaries)),
    ...(certificate === null ? [] : leaksIn('a server behind the proxy', text, [PROXY_PASSWORD])),
  ])
}
