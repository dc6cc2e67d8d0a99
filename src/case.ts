import type { ExecOutcome } from './kubeconfig/exec-plugin.ts'
import type { ConfigError } from './kubeconfig/kubeconfig.ts'
import type { Base64 } from './lib/bytes.ts'
import type { PlannedRequest } from './target/requests.ts'
import type { Target } from './target/target.ts'
import type { NetworkPath } from './transcript/network-path.ts'
import type { Transcript } from './transcript/transcript.ts'

/**
 * All that was looked at in one run: what lies between looking and judging. One JSON value without secrets; saving,
 * replaying, tests and bug reports all work on it. Everything from here to the report is a function of the Case.
 */
export interface Case {
  readonly schemaVersion: '1'
  readonly kind: 'Case'
  readonly tool: { readonly name: 'kubectl-tlsdoctor'; readonly version: string }
  /** RFC 3339, UTC. Verification uses this instant. */
  readonly at: string
  readonly environment: CaseEnvironment
  /** kubectl's own arguments that were diagnosed, without connection flags: `["get", "--raw", "/version"]`. */
  readonly argv: readonly string[]
  readonly requests: readonly PlannedRequest[]
  readonly discoveryCache: 'cold' | 'fresh' | 'unused'
  readonly kubectl: DetectedKubectl
  /** What client-go refused before any connection. */
  readonly configError: ConfigError | null
  /** `null` only with a `configError`. */
  readonly target: Target | null
  readonly paths: readonly NetworkPath[]
  readonly transcripts: readonly Transcript[]
  readonly observed: readonly ObservedRun[]
  readonly exec: ExecOutcome | null
  readonly canaries: readonly Canary[]
  /** Other places of this machine that hold trust anchors; only those that a presented chain names. */
  readonly trustElsewhere: readonly TrustStore[]
  /** Proxy settings of the system and of other tools, none of which kubectl reads; absent: not looked for. */
  readonly proxySettings?: readonly ProxySetting[]
  /** Ctrl-C or the run's deadline came before the end. */
  readonly interrupted: 'no' | 'signal' | 'deadline'
}

export interface CaseEnvironment {
  readonly platform: string
  /** Minutes east of UTC at `at`. */
  readonly zoneOffsetMinutes: number
  /** Variables that change what kubectl does or where trust comes from; passwords redacted. */
  readonly variables: Readonly<Record<string, string>>
}

export interface DetectedKubectl {
  readonly binary: string | null
  /** As `kubectl version --client -o json` says, or as `--kubectl-version` asks; `null` without either. */
  readonly version: string | null
  readonly goVersion: string | null
  readonly requested: string | null
  /** Why the binary could not be asked, if it was there. */
  readonly problem: string | null
}

/** A real run of kubectl. */
export interface ObservedRun {
  readonly which: 'as-is' | 'without-proxy-variables'
  /** The fatal text (contract.md section 2, `message`); `null` on success. */
  readonly message: string | null
  readonly exitCode: number | null
  readonly argv: readonly string[]
  readonly endedBy?: 'timeout'
}

/** An unasked probe whose only purpose is to catch an interceptor at it. */
export type Canary =
  | {
      readonly kind: 'connect-to-impossible-name'
      readonly pathId: string
      readonly proxy: string
      readonly name: string
      readonly status: number | null
      readonly certificates: readonly Base64[] | null
    }
  | {
      readonly kind: 'random-sni'
      readonly pathId: string
      readonly name: string
      readonly certificates: readonly Base64[] | null
    }
  | { readonly kind: 'reserved-address'; readonly address: string; readonly connected: boolean }

export interface ProxySetting {
  readonly source: 'system' | 'tool'
  readonly name: string
  readonly file?: string
  readonly line?: number
  /** Passwords redacted. */
  readonly value: string
  /** `false`: the address of a PAC script, which is neither fetched nor run, or what cannot be read as a proxy. */
  readonly isPath: boolean
}

export interface TrustStore {
  /** `SSL_CERT_FILE`, `NODE_EXTRA_CA_CERTS`, `system bundle`, … */
  readonly name: string
  readonly file: string
  /** Certificates in it whose subject a presented certificate names as issuer, or which were presented themselves. */
  readonly matching: readonly Base64[]
}
