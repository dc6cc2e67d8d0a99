import { isTargetServer, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type PathsDisagreeFacts = {
  readonly leaves: readonly {
    readonly path: string
    readonly subject: string
    readonly issuer: string
    readonly sha256: string
  }[]
}

/** The same server presents different certificates on different paths. */
export const pathsDisagree: Rule<PathsDisagreeFacts> = {
  id: 'paths-disagree',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: [
    'tls-intercepted-by-proxy',
    'tls-intercepted-transparently',
    'foreign-chain-unexplained',
    'cluster-ca-mismatch',
  ],
  check: (subject) => {
    const seen = subject.paths.flatMap((path) => {
      const leaf = path.presented?.[0]
      return leaf === undefined || !isTargetServer(subject, path) ? [] : [{ path, leaf }]
    })
    const leaves = [...new Set(seen.map(({ leaf }) => leaf.sha256))]
    const [first, ...more] = seen
    if (first === undefined || seen.length < 2)
      return { state: 'blocked', reason: 'certificates were captured on fewer than two paths' }
    if (leaves.length < 2) return { state: 'clear' }
    const evidence = ({ path, leaf }: (typeof seen)[number]) =>
      seenOn(
        subject,
        path,
        'tls/certificates/0',
        `${path.path.label}: ${leaf.sha256.slice(0, 16)}, issuer ${leaf.issuer}`,
      )
    return {
      state: 'fired',
      severity: 'warning',
      facts: {
        leaves: seen.map(({ path, leaf }) => ({
          path: path.path.label,
          subject: leaf.subject,
          issuer: leaf.issuer,
          sha256: leaf.sha256,
        })),
      },
      evidence: [evidence(first), ...more.map(evidence)],
      paths: seen.map(({ path }) => path.path.id),
      confidence: 'certain',
    }
  },
}
